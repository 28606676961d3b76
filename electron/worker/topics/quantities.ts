// A sentence -> what it says a figure of, and the figure in the base unit of its dimension; null where it has none or several.
// Example: "After the end the lid stays locked for about 2 minutes." -> { about: 'end lid locked stays', dimension: 'time', bound: '', from: 120, to: 120 }
// Traps: "90 seconds" and "1.5 minutes" are one time; "at least 2" and "at most 5" do not contradict each other; of two figures nobody
// knows which one the words are about.

import { plainWords } from '../../../shared/plainWords.ts'

type Dimension =
  'time' | 'temperature' | 'length' | 'volume' | 'mass' | 'pressure' | 'share' | 'power' | 'voltage' | 'current'

const unit = (
  dimension: Dimension,
  factor: number,
  sign: string,
): { dimension: Dimension; factor: number; sign: string } => ({
  dimension,
  factor,
  sign,
})
/** Factors into seconds, degrees Celsius, millimetres, millilitres, grams, bar, percent, watts, volts, amperes. */
const units = [
  unit('time', 1, 's|sec(?:ond)?s?|Sek(?:unden?|\\.)?'),
  unit('time', 60, 'min(?:ute)?s?|Min(?:uten?|\\.)?'),
  unit('time', 3600, 'h|hours?|hrs?|Stunden?|Std'),
  unit('time', 86_400, 'days?|Tagen?'),
  unit('time', 604_800, 'weeks?|Wochen?'),
  unit('temperature', 1, '°\\s?C|℃|degrees Celsius|Grad Celsius'),
  unit('length', 1, 'mm|millimetres?'),
  unit('length', 10, 'cm|centimetres?|Zentimetern?'),
  unit('length', 1000, 'm|metres?|Metern?'),
  unit('volume', 1, 'ml|millilitres?'),
  unit('volume', 1000, 'l|L|litres?|liters?|Litern?'),
  unit('mass', 1, 'g|grams?|Gramm'),
  unit('mass', 1000, 'kg|kilograms?|Kilogramm'),
  unit('pressure', 1, 'bar'),
  unit('pressure', 10, 'MPa'),
  unit('share', 1, '%'),
  unit('power', 1, 'W|watts?|Watt'),
  unit('power', 1000, 'kW'),
  unit('voltage', 1, 'V|volts?|Volt'),
  unit('current', 1, 'A|amps?|amperes?|Ampere'),
]
const number = String.raw`\d+(?:[.,]\d+)?`
const measure = new RegExp(
  String.raw`(?<![\p{L}\d.,])(?:(at least|min(?:imum|\.)?|more than|over|mindestens|mehr als|at most|max(?:imum|\.)?|up to|less than|höchstens|bis zu|weniger als)\s+(?:of\s+|von\s+)?)?(${number})(?:\s?(?:[-–]|to|bis)\s?(${number}))?\s?(?:${units.map(({ sign }) => `(${sign})`).join('|')})(?![\p{L}\p{N}/²³])`,
  'gu',
)
const lower = /^(?:at least|min|more|over|mind|mehr)/i

export interface Quantity {
  /** Words that carry meaning, in the order of the alphabet. */
  about: string
  dimension: Dimension
  bound: '' | 'least' | 'most'
  /** A figure alone is both. */
  from: number
  to: number
}

export function quantityIn(sentence: string): Quantity | null {
  const found = [...sentence.matchAll(measure)]
  const [match] = found
  if (!match || found.length > 1) return null
  const [all, bound, from = '', to = from, ...signs] = match
  const known = units[signs.findIndex((sign) => typeof sign === 'string' && sign !== '')]
  if (!known) return null
  const rest = sentence.replace(all, ' ')
  if (/\d/.test(rest)) return null // of programmes, levels, models: each has its own
  const value = (text: string): number => Number(text.replace(',', '.')) * known.factor
  return {
    about: meaning(rest),
    dimension: known.dimension,
    bound: bound === undefined ? '' : lower.test(bound) ? 'least' : 'most',
    from: value(from),
    to: value(to),
  }
}

export const isAgainst = (one: Quantity, other: Quantity): boolean =>
  one.dimension === other.dimension && one.bound === other.bound && (one.to < other.from || other.to < one.from)

const meaning = (text: string): string =>
  [...new Set(plainWords(text).filter((word) => word.length > 2 && !empty.has(word)))].sort().join(' ')

const empty = new Set(
  'the and for its with are was has have been this that these then about approximately approx roughly around after before when until from into than also please always now not your you can will must should der die das den dem des ein eine einen einem einer und oder für mit ist sind wird werden dann etwa ungefähr circa nach vor wenn bis von vom zum zur aus auch bitte immer jetzt ihr ihre sie kann muss soll sich'.split(
    ' ',
  ),
)
