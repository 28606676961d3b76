// Steps of a topic -> whether it is of the printer and the lawyer: the cover, the imprint, reservations. Kept for review, and not spoken.
// Example: "© 2023 Acme. All rights reserved.", "Specifications may change at any time." -> true. "NZ AU" under "User guide" -> true.
// Trap: such a sentence among facts is none: a trademark is named in the middle of many a chapter, and "Call us." is worth hearing.

import type { DraftStep } from './draft.ts'

export function isImprint(steps: readonly DraftStep[]): boolean {
  const texts = steps.map(({ written }) => written)
  return isOfLawyers(texts) || isOfCover(texts)
}

/** Nothing else; the number of the print does not count. */
const isOfLawyers = (texts: readonly string[]): boolean => {
  const said = texts.filter((text) => /\p{L}{3}/u.test(text) && !/^\S*\d\S*$/.test(text))
  return said.length > 0 && said.every(isLegal)
}

export const isLegal = (text: string): boolean => legal.test(text)

const legal = new RegExp(
  [
    String.raw`^\W*(?:\d{4} )?(?:©|copyright\b|\(c\)\s*\d{4})`,
    String.raw`\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b`,
    String.raw`\b(?:registered )?trademarks? (?:or trademarks? )?of\b`,
    String.raw`\bsubject to (?:change|alteration)s?\b|\b(?:may|can) change (?:at any time|without)|\bmay not be available in all\b`,
    String.raw`\bänderungen vorbehalten\b`,
  ].join('|'),
  'iu',
)

/** A word or two, no sentence and no figure: markets and languages on the first page. */
const isOfCover = (texts: readonly string[]): boolean =>
  !texts.some((text) => /[.!?]$/.test(text)) &&
  !/\d/.test(texts.join('')) &&
  texts
    .join(' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '').length <= 2
