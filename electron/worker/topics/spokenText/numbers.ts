// Ranges, fractions, dimensions and times -> words between figures. Figures themselves stay: every voice reads those.
// Example: "5–10", "½ cup", "60 × 80 cm", "3:15 h" -> "5 to 10", "a half cup", "60 by 80 cm", "3 hours 15 minutes"
// Trap: a hyphen between numbers is a range only where both stand alone: "0800-123-456" and "DIN 1988-2" are not.

import type { Pass, Tongue } from './spokenText.ts'

const fractions: Readonly<Record<Tongue, Readonly<Record<string, string>>>> = {
  en: { '½': 'a half', '¼': 'a quarter', '¾': 'three quarters', '⅓': 'a third', '⅔': 'two thirds', '⅛': 'an eighth' },
  de: {
    '½': 'ein halb',
    '¼': 'ein viertel',
    '¾': 'drei viertel',
    '⅓': 'ein drittel',
    '⅔': 'zwei drittel',
    '⅛': 'ein achtel',
  },
}
const written: Readonly<Record<string, string>> = {
  '1/2': '½',
  '1/4': '¼',
  '3/4': '¾',
  '1/3': '⅓',
  '2/3': '⅔',
  '1/8': '⅛',
}

export const withNumbers: Pass = (text, tongue) => {
  const words = { en: { to: 'to', by: 'by', and: 'and' }, de: { to: 'bis', by: 'mal', and: 'und' } }[tongue]
  return withTimes(text, tongue)
    .replace(/(?<![\d/.,])([1-3])\/([2348])(?![\d/])/g, (found) => written[found] ?? found)
    .replace(
      /(\d)\s?([½¼¾⅓⅔⅛])/g,
      (_, whole: string, part: string) => `${whole} ${words.and} ${fractions[tongue][part] ?? part}`,
    )
    .replace(/[½¼¾⅓⅔⅛]/g, (part) => fractions[tongue][part] ?? part)
    .replace(/(\d)\s*(?:mm|cm|m)?\s*[×x✕]\s*(?=\d)/g, `$1 ${words.by} `)
    .replace(
      /(?<![\d-]|\d[.,:/])(\d+(?:[.,]\d+)?)(\s?(?:°C|°F|%|°|mm|cm|bar|kg|g|V|W|Hz))?\s?[-–—~]\s?(?=\d+(?:[.,]\d+)?(?![-–\d]*-\d))/g,
      `$1 ${words.to} `,
    )
}

/** "3:15 h" is a duration, "1:30" alone may be a clock time or a ratio and stays. */
function withTimes(text: string, tongue: Tongue): string {
  return text.replace(
    /(?<!\d)(\d{1,2}):(\d{2})\s?(?:h|hrs?|Std\.?|hours?|Stunden)\b/g,
    (_, hours: string, minutes: string) =>
      [count(Number(hours), tongue, 'hour'), Number(minutes) > 0 ? count(Number(minutes), tongue, 'minute') : '']
        .join(' ')
        .trim(),
  )
}

function count(number: number, tongue: Tongue, unit: 'hour' | 'minute'): string {
  const words = {
    en: { hour: ['hour', 'hours'], minute: ['minute', 'minutes'] },
    de: { hour: ['Stunde', 'Stunden'], minute: ['Minute', 'Minuten'] },
  }
  const [one, many] = words[tongue][unit]
  return `${number} ${number === 1 ? one : many}`
}
