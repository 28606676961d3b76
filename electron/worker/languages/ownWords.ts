// Pieces that are surely in one language -> the words that this manual uses in one of its languages only.
// Example: "Sicherheit" stands in five German sentences and in no other -> the heading "Sicherheit" is German.
// Trap: names of programmes and buttons ("Eco", "Start") stand in every language: they say nothing.

import { wordsIn } from './functionWords.ts'

/** Of a small word it would be 1: a noun may be borrowed. */
const weightOfWord = 0.7
const fewestUses = 2
const leastShare = 0.9
const shortest = 4 // letters

/** A word -> the number of its language, and the weight of having it. */
export function ownWords(pieces: readonly { text: string; language: number }[]): (text: string) => Map<number, number> {
  const uses = new Map<string, Map<number, number>>()
  for (const { text, language } of pieces)
    for (const word of wordsIn(text)) {
      if (word.length < shortest) continue
      const known = uses.get(word) ?? new Map<number, number>()
      uses.set(word, known.set(language, (known.get(language) ?? 0) + 1))
    }
  const languageByWord = new Map<string, number>()
  for (const [word, counts] of uses) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const [[language, count] = [0, 0]] = [...counts].sort(([, a], [, b]) => b - a)
    if (count >= fewestUses && count >= leastShare * total) languageByWord.set(word, language)
  }
  return (text) => {
    const weights = new Map<number, number>()
    for (const word of new Set(wordsIn(text))) {
      const language = languageByWord.get(word)
      if (language !== undefined) weights.set(language, (weights.get(language) ?? 0) + weightOfWord)
    }
    return weights
  }
}
