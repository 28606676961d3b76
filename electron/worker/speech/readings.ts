// What a speech model may have heard -> a few texts with the weight of each: "it's leaking" 0.7, "it's leaning" 0.3.
// The best reading is often wrong in one word that the second has right, and a search with both finds what they have in common.
// Trap: readings that differ in case and punctuation only are one reading, or they would outvote the others.

import { plainWords } from '../../../shared/plainWords.ts'

export interface WeightedReading {
  text: string
  /** 0..1; those of one sound add up to 1. */
  weight: number
}

/** Readings below it cost an embedding each and move nothing. */
const leastWeight = 0.05

/** `readings`: best first. The best one comes first here too. */
export function weightedReadings(readings: readonly { text: string; score: number }[]): WeightedReading[] {
  const best = readings[0]?.score ?? 0
  const byWords = new Map<string, WeightedReading>()
  for (const { text, score } of readings) {
    const words = plainWords(text).join(' ')
    const likelihood = Math.exp(score - best)
    const known = byWords.get(words)
    if (known) known.weight += likelihood
    else if (words !== '') byWords.set(words, { text, weight: likelihood })
  }
  const merged = normalised([...byWords.values()])
  return normalised(merged.filter(({ weight }, at) => at === 0 || weight >= leastWeight))
}

function normalised(readings: readonly WeightedReading[]): WeightedReading[] {
  const total = readings.reduce((sum, { weight }) => sum + weight, 0)
  return readings.map(({ text, weight }) => ({ text, weight: weight / total }))
}
