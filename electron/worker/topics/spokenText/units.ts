// Units after figures -> words, singular after 1. Example: "1 l", "0.04 MPa", "55 °C", "8 l/min" -> "1 litre", …, "8 litres per minute".
// Trap: a unit is a unit only behind a figure; "W" in "W12" or "m" in "m and n" is not.

import type { Pass, Tongue } from './spokenText.ts'

type Names = readonly [one: string, many: string]
const units: readonly { sign: string; en: Names; de: Names }[] = [
  { sign: '°\\s?C|℃|º\\s?C', en: ['degree Celsius', 'degrees Celsius'], de: ['Grad Celsius', 'Grad Celsius'] },
  {
    sign: '°\\s?F|℉|º\\s?F',
    en: ['degree Fahrenheit', 'degrees Fahrenheit'],
    de: ['Grad Fahrenheit', 'Grad Fahrenheit'],
  },
  {
    sign: '°\\s?dH|dH',
    en: ['degree of German hardness', 'degrees of German hardness'],
    de: ['Grad deutscher Härte', 'Grad deutscher Härte'],
  },
  { sign: '°|º', en: ['degree', 'degrees'], de: ['Grad', 'Grad'] },
  {
    sign: 'cm³|cm3|ccm',
    en: ['cubic centimetre', 'cubic centimetres'],
    de: ['Kubikzentimeter', 'Kubikzentimeter'],
  },
  { sign: 'km', en: ['kilometre', 'kilometres'], de: ['Kilometer', 'Kilometer'] },
  { sign: 'lbs?', en: ['pound', 'pounds'], de: ['Pfund', 'Pfund'] },
  { sign: 'oz', en: ['ounce', 'ounces'], de: ['Unze', 'Unzen'] },
  { sign: 'ft', en: ['foot', 'feet'], de: ['Fuß', 'Fuß'] },
  { sign: '″|˝|"|”|inch|inches', en: ['inch', 'inches'], de: ['Zoll', 'Zoll'] },
  { sign: 'psi', en: ['P S I', 'P S I'], de: ['P S I', 'P S I'] },
  { sign: 'mg', en: ['milligram', 'milligrams'], de: ['Milligramm', 'Milligramm'] },
  { sign: 'cl', en: ['centilitre', 'centilitres'], de: ['Zentiliter', 'Zentiliter'] },
  { sign: 'Nm', en: ['newton metre', 'newton metres'], de: ['Newtonmeter', 'Newtonmeter'] },
  { sign: '%', en: ['percent', 'percent'], de: ['Prozent', 'Prozent'] },
  { sign: 'mm', en: ['millimetre', 'millimetres'], de: ['Millimeter', 'Millimeter'] },
  { sign: 'cm²|cm2', en: ['square centimetre', 'square centimetres'], de: ['Quadratzentimeter', 'Quadratzentimeter'] },
  { sign: 'cm', en: ['centimetre', 'centimetres'], de: ['Zentimeter', 'Zentimeter'] },
  { sign: 'm²|m2|sqm', en: ['square metre', 'square metres'], de: ['Quadratmeter', 'Quadratmeter'] },
  { sign: 'm³|m3', en: ['cubic metre', 'cubic metres'], de: ['Kubikmeter', 'Kubikmeter'] },
  { sign: 'm', en: ['metre', 'metres'], de: ['Meter', 'Meter'] },
  { sign: 'ml|mL', en: ['millilitre', 'millilitres'], de: ['Milliliter', 'Milliliter'] },
  { sign: 'l|L|ltr\\.?|lt', en: ['litre', 'litres'], de: ['Liter', 'Liter'] },
  { sign: 'mmol', en: ['millimole', 'millimoles'], de: ['Millimol', 'Millimol'] },
  { sign: 'kg', en: ['kilogram', 'kilograms'], de: ['Kilogramm', 'Kilogramm'] },
  { sign: 'g', en: ['gram', 'grams'], de: ['Gramm', 'Gramm'] },
  { sign: 'kWh', en: ['kilowatt hour', 'kilowatt hours'], de: ['Kilowattstunde', 'Kilowattstunden'] },
  { sign: 'kW', en: ['kilowatt', 'kilowatts'], de: ['Kilowatt', 'Kilowatt'] },
  { sign: 'W', en: ['watt', 'watts'], de: ['Watt', 'Watt'] },
  { sign: 'kV', en: ['kilovolt', 'kilovolts'], de: ['Kilovolt', 'Kilovolt'] },
  { sign: 'V\\s?~|V\\s?AC|V', en: ['volt', 'volts'], de: ['Volt', 'Volt'] },
  { sign: 'mA', en: ['milliampere', 'milliamperes'], de: ['Milliampere', 'Milliampere'] },
  { sign: 'A', en: ['ampere', 'amperes'], de: ['Ampere', 'Ampere'] },
  { sign: 'kHz', en: ['kilohertz', 'kilohertz'], de: ['Kilohertz', 'Kilohertz'] },
  { sign: 'Hz', en: ['hertz', 'hertz'], de: ['Hertz', 'Hertz'] },
  { sign: 'dB\\s?\\(A\\)|dBA?', en: ['decibel', 'decibels'], de: ['Dezibel', 'Dezibel'] },
  { sign: 'MPa', en: ['megapascal', 'megapascals'], de: ['Megapascal', 'Megapascal'] },
  { sign: 'kPa', en: ['kilopascal', 'kilopascals'], de: ['Kilopascal', 'Kilopascal'] },
  { sign: 'bar', en: ['bar', 'bar'], de: ['Bar', 'Bar'] },
  {
    sign: 'rpm|U/min',
    en: ['revolution per minute', 'revolutions per minute'],
    de: ['Umdrehung pro Minute', 'Umdrehungen pro Minute'],
  },
  { sign: 'hours?|hrs?\\.?|h|Std\\.?', en: ['hour', 'hours'], de: ['Stunde', 'Stunden'] },
  { sign: 'minutes?|mins?\\.?|min|Min\\.', en: ['minute', 'minutes'], de: ['Minute', 'Minuten'] },
  { sign: 'seconds?|secs?\\.?|s|Sek\\.?', en: ['second', 'seconds'], de: ['Sekunde', 'Sekunden'] },
]

/** What stands after the stroke of a rate: "12 l/min", "0.9 kWh/cycle". */
const divisors: readonly { sign: string; en: string; de: string }[] = [
  { sign: 'min|[Mm]inute', en: 'minute', de: 'Minute' },
  { sign: 'h|hr|hour|Std\\.?|Stunde', en: 'hour', de: 'Stunde' },
  { sign: 's|sec|second|Sekunde', en: 'second', de: 'Sekunde' },
  { sign: 'day|Tag', en: 'day', de: 'Tag' },
  { sign: 'week|Woche', en: 'week', de: 'Woche' },
  { sign: 'month|Monat', en: 'month', de: 'Monat' },
  { sign: 'a|year|annum|Jahr', en: 'year', de: 'Jahr' },
  { sign: 'cycle|Zyklus', en: 'cycle', de: 'Zyklus' },
  { sign: 'wash|Waschgang', en: 'wash', de: 'Waschgang' },
  { sign: 'l|lit(?:re|er)|Liter', en: 'litre', de: 'Liter' },
  { sign: 'kg', en: 'kilogram', de: 'Kilogramm' },
  { sign: 'm²|m2', en: 'square metre', de: 'Quadratmeter' },
  { sign: 'm³|m3', en: 'cubic metre', de: 'Kubikmeter' },
]
const divisor = `\\s?/\\s?(?:${divisors.map(({ sign }) => `(${sign})`).join('|')})(?![\\p{L}\\p{N}/])`

const ordered = [...units].sort((a, b) => b.sign.length - a.sign.length)
const fraction =
  '(?:\\d+ (?:and|und) )?(?:an? (?:half|quarter|third|eighth)|(?:three|two|five) (?:quarters|thirds|eighths)|ein (?:halb|viertel|drittel|achtel)|(?:drei|zwei|fünf) (?:viertel|drittel|achtel))'
const pattern = new RegExp(
  `((?<![\\p{L}\\d.,“„"])\\d{1,4}(?:[.,]\\d{1,3})?|${fraction})\\s?(?:${ordered.map(({ sign }) => `(${sign})`).join('|')})(?:${divisor}|(?![\\p{L}\\p{N}²³/]))`,
  'gu',
)

/** "8 litres/min", "3 times/day": the unit is a word already. */
const ratePattern = new RegExp(`(?<=\\d\\s\\p{L}{3,20})${divisor}`, 'gu')

/** What a figure, or a fraction in words, has; most sentences have neither. */
const anyFigure = /\d|half|quarter|third|eighth|halb|viertel|drittel|achtel/

export const withUnits: Pass = (text, tongue) =>
  anyFigure.test(text)
    ? withFigures(
        text.replace(ratePattern, (_, ...signs: unknown[]) => perOf(signs, tongue)),
        tongue,
      )
    : text

const withFigures: Pass = (text, tongue) =>
  text.replace(pattern, (found: string, figure: string, ...groups: unknown[]) => {
    const unit = ordered[groups.findIndex((sign) => typeof sign === 'string')]
    const per = perOf(groups.slice(ordered.length), tongue)
    const at = groups[ordered.length + divisors.length]
    const rest = typeof at === 'number' ? text.slice(at + found.length) : ''
    // "10 min." at the end of a sentence: the full stop belongs to both
    const stop = found.endsWith('.') && /^\s*$|^\s+\p{Lu}/u.test(rest) ? '.' : ''
    return unit ? `${figure} ${nameOf(unit[tongue], figure)}${per}${stop}` : found
  })

/** Groups of the divisors -> " per minute", or nothing where none was found. */
function perOf(signs: readonly unknown[], tongue: Tongue): string {
  const found = divisors[signs.slice(0, divisors.length).findIndex((sign) => typeof sign === 'string')]
  return found ? ` ${tongue === 'de' ? 'pro' : 'per'} ${found[tongue]}` : ''
}

const nameOf = ([one, many]: Names, figure: string): string => (/^(?:1|an? .*|ein .*)$/.test(figure) ? one : many)

/** Figures whose unit is still an abbreviation: "Heat to 60 °C for 5 min" -> ["60 °C", "5 min"]. Units in words are none. */
export const unitsIn = (text: string, tongue: Tongue): string[] =>
  [...text.matchAll(pattern)].map(([found]) => found).filter((found) => withUnits(found, tongue) !== found)
