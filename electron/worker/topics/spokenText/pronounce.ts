// text + the project's lexicon -> the text as a voice has to read it. Whole words, exact case, the longest entry first.
// Example: pronounced('Press Eco.', new Map([['Eco', 'ee koh']])) -> 'Press ee koh.'   Trap: an entry may be several words ("AEG ProClean").

import type { Pronunciation } from '../../../../shared/domain.ts'

export type Lexicon = ReadonlyMap<string, string>

export const lexiconOf = ({ lexicon = [] }: { lexicon?: readonly Pronunciation[] }): Lexicon =>
  new Map(lexicon.map(({ written, spoken }) => [written, spoken]))

export function pronounced(text: string, lexicon: Lexicon): string {
  const pattern = patternOf(lexicon)
  return pattern ? text.replace(pattern, (word) => lexicon.get(word) ?? word) : text
}

const patterns = new WeakMap<Lexicon, RegExp>()

function patternOf(lexicon: Lexicon): RegExp | null {
  if (lexicon.size === 0) return null
  const words = [...lexicon.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const pattern =
    patterns.get(lexicon) ?? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  patterns.set(lexicon, pattern)
  return pattern
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
