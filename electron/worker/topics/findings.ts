// Topic[] -> findings, as a good linter: each with a place, why it matters and what to do next. Codes are stable: the window translates by them.
// Example: a step "Turn the screws (Fig. 3)" -> { code: 'step-refers-to-figure', severity: 'warning', … }

import type { Finding, FindingSeverity, Topic } from '../../../shared/domain.ts'
import { sentences } from './spokenText/sentences.ts'
import { codesIn } from './vocabulary.ts'

/** More words than a person keeps in mind while listening. */
const longestSentence = 25

export function findingsOf(topics: readonly Topic[]): Finding[] {
  const spoken = topics.filter((topic) => topic.isSpoken)
  return [
    ...spoken.flatMap(findingsOfTopic),
    ...sharedPhrases(spoken),
    ...sharedTitles(spoken),
    ...unknownCodes(spoken),
  ]
}

function findingsOfTopic(topic: Topic): Finding[] {
  const found: Finding[] = []
  const add = (code: string, severity: FindingSeverity, message: string): void => {
    found.push({ code, severity, topic: topic.id, page: topic.sources[0]?.page ?? null, message })
  }
  if (topic.steps.length + topic.hazards.length === 0)
    add('topic-empty', 'error', 'The topic says nothing. Add a step, or exclude it from speech.')
  if (topic.phrases.every(({ text }) => text.trim() === ''))
    add('topic-without-phrases', 'error', 'Nobody can ask for this topic. Add a phrase.')
  if (topic.hazards.some(({ spoken }) => spoken.trim() === ''))
    add('hazard-silent', 'error', 'A hazard has no spoken text. Write what the device must say.')
  if (topic.steps.some(({ spoken }) => spoken.trim() === ''))
    add('step-silent', 'error', 'A step has no spoken text. Write one, or remove the step.')
  if (topic.steps.some(({ written, isEdited }) => !isEdited && figure.test(written)))
    add(
      'step-refers-to-figure',
      'warning',
      'A step refers to a figure that a listener cannot see. Say in words what the figure shows.',
    )
  if (topic.steps.some(({ spoken }) => hasLongSentence(spoken)))
    add(
      'sentence-too-long',
      'note',
      `A sentence has more than ${longestSentence} words. Split it so that it can be listened to.`,
    )
  if (topic.steps.some(({ spoken }) => unspoken.test(spoken)))
    add('sign-not-spoken', 'warning', 'A step has a sign that a voice cannot read. Write it in words.')
  if (topic.kind === 'error-code' && topic.codes.length === 0)
    add('code-missing', 'warning', 'The topic is about an error code but names none. Add the code.')
  return found
}

const figure = /(?<!\p{L})(?:fig(?:ure|\.)|abb(?:ildung|\.)|picture|illustration)\s*\.?\s*\d/iu
const unspoken = /[→⇒≥≤±×•☞►■✓✔°²³\u{e000}-\u{f8ff}]/u

const hasLongSentence = (text: string): boolean =>
  sentences(text).some((sentence) => sentence.split(/\s+/).length > longestSentence)

/** One phrase, two answers: the device can only guess. */
function sharedPhrases(topics: readonly Topic[]): Finding[] {
  const topicsByPhrase = new Map<string, Topic[]>()
  for (const topic of topics) {
    for (const text of new Set(topic.phrases.map((phrase) => phrase.text.trim().toLowerCase())))
      topicsByPhrase.set(text, [...(topicsByPhrase.get(text) ?? []), topic])
  }
  return [...topicsByPhrase].flatMap(([text, sharing]) =>
    sharing.length < 2
      ? []
      : sharing.map((topic) => ({
          code: 'phrase-shared',
          severity: 'warning' as const,
          topic: topic.id,
          page: topic.sources[0]?.page ?? null,
          message: `“${text}” also asks for “${sharing.find((other) => other !== topic)?.title ?? ''}”. Change one of the two, or merge the topics.`,
        })),
  )
}

/** Two topics of one name cannot be told apart in "Did you mean A or B?". */
function sharedTitles(topics: readonly Topic[]): Finding[] {
  const topicsByTitle = new Map<string, Topic[]>()
  for (const topic of topics) {
    const title = topic.title.trim().toLowerCase()
    topicsByTitle.set(title, [...(topicsByTitle.get(title) ?? []), topic])
  }
  return [...topicsByTitle.values()].flatMap((sharing) =>
    sharing.length < 2
      ? []
      : sharing.map((topic) => ({
          code: 'title-shared',
          severity: 'note' as const,
          topic: topic.id,
          page: topic.sources[0]?.page ?? null,
          message: `${sharing.length} topics are called “${topic.title}”. Give each its own title, so that a listener can choose.`,
        })),
  )
}

/** Only in a manual that explains codes at all, and only codes that look like those it explains. */
function unknownCodes(topics: readonly Topic[]): Finding[] {
  const explained = new Set(topics.flatMap(({ codes }) => codes))
  const shapes = new Set([...explained].map(shapeOf))
  return topics.flatMap((topic) =>
    [...new Set(topic.steps.flatMap(({ written }) => codesIn(written)))]
      .filter((code) => shapes.has(shapeOf(code)) && !explained.has(code))
      .map((code) => ({
        code: 'code-without-topic',
        severity: 'note' as const,
        topic: topic.id,
        page: topic.sources[0]?.page ?? null,
        message: `The code ${code} is named here, but no topic explains it. Add a topic for it, or check the code.`,
      })),
  )
}

const shapeOf = (code: string): string => code.replace(/\d/g, '0')
