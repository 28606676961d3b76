// texts of a bundle -> the words, word pairs and error codes that a question about it may hold, each with its sounds.
// Example: vocabularyOf(['E15: Fill the rinse aid.', …]) has the code "E15" with the sounds of "E fifteen" and of "E one five", "rinse", …
// Trap: a code may be letters alone ("FE"): such a one is known only at the head of a title, or every shouted word would be a code.

import { soundsOf } from './sounds.ts'

export interface Vocabulary {
  /** Words and word pairs of the manual, and its codes, each with its sounds. */
  terms: { text: string; sounds: string; isCode: boolean }[]
  words: ReadonlySet<string>
  /** All that it was made of: which words stand beside which. */
  sentences: readonly string[]
}

export const stopWords = new Set(
  (
    'a an and any are as at be been before being but by can did do does down for from get had has have how i if in into is it its just ' +
    'like may me more most must my no not of off on one only or other out over own same see should so some such than that the their ' +
    'them then there these they this to too until up use used using very was we were what when where which while who why will with ' +
    'you your'
  ).split(' '),
)

/** `texts`: titles, phrases and steps of the topics; `codes` as printed. Pairs count where the manual says them twice. */
export function vocabularyOf(texts: readonly string[], codes: readonly string[]): Vocabulary {
  const words = new Map<string, number>()
  const pairs = new Map<string, number>()
  for (const text of texts) {
    const spoken = text.toLowerCase().match(/[a-z]+(?:'[a-z]+)?/g) ?? []
    for (const [index, word] of spoken.entries()) {
      count(words, word)
      const next = spoken[index + 1]
      if (next !== undefined && !stopWords.has(word) && !stopWords.has(next)) count(pairs, `${word} ${next}`)
    }
  }
  const terms = [
    ...[...words.keys()].filter((word) => word.length >= 4 && !stopWords.has(word)),
    ...[...pairs].filter(([, times]) => times >= 2).map(([pair]) => pair),
  ]
  return {
    terms: [
      ...codes.flatMap((code) => readings(code).map((sounds) => ({ text: code, sounds, isCode: true }))),
      ...terms.sort().map((text) => ({ text, sounds: soundsOf(text), isCode: false })),
    ].filter(({ sounds }) => sounds.length >= 2),
    words: new Set(words.keys()),
    sentences: [...texts],
  }
}

/** Letters with a number anywhere; letters alone ("FE", "dE") where they head a title. */
export function codesIn(titles: readonly string[], texts: readonly string[]): string[] {
  const heads = titles.flatMap((title) => /^[a-zA-Z][A-Z0-9]{1,3}(?=:\s)/.exec(title) ?? [])
  return [...new Set([...heads, ...texts.flatMap((text) => text.match(/\b[A-Z]{1,3}-?\d{1,3}\b/g) ?? [])])]
}

/** "E15" is read "E fifteen" or "E one five", "FE" letter by letter. */
const readings = (code: string): string[] => [
  ...new Set([soundsOf(code.replace(/[a-z]/gi, '$& ')), soundsOf([...code].join(' '))]),
]

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
