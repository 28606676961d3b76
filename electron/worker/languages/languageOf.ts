// text -> the language it is written in, or null where that is not sure. By small words: every sentence has them, and they differ.
// Example: languageOf('Reinigen Sie das Sieb, bevor Sie das Gerät einschalten') -> 'de';  languageOf('E15 / 60 °C') -> null
// Trap: a spoken question is a few words ("filter clean"), so a verdict needs two different words and a clear lead.

import type { LanguageTag } from '../../../shared/domain.ts'
import { evidenceOf, wordsIn } from './functionWords.ts'

const leastLead = 0.8
/** Of the words of a page or a column; of a sentence four in ten. Lists of parts and figures have hardly any. */
const leastShare = 0.08

export const languageOf = (text: string): LanguageTag | null => languageOfWords(wordsIn(text))

/** The same where the words are wanted too: finding them takes longer than judging them. */
export function languageOfWords(words: readonly string[]): LanguageTag | null {
  const [best, second] = [...evidenceOf(words)].sort(([, a], [, b]) => b.weight - a.weight)
  if (!best || best[1].words.size < 2) return null
  if (best[1].weight < leastShare * words.length) return null
  return best[1].weight >= (second?.[1].weight ?? 0) * 1.25 + leastLead ? best[0] : null
}

/** "pt-BR" and "pt" are one language for whoever chooses blocks. */
export const primaryTag = (tag: LanguageTag): LanguageTag => tag.toLowerCase().split('-')[0] ?? tag
