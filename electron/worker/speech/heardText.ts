// What repairs of a transcript have in common: which words may be others, and a stretch of them in the words that were meant.
// Example: mended(words of 'I need rinse eight?', { start: 2, end: 4 }, 'rinse aid') -> the words of 'I need rinse aid?'

import type { HeardWord } from './moonshine.ts'

export interface Repair {
  heard: string
  meant: string
}

export interface Repaired {
  words: HeardWord[]
  repairs: Repair[]
}

/** How well whole texts fit the sound that was heard: log probabilities, for comparing one text with another. */
export type Fits = (texts: readonly string[]) => Promise<number[]>

/** Less sure than this, a word may be another. */
export const doubtful = 0.88
/** Words that may have been heard for one term or code. */
export const mostWords = 4

/** Words in a row: from `start` to before `end`. */
export interface Stretch {
  start: number
  end: number
}

export const textOf = (words: readonly HeardWord[]): string => words.map((word) => word.text).join(' ')
export const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9' ]+/g, '')

/** One word for a window; keeps the punctuation behind it. Sure from now on: it is a word of the manual. */
export const joinedWord = (window: readonly HeardWord[], text: string): HeardWord => ({
  text: text + (/[.,!?]+$/.exec(window.at(-1)?.text ?? '')?.[0] ?? ''),
  confidence: 1,
})

export const mended = (words: readonly HeardWord[], { start, end }: Stretch, text: string): HeardWord[] => [
  ...words.slice(0, start),
  joinedWord(words.slice(start, end), text),
  ...words.slice(end),
]

export const repairOf = (words: readonly HeardWord[], { start, end }: Stretch, meant: string): Repair => ({
  heard: textOf(words.slice(start, end)),
  meant,
})
