// Draft -> the ways a person may ask for it: few and balanced, because topics with many phrases attract the questions of others.
// Example: "Cleaning the filters" -> "Cleaning the filters", "how do I clean the filters"; E15 -> "E15: …", "error E15", "it shows E15"

import type { LanguageTag, Phrase } from '../../../shared/domain.ts'
import type { Draft } from './draft.ts'
import { baseVerb, namesAction } from './verbs.ts'

const most = 4

export function phrasesOf(draft: Draft, language: LanguageTag): Phrase[] {
  const symptom = draft.kind === 'troubleshooting'
  const title: Phrase = { text: draft.title, origin: symptom ? 'symptom' : 'title' }
  const templates = (language === 'de' ? german(draft) : language === 'en' ? english(draft) : []).map(
    (text): Phrase => ({ text, origin: 'template' }),
  )
  const seen: Phrase[] = draft.symptom === undefined ? [] : [{ text: draft.symptom, origin: 'symptom' }]
  const byText = new Map([title, ...seen, ...templates].map((phrase) => [phrase.text.toLowerCase(), phrase]))
  return [...byText.values()].slice(0, most)
}

function english({ kind, title, codes, chapter }: Draft): string[] {
  const topic = title.split(': ').at(-1) ?? title
  if (kind === 'error-code') return codes.flatMap((code) => [`error ${code}`, `the display shows ${code}`])
  if (kind === 'troubleshooting') return [asIt(title)]
  if (kind === 'reference' && isCounted.test(topic)) return [`${lowerFirst(topic)} ${lowerFirst(chapter.at(-1) ?? '')}`]
  if (kind === 'reference') return [`what is the ${lowerFirst(topic.replace(/\s*\([^)]*\)/g, ''))}`]
  if (kind === 'safety') return []
  const imperative = baseVerb(topic)
  if (imperative && isWholeTitle(title)) return [`how do I ${lowerFirst(imperative)}`]
  // the first words of a long section's later part say too little alone
  if (!isWholeTitle(title)) return []
  const parent = chapter.at(-1)
  return parent === undefined || parent.toLowerCase() === topic.toLowerCase()
    ? []
    : [`${lowerFirst(topic)} ${lowerFirst(parent)}`]
}

/** "Level 1" of what: several tables have one. */
const isCounted = /^\p{L}+ \d+$/u

/** "Care: Do not use steam" is a part of a section, named by its first words. */
const isWholeTitle = (title: string): boolean => !/:\s/.test(title) || title.split(/\s+/).length <= 6

function german({ kind, title, codes }: Draft): string[] {
  const topic = (title.split(': ').at(-1) ?? title).replace(/\.?(?:\s*\((?:Abb|Fig)[^)]*\))?\.?$/iu, '')
  if (kind === 'error-code') return codes.flatMap((code) => [`Fehler ${code}`, `die Anzeige zeigt ${code}`])
  if (kind === 'troubleshooting') return [asEs(title)]
  if (kind === 'reference') return [`was ist ${lowerArticle(topic)}`]
  if (kind !== 'task' || !isWholeTitle(title)) return []
  const [, verb, what] = /^(\p{Lu}\p{Ll}+n) Sie (.+)$/u.exec(topic) ?? []
  if (verb !== undefined && what !== undefined) return [`wie ${firstPerson(verb)} ich ${what}`]
  return [namesAction(topic) ? `wie kann ich ${lowerArticle(topic)}` : `wie funktioniert ${lowerArticle(topic)}`]
}

/** "Entfernen" -> "entferne", "Wechseln" -> "wechsle". */
const firstPerson = (verb: string): string => verb.toLowerCase().replace(/eln$/, 'len').slice(0, -1)

/** A title begins with a capital, and so do nouns: "Den Filter reinigen" -> "den Filter reinigen". */
const lowerArticle = (text: string): string =>
  text.replace(/^(?:D(?:er|ie|as|en|em)|Ein(?:e|en|em|er)?|Vor|Nach|Bei|Mit|Im|Am|Zum|Zur)(?= )/u, (word) =>
    word.toLowerCase(),
  )

/** People say "es", or "er" and "sie", which say as little: "Das Gerät ist laut" -> "es ist laut". */
const asEs = (symptom: string): string =>
  symptom.replace(
    /\b(?:das|der|die|ihr|ihre) (?:Gerät|Innengerät|Maschine|Geschirrspüler|Spülmaschine|Waschmaschine|Trockner|Kühlschrank|Gefriergerät|Backofen|Kochfeld|Kaffeemaschine|Klimaanlage|Zahnbürste)(?!\p{L})/giu,
    'es',
  )

/** People say "it": "The dishwasher does not start" -> "it does not start". */
const asIt = (symptom: string): string =>
  symptom
    .replace(/^(?:if|when)\s+/i, '')
    .replace(
      /\b(?:the|your|my) (?:appliance|machine|unit|product|device|dishwasher|washing machine|washer|dryer|refrigerator|fridge|freezer|oven|hob|coffee (?:machine|maker)|microwave)\b/gi,
      'it',
    )

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
