// Error codes and shouted words -> what a voice reads right. Example: "E15" -> "E 15", "ER1" -> "E R 1", "WARNING: HOT" -> "Warning: hot"
// Figures stay figures ("E 15" is read "E fifteen"). Trap: units are words by now, so a letter before a figure is a code or a model.

import { isShouted, lowered } from '../titles.ts'
import type { Pass } from './spokenText.ts'

export const withCodes: Pass = (text) =>
  withoutShouting(text).replace(
    /(?<![\p{L}\p{N}])(\p{Lu}{1,3})[-.]?(\d{1,4})(\p{Lu})?(?![\p{L}\p{N}])/gu,
    (_, letters: string, figures: string, last = '') => [...letters, figures, ...last].join(' '),
  )

/** Sentence by sentence: one shouted sentence in a quiet paragraph is lowered, a quiet one with an abbreviation is left. */
const withoutShouting = (text: string): string =>
  text
    .split(/(?<=[.!?:])\s+/u)
    .map((sentence) => (isShouted(sentence) && /\s|\p{L}{7}/u.test(sentence.trim()) ? lowered(sentence) : sentence))
    .join(' ')
