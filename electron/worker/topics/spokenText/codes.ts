// Error codes and shouted words -> what a voice reads right. Example: "E15" -> "E fifteen", "ER1" -> "E R one", "DO NOT" -> "do not"
// Traps: units are words by now, so a letter before a figure is a code or a model; "LED" is spelled by every voice and stays.

import { isShouted, keepsCapitals, lowered, twoCapitals } from '../titles.ts'
import type { Pass, Tongue } from './spokenText.ts'

const small: Readonly<Record<Tongue, readonly string[]>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  ),
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  ),
}

export const withCodes: Pass = (text, tongue) =>
  withoutShouting(text).replace(
    /(?<![\p{L}\p{N}])(\p{Lu}{1,3})[-.]?(\d{1,4})(\p{Lu}|[a-z])?(?![\p{L}\p{N}])/gu,
    (_, letters: string, figures: string, last = '') => [...letters, figuresOf(figures, tongue), ...last].join(' '),
  )

/** "15" -> "fifteen", "05" -> "zero five", "30" -> "30": a figure that stands alone is read as a number anyway. */
function figuresOf(figures: string, tongue: Tongue): string {
  if (figures.startsWith('0')) return [...figures].map((figure) => small[tongue][Number(figure)] ?? figure).join(' ')
  return small[tongue][Number(figures)] ?? figures
}

/** Sentence by sentence where all of it is shouted, then the single words that were set in capitals for weight. */
const withoutShouting = (text: string): string => (twoCapitals.test(text) ? calmed(text) : text)

const calmed = (text: string): string =>
  text
    .split(/(?<=[.!?:])\s+/u)
    .map((sentence) => (isShouted(sentence) && /\s|\p{L}{7}/u.test(sentence.trim()) ? lowered(sentence) : sentence))
    .join(' ')
    .replace(/(?<![\p{L}\p{N}-])\p{Lu}{2,}(?: \p{Lu}{2,}){2,}(?![\p{L}\p{N}])/gu, (run) =>
      run.replace(/\p{Lu}+/gu, (word) => (isSaidInRun(word) ? word.toLowerCase() : word)),
    )
    .replace(/(?<![\p{L}\p{N}-])\p{Lu}{2,}(?![\p{L}\p{N}])/gu, (word, at: number, whole: string) => {
      if (!isWord(word)) return word
      const starts = /(?:^|[.!?:]\s+)$/u.test(whole.slice(0, at))
      return starts ? word.charAt(0) + word.slice(1).toLowerCase() : word.toLowerCase()
    })

const short = new Set(
  'NOT DO NO ON OFF AND OR THE IF MAX MIN ALL ONLY HOT OUT IN NEW USE BE IS ARE TO FOR OF BY CAN MAY ANY YOU NIE EIN AUS UND NUR DER DIE DAS IST KEIN VOR'.split(
    ' ',
  ),
)
const letterwords = new Set('HDMI WEEE NEMA ASTM IEEE RCBO SOOW HEPA WLAN EEPROM ROHS SELV IPX'.split(' '))

/** Among three shouted words even short ones are words: "THE TANK MUST BE DRY". */
const isSaidInRun = (word: string): boolean =>
  isWord(word) || (/[AEIOUYÄÖÜ]/u.test(word) && /[^AEIOUYÄÖÜ]/u.test(word) && !keepsCapitals(word))

/** Four letters with a vowel among them are said as a word; fewer only where they are known ("NOT"). */
const isWord = (word: string): boolean =>
  short.has(word) || (word.length >= 4 && /[AEIOUYÄÖÜ]/u.test(word) && !letterwords.has(word))
