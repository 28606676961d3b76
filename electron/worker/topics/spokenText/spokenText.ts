// written -> spoken: what the device says for a sentence of the manual. Deterministic rewriting, no model.
// Example: "Heat to 55–60 °C for approx. 3:15 h (see page 12)." -> "Heat to 55 to 60 degrees Celsius for approximately 3 hours 15 minutes."
// The passes run in the order below; each is a table or a small function of its own file. Trap: references go first, while their
// brackets still show where they end; units go last, when numbers and ranges are words' neighbours again.

import type { LanguageTag } from '../../../../shared/domain.ts'
import { withPictures } from './pictures.ts'
import { withoutUnread } from './unread.ts'
import { withoutReferences } from './references.ts'
import { withAbbreviations } from './abbreviations.ts'
import { withAddresses } from './addresses.ts'
import { withCodes } from './codes.ts'
import { withNumbers } from './numbers.ts'
import { withUnits } from './units.ts'
import { withTypesetting } from './typesetting.ts'
import { withSigns } from './signs.ts'
import { pronounced } from './pronounce.ts'

export interface SpokenOptions {
  /** The project's own pronunciations: written word -> spoken form. Whole words, exact case. */
  lexicon?: ReadonlyMap<string, string>
}

export function spokenText(written: string, language: LanguageTag, { lexicon }: SpokenOptions = {}): string {
  const tongue = language === 'de' ? 'de' : 'en'
  const passes = [
    withoutUnread,
    withPictures,
    withLexicon(lexicon),
    withTypesetting,
    withAddresses,
    withoutReferences,
    withAbbreviations,
    withNumbers,
    withUnits,
    withCodes,
    withSigns,
  ]
  return tidy(passes.reduce((text, pass) => pass(text, tongue), written.normalize('NFC')))
}

export type Tongue = 'en' | 'de'
export type Pass = (text: string, tongue: Tongue) => string

const withLexicon =
  (lexicon: SpokenOptions['lexicon']): Pass =>
  (text) =>
    lexicon ? pronounced(text, lexicon) : text

/** One space between words, no space before marks, a capital first, a full stop last. */
function tidy(text: string): string {
  const plain = text
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/([,;:])(?:\s*[,;:])+/g, '$1')
    .replace(/[,;:]+([.!?])/g, '$1')
    .replace(/([.!?])(?:\s*[.,;:])+/g, '$1')
    .replace(/^[\s,;:.–-]+/, '')
    .trim()
  if (plain === '') return ''
  const begun = /^(?:[a-z]\w*[A-Z]|e\.g)/.test(plain) ? plain : plain.charAt(0).toUpperCase() + plain.slice(1)
  return /[.!?]["”’)]?$/.test(begun) ? begun : `${begun.replace(/[,;:–-]+$/, '')}.`
}
