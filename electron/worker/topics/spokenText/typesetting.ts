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
    // "1...24 hours", "850(mm)", "oder - beutel", "das (durchschnittliche) Niveau"
    .replace(/(?<=\d)\s?(?:\.{2,3}|…)\s?(?=\d)/g, '–')
    .replace(/(?<=\d)\s?[([]\s?(mm|cm|m|kg|g|ml|l|k?W|kWh|V|m?A|Hz|bar|[Mk]Pa|°C|min|h|s|%)\s?[)\]]/g, ' $1')
    .replace(/(?<=\p{L}-? (?:und|oder|bzw\.|sowie)) [-–]\s?(?=\p{Ll}{3})/gu, ' ')
    .replace(
      /(?<=(?<!\p{L})(?:der|die|das|den|dem|des|einen?|einem|einer|eines|the|an?) )\((\p{Ll}+)\)(?= \p{L})/giu,
      '$1',
    )
    .replace(/\s*,(?=\p{L})/gu, ', ')
    .replace(/(?<=\p{Ll}{2})\s*\.(?=\p{Lu}\p{Ll}*[\s,])/gu, '. ')
    .replace(/(?<!\p{L})([ei])\. ([ge])\.(?=\s)/gu, '$1.$2.')
