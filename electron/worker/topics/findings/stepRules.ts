// Step -> what is wrong with it as something to listen to. Each rule with its fix. Example: "Heat to 60 °C" as spoken text ->
// unit-not-spoken, and the fix says "60 degrees Celsius". Trap: a sentence that is left out is not heard, so nothing is wrong with it.

import type { SignalWord, Step, Topic } from '../../../../shared/domain.ts'
import { hasUnreadWords } from '../../../../shared/drawnLines.ts'
import { spokenHazard } from '../hazardSpeech.ts'
import { languageOf } from '../../languages/languageOf.ts'
import { lacksPictured } from '../spokenText/pictures.ts'
import { sentences } from '../spokenText/sentences.ts'
import { spokenText } from '../spokenText/spokenText.ts'
import { unitsIn, withUnits } from '../spokenText/units.ts'
import { respoken, stepChanged } from './found.ts'
import type { Found } from './found.ts'

/** More words than a person keeps in mind while listening. */
const longestSentence = 25
/** Least confidence of text recognition that needs no second look; as in ocr/. */
const leastConfidence = 0.75

interface Place {
  step: Step
  at: number
  topic: Topic
}
type Rule = (place: Place) => Omit<Found, 'part' | 'sources'>[]

export function stepFindings(topic: Topic): Found[] {
  return topic.steps.flatMap((step, at) =>
    step.isLeftOut
      ? []
      : rules.flatMap((rule) =>
          rule({ step, at, topic }).map((found) => ({
            ...found,
            part: `step ${at}` as const,
            details: { number: at + 1, ...found.details },
            sources: step.sources,
          })),
        ),
  )
}

const silent: Rule = ({ step: { written, spoken }, at }) =>
  spoken.trim() !== '' || hasUnreadWords(written)
    ? []
    : [
        {
          code: 'step-silent',
          severity: 'error',
          subject: written,
          details: {},
          fix: stepChanged(at, { isLeftOut: true }),
        },
      ]

const hazardInside: Rule = ({ step, at, topic: { steps, language } }) => {
  if (explainsSignalWords(steps)) return []
  const found = signal.exec(step.written)
  const signalWord = signalWords[found?.[1]?.toLowerCase() ?? '']
  if (!found || !signalWord) return []
  const written = step.written.slice(found[0].length).trim()
  const hazard = {
    signalWord,
    written,
    spoken: spokenHazard({ signalWord, written }, language),
    consequence: '',
    avoidance: '',
    sources: step.sources,
  }
  return [
    {
      code: 'hazard-not-first',
      severity: 'warning',
      subject: step.written,
      details: { words: cut(step.written) },
      fix: (topic) => ({
        ...topic,
        hazards: [...topic.hazards, hazard],
        steps: topic.steps.filter((_, place) => place !== at),
      }),
    },
  ]
}

const figureNamed: Rule = ({ step: { written, isEdited } }) =>
  !isEdited && figure.test(written)
    ? [{ code: 'step-refers-to-figure', severity: 'warning', subject: written, details: {} }]
    : []

/** What the picture shows is for the author to say; until then the sentence has a hole where it was. */
const pictureNamed: Rule = ({ step: { written, isEdited } }) =>
  !isEdited && lacksPictured(written)
    ? [{ code: 'picture-in-sentence', severity: 'warning', subject: written, details: {} }]
    : []

/** Its sentence is not spoken until somebody writes what stands there. */
const wordsUnread: Rule = ({ step: { written, isEdited } }) =>
  !isEdited && hasUnreadWords(written)
    ? [{ code: 'words-not-read', severity: 'error', subject: written, details: {} }]
    : []

const tooLong: Rule = ({ step: { spoken }, at }) => {
  const all = sentences(spoken)
  const long = all.findIndex((sentence) => wordsIn(sentence) > longestSentence)
  const sentence = all[long]
  if (sentence === undefined) return []
  const halves = halved(sentence)
  return [
    {
      code: 'sentence-too-long',
      severity: 'note',
      subject: sentence,
      details: { words: wordsIn(sentence), limit: longestSentence },
      ...(halves && { fix: respoken(at, all.map((one, place) => (place === long ? halves : one)).join(' ')) }),
    },
  ]
}

const signs: Rule = ({ step: { spoken }, at, topic: { language } }) => {
  const sign = unspoken.exec(withUnits(spoken, language === 'de' ? 'de' : 'en'))?.[0] // signs of units have a rule of their own
  if (sign === undefined) return []
  const mended = spokenText(spoken, language)
  const isMended = mended !== '' && !unspoken.test(mended)
  return [
    {
      code: 'sign-not-spoken',
      severity: 'warning',
      subject: spoken,
      details: { sign },
      ...(isMended && { fix: respoken(at, mended) }),
    },
  ]
}

const units: Rule = ({ step: { spoken }, at, topic: { language } }) => {
  const tongue = language === 'de' ? 'de' : 'en'
  const [unit] = unitsIn(spoken, tongue)
  if (unit === undefined) return []
  return [
    {
      code: 'unit-not-spoken',
      severity: 'warning',
      subject: spoken,
      details: { unit },
      fix: respoken(at, spokenText(spoken, language)),
    },
  ]
}

const otherLanguage: Rule = ({ step: { spoken }, at, topic: { language } }) => {
  const found = languageOf(spoken)
  if (found === null || found === language.slice(0, 2)) return []
  return [
    {
      code: 'language-mixed',
      severity: 'warning',
      subject: spoken,
      details: { found },
      fix: stepChanged(at, { isLeftOut: true }),
    },
  ]
}

const uncertain: Rule = ({ step: { written, isEdited, sources } }) => {
  const confidence = Math.min(1, ...sources.map((source) => source.confidence ?? 1))
  if (isEdited || confidence >= leastConfidence) return []
  return [
    {
      code: 'ocr-uncertain',
      severity: 'warning',
      subject: written,
      details: { percent: Math.round(confidence * 100) },
    },
  ]
}

const rules: readonly Rule[] = [
  silent,
  hazardInside,
  figureNamed,
  pictureNamed,
  wordsUnread,
  tooLong,
  signs,
  units,
  otherLanguage,
  uncertain,
]

const figure = /(?<!\p{L})(?:fig(?:ure|\.)|abb(?:ildung|\.)|picture|illustration)\s*\.?\s*\d/iu
const unspoken = /[→⇒≥≤±×•☞►■✓✔°²³\u{e000}-\u{f8ff}]/u
const signal = /^\s*(danger|warning|caution|notice|gefahr|warnung|vorsicht|hinweis)\s*[!:.–-]\s*(?=\S)/iu
const signalWords: Readonly<Record<string, SignalWord>> = {
  danger: 'danger',
  gefahr: 'danger',
  warning: 'warning',
  warnung: 'warning',
  caution: 'caution',
  vorsicht: 'caution',
  notice: 'notice',
  hinweis: 'notice',
}

/** "Danger: will lead to death. Warning: can lead to …" says what the words mean; nothing there is a hazard itself. */
const explainsSignalWords = (steps: readonly Step[]): boolean =>
  new Set(steps.flatMap(({ written }) => signal.exec(written)?.[1]?.toLowerCase() ?? [])).size > 1

const wordsIn = (sentence: string): number => sentence.split(/\s+/).length
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text)

/** Cut where a clause ends, nearest to the middle; null where neither half would stand alone. */
function halved(sentence: string): string | null {
  const fewest = 6
  const joints = [...sentence.matchAll(/[;:]\s+|,\s+(?:and|but|then|so|und|aber|dann)\s+/giu)]
  const middle = sentence.length / 2
  const cuts = joints
    .map(({ index, 0: joint }) => ({ head: sentence.slice(0, index), tail: sentence.slice(index + joint.length) }))
    .filter(({ head, tail }) => wordsIn(head) >= fewest && wordsIn(tail) >= fewest)
    .sort((a, b) => Math.abs(a.head.length - middle) - Math.abs(b.head.length - middle))
  const [best] = cuts
  return best ? `${best.head}. ${best.tail.charAt(0).toUpperCase()}${best.tail.slice(1)}` : null
}
