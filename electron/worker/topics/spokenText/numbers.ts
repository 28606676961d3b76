// Ranges, fractions, dimensions, times and long numbers -> words between figures. Figures themselves stay: every voice reads those.
// Example: "5–10", "½ cup", "60 × 80 cm", "3:15 h" -> "5 to 10", "a half cup", "60 by 80 cm", "3 hours 15 minutes"
// Trap: a hyphen between numbers is a range only where both stand alone and rise: "0800-123-456" and "DIN 1988-2" are not.

import type { Pass, Tongue } from './spokenText.ts'

const fractions: Readonly<Record<Tongue, Readonly<Record<string, string>>>> = {
  en: {
    '1/2': 'a half',
    '1/4': 'a quarter',
    '3/4': 'three quarters',
    '1/3': 'a third',
    '2/3': 'two thirds',
    '1/8': 'an eighth',
    '3/8': 'three eighths',
    '5/8': 'five eighths',
  },
  de: {
    '1/2': 'ein halb',
    '1/4': 'ein viertel',
    '3/4': 'drei viertel',
    '1/3': 'ein drittel',
    '2/3': 'zwei drittel',
    '1/8': 'ein achtel',
    '3/8': 'drei achtel',
    '5/8': 'fünf achtel',
  },
}
const glyphs: Readonly<Record<string, string>> = {
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '⅓': '1/3',
  '⅔': '2/3',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
}
const joints = {
  en: { to: 'to', by: 'by', and: 'and', or: 'or' },
  de: { to: 'bis', by: 'mal', and: 'und', or: 'oder' },
}
const number = String.raw`\d+(?:[.,]\d+)?`
const unit = String.raw`\s?(?:°\s?C|°\s?F|℃|%|°|mm|cm|bar|MPa|kg|g|ml|l|kW|V|W|Hz|min|h)`

const anyFigure = /[\d½¼¾⅓⅔⅛⅜⅝\u2044]/

export const withNumbers: Pass = (text, tongue) => {
  if (!anyFigure.test(text)) return text
  const { to, by, or } = joints[tongue]
  const plain = text.replace(/\u2044/g, '/').replace(/[½¼¾⅓⅔⅛⅜⅝]/g, (glyph) => ` ${glyphs[glyph] ?? glyph}`)
  const parted = plain
    .replace(/(?<![\d/.,])((?:\d+\s+)?[1-7]\/[2-8])\s?[-–—~]\s?(?=\d)/g, `$1 ${to} `)
    .replace(timeRange, ` ${to} `)
  return withFractions(withTimes(withLongNumbers(parted), tongue), tongue)
    .replace(/(?<![\p{L}\p{N}°])[-−–](?=\d+(?:[.,]\d+)?\s?[°℃])/gu, 'minus ')
    .replace(/(\d)\s*(?:mm|cm|m)?\s*[×x✕]\s*(?=\d)/g, `$1 ${by} `)
    .replace(range, (found, from: string, until: string) => (isRange(from, until) ? `${from} ${to} ` : found))
    .replace(choice, `$1 ${or} `)
}

const range = new RegExp(
  String.raw`(?<![\p{L}\d.,:/-])(${number})(?:${unit})?\s?[-–—~]\s?(?=(${number})(?![-–\d.,]*[-–]?\d|\p{Lu}\b(?<![AVWCFKLN])))`,
  'gu',
)
/** "1/2 l" */
const choice = new RegExp(String.raw`(?<![\d/.,])(\d{1,3})\s?/\s?(?=\d{1,3}${unit}(?!\p{L}))`, 'gu')

/** "5 mins. 30 sec. -7 mins." */
const timeRange = /(?<=\d\s?(?:min|sec|hr)s?\.?)\s?[-–—]\s?(?=\d+\s?(?:min|sec|hr)s?(?!\p{L}))/gu

/** It rises, and it is no telephone number (three and four figures). */
const isRange = (from: string, until: string): boolean =>
  Number(from.replace(',', '.')) < Number(until.replace(',', '.')) && !(/^\d{3}$/.test(from) && /^\d{4}$/.test(until))

const withFractions = (text: string, tongue: Tongue): string =>
  text.replace(/(?<![\d/.,])(?:(\d+)\s+)?(\d\/\d)(?![\d/])/g, (found, whole: string | undefined, part: string) => {
    const words = fractions[tongue][part]
    if (words === undefined) return found
    return whole === undefined ? words : `${whole} ${joints[tongue].and} ${words}`
  })

/** Telephone and part numbers, figure by figure with a pause between groups: "0800-12 34" -> "0 8 0 0, 1 2, 3 4". */
const withLongNumbers = (text: string): string =>
  text
    .replace(
      /(?<![\p{L}\d.,])(?:\+\d{1,3}[\s-]?)?(?:\(\d{2,5}\)[\s-]?\d{2,4}(?:[\s-]\d{2,5})*|0\d{2,5}(?:[\s/-]\d{2,8})+|1[38]00(?:[\s-]\d{3}){2}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4})(?![\d.,]*\d)/gu,
      (found) => (found.match(/\d+/g) ?? []).map((group) => [...group].join(' ')).join(', '),
    )
    .replace(/(?<![\p{L}\d.,:/+-])\d{5,}(?![\d.,]*\d)/gu, (found) => [...found].join(' '))

/** "3:15 h" and "1h30" are durations; "1:30" alone may be a clock time or a ratio and stays. */
const withTimes = (text: string, tongue: Tongue): string =>
  text
    .replace(
      /(?<!\d)(\d{1,2}):(\d{2})\s?(?:h|hrs?|Std\.?|hours?|Stunden)(?!\p{L})/gu,
      (_, hours: string, minutes: string) => duration(hours, minutes, tongue),
    )
    .replace(/(?<![\p{L}\d.,])(\d{1,2})\s?h\s?(\d{2})(?:\s?min)?(?![\p{L}\d])/gu, (_, hours: string, minutes: string) =>
      duration(hours, minutes, tongue),
    )
    .replace(/(?<![\p{L}\d])(\d{1,3})\s?[′’'](?![\p{L}\d])/gu, (_, minutes: string) =>
      count(Number(minutes), tongue, 'minute'),
    )

const duration = (hours: string, minutes: string, tongue: Tongue): string =>
  [
    Number(hours) > 0 ? count(Number(hours), tongue, 'hour') : '',
    Number(minutes) > 0 ? count(Number(minutes), tongue, 'minute') : '',
  ]
    .join(' ')
    .trim()

function count(value: number, tongue: Tongue, name: 'hour' | 'minute'): string {
  const words = {
    en: { hour: ['hour', 'hours'], minute: ['minute', 'minutes'] },
    de: { hour: ['Stunde', 'Stunden'], minute: ['Minute', 'Minuten'] },
  }
  const [one, many] = words[tongue][name]
  return `${value} ${value === 1 ? one : many}`
}
