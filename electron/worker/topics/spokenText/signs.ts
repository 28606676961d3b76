// Signs that have no sound -> words or pauses. Example: "≥ 2 & ± 1 → OK / off" -> "at least 2 and plus or minus 1, OK or off",
// "Select [Audio] > [Off]" -> "Select Audio, then Off"

import type { Pass, Tongue } from './spokenText.ts'

const signs: readonly { sign: RegExp; en: string; de: string }[] = [
  // symbol fonts leave private characters and raised footnote numbers behind
  { sign: /[\u{e000}-\u{f8ff}\ufffc\u0000-\u0008\u00ad\ufffd¹²³⁴⁵⁰]/gu, en: ' ', de: ' ' },
  { sign: /(?<!\p{L})and\s?\/\s?or(?!\p{L})/giu, en: 'and or', de: 'and or' },
  { sign: /(?<!\p{L})und\s?\/\s?oder(?!\p{L})/giu, en: 'und oder', de: 'und oder' },
  { sign: /℃|°\s?C(?!\p{L})/gu, en: ' degrees Celsius ', de: ' Grad Celsius ' },
  { sign: />\s*(\p{Lu}{2,5})\s*</gu, en: '$1', de: '$1' },
  { sign: /[•☞►▶■□◆▪●○✓✔⚠★☆※◊◦‣⁃➢➤➔➜]/gu, en: ' ', de: ' ' },
  { sign: /(?<=[\p{L}\p{N}\])])\s+[>›]\s+(?=[[(\p{L}])/gu, en: ', then ', de: ', dann ' }, // the path through a menu
  { sign: /\s*[→⇒]\s*/g, en: ', ', de: ', ' },
  { sign: /\s*[×✕]\s*/g, en: ' by ', de: ' mal ' },
  { sign: /\s*&\s*/g, en: ' and ', de: ' und ' },
  { sign: /(?:≥|>=)\s*/g, en: 'at least ', de: 'mindestens ' },
  { sign: /(?:≤|<=)\s*/g, en: 'at most ', de: 'höchstens ' },
  { sign: />\s*(?=\d)/g, en: 'more than ', de: 'mehr als ' },
  { sign: /<\s*(?=\d)/g, en: 'less than ', de: 'weniger als ' },
  { sign: /(?:±|\+\/-)\s*/g, en: 'plus or minus ', de: 'plus oder minus ' },
  { sign: /\s*=\s*/g, en: ' equals ', de: ' ist gleich ' },
  { sign: /[®™©*†‡]/g, en: '', de: '' },
  { sign: /(\p{L})\s?\/\s?(?=\p{L})/gu, en: '$1 or ', de: '$1 oder ' },
  { sign: /\s+[-–—]\s+/g, en: ', ', de: ', ' },
  { sign: /["“”„«»‟]/g, en: '', de: '' },
  { sign: /\[(\p{L}[^[\]]*)\]/gu, en: '$1', de: '$1' }, // what a key or a screen says
  { sign: /\s*[([]\s*/g, en: ', ', de: ', ' },
  { sign: /\s*[)\]](?=\s*[.,;:!?]|\s*$)/g, en: '', de: '' },
  { sign: /\s*[)\]]\s*/g, en: ', ', de: ', ' },
]

/** What each of the signs above has at least one of; most sentences have letters, figures and these marks alone. */
const anySign = /[^\p{L}\p{Nd}\s.,;:!?'’]/u

export const withSigns: Pass = (text, tongue: Tongue) =>
  anySign.test(text) ? signs.reduce((rest, rule) => rest.replace(rule.sign, rule[tongue]), text) : text
