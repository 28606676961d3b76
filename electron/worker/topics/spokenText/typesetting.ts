// What a typesetter did to the words -> words apart and marks in their place, before anything is read as a unit or a reference.
// Example: "use the“baking”mode ,then wait.The fan stops" -> "use the “baking” mode, then wait. The fan stops".
// Trap: a closing quotation mark behind a figure is no inch sign: the “ :30” will blink.

import type { Pass } from './spokenText.ts'

const wideMarks: Readonly<Record<string, string>> = {
  '，': ', ',
  '、': ', ',
  '：': ': ',
  '；': '; ',
  '（': ' (',
  '）': ') ',
}

const keys: Readonly<Record<string, { en: string; de: string }>> = {
  '+': { en: 'plus', de: 'Plus' },
  '-': { en: 'minus', de: 'Minus' },
}

export const withTypesetting: Pass = (text, tongue) =>
  text
    .replace(/[，、：；（）]/g, (mark) => wideMarks[mark] ?? mark)
    // a key that shows one sign: “+” or “-“
    .replace(/["“”„]\s?([+–-])\s?["“”„]/g, (_, sign: string) => ` ${keys[sign === '+' ? '+' : '-']?.[tongue] ?? sign} `)
    .replace(/([“„])([^“”„"]{1,60}?)\s*[”“"]/g, ' $1$2‟ ')
    .replace(/\s*,(?=\p{L})/gu, ', ')
    .replace(/(?<=\p{Ll}{2})\s*\.(?=\p{Lu}\p{Ll}*[\s,])/gu, '. ')
    .replace(/(?<!\p{L})([ei])\. ([ge])\.(?=\s)/gu, '$1.$2.')
