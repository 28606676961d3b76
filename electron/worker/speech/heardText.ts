// What repairs of a transcript have in common: words as heard, joined, and weighed by the sound they came from.
// Example: joinedWord([{ text: 'rinse', … }, { text: 'eight?', … }], 'rinse aid') -> { text: 'rinse aid?', confidence: 1 }.

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

export const textOf = (words: readonly HeardWord[]): string => words.map((word) => word.text).join(' ')
export const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9' ]+/g, '')

/** One word for a window; keeps the punctuation behind it. Sure from now on: it is a word of the manual. */
export const joinedWord = (window: readonly HeardWord[], text: string): HeardWord => ({
  text: text + (/[.,!?]+$/.exec(window.at(-1)?.text ?? '')?.[0] ?? ''),
  confidence: 1,
})
