// Two texts -> how much of their words they share, 0 to 1, whatever the order: sameness of topics and of steps over two editions.
// Example: likeness(wordSet('Lift the filter.'), wordSet('Lift the fine filter.')) -> 0.75.

import { plainWords } from '../../../shared/plainWords.ts'

export const wordSet = (...texts: readonly string[]): Set<string> => new Set(texts.flatMap(plainWords))

export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length
  return common / Math.max(1, one.size + other.size - common)
}
