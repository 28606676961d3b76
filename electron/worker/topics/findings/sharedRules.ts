// Topic[] -> what is wrong between them: one phrase with two answers, two topics of one name, a code that nobody explains.
// Example: two topics "Cleaning" -> title-shared on both; the fix calls one "Coffee grinder: Cleaning".

import type { Topic } from '../../../../shared/domain.ts'
import { emptyTopic } from '../emptyTopic.ts'
import { codesIn } from '../vocabulary.ts'
import type { FoundIn } from './found.ts'

export function sharedFindings(topics: readonly Topic[]): FoundIn[] {
  return [...sharedPhrases(topics), ...sharedTitles(topics), ...unknownCodes(topics)]
}

/** One phrase, two answers: the device can only guess. A topic that has no phrase of its own is out of reach. */
function sharedPhrases(topics: readonly Topic[]): FoundIn[] {
  const topicsByPhrase = groupedBy(topics, (topic) => topic.phrases.map(({ text }) => folded(text)))
  return topics.flatMap((topic) => {
    const phrases = [...new Set(topic.phrases.map(({ text }) => text.trim()).filter((text) => text !== ''))]
    const shared = phrases.flatMap((phrase) => {
      const other = topicsByPhrase.get(folded(phrase))?.find((candidate) => candidate !== topic)
      return other ? [{ phrase, other }] : []
    })
    const [first] = shared
    if (!first) return []
    if (shared.length === phrases.length) return [unreachable(topic, first.other)]
    return shared.map(({ phrase, other }) => phraseShared(topic, phrase, other))
  })
}

function unreachable(topic: Topic, other: Topic): FoundIn {
  const text = withChapter(topic)
  return {
    topic,
    code: 'topic-unreachable',
    severity: 'warning',
    subject: other.id,
    details: { other: other.title },
    ...(text !== topic.title && {
      fix: (now) => ({ ...now, phrases: [...now.phrases, { text, origin: 'author' as const }] }),
    }),
  }
}

function phraseShared(topic: Topic, phrase: string, other: Topic): FoundIn {
  return {
    topic,
    code: 'phrase-shared',
    severity: 'warning',
    part: `phrase ${topic.phrases.findIndex(({ text }) => text.trim() === phrase)}`,
    subject: `${folded(phrase)} ${other.id}`,
    details: { phrase, other: other.title },
    fix: (now) => ({ ...now, phrases: now.phrases.filter(({ text }) => folded(text) !== folded(phrase)) }),
  }
}

/** Two topics of one name cannot be told apart in "Did you mean A or B?". */
function sharedTitles(topics: readonly Topic[]): FoundIn[] {
  const topicsByTitle = groupedBy(topics, ({ title }) => [folded(title)])
  return [...topicsByTitle.values()].flatMap((sharing) =>
    sharing.length < 2
      ? []
      : sharing.map((topic): FoundIn => {
          const title = withChapter(topic)
          const isFree = title !== topic.title && !topicsByTitle.has(folded(title))
          return {
            topic,
            code: 'title-shared',
            severity: 'note',
            subject: folded(topic.title),
            details: { count: sharing.length, title: topic.title },
            ...(isFree && { fix: (now) => ({ ...now, title }) }),
          }
        }),
  )
}

/** Only in a manual that explains codes at all, and only codes that look like those it explains. */
function unknownCodes(topics: readonly Topic[]): FoundIn[] {
  const explained = new Set(topics.flatMap(({ codes }) => codes))
  const shapes = new Set([...explained].map(shapeOf))
  return topics.flatMap((topic) =>
    [...new Set(topic.steps.flatMap(({ written }) => codesIn(written)))]
      .filter((code) => shapes.has(shapeOf(code)) && !explained.has(code))
      .map((code) => ({
        topic,
        code: 'code-without-topic' as const,
        severity: 'note' as const,
        subject: code,
        details: { code },
        add: (project) => [
          { ...emptyTopic(project, code, topic.language), kind: 'error-code', codes: [code], chapter: topic.chapter },
        ],
      })),
  )
}

const shapeOf = (code: string): string => code.replace(/\d/g, '0')
const folded = (text: string): string => text.trim().toLowerCase()
const withChapter = ({ title, chapter }: Topic): string => [chapter.at(-1), title].filter(Boolean).join(': ')

function groupedBy(topics: readonly Topic[], keysOf: (topic: Topic) => string[]): Map<string, Topic[]> {
  const groups = new Map<string, Topic[]>()
  for (const topic of topics)
    for (const key of new Set(keysOf(topic))) {
      const group = groups.get(key)
      if (group) group.push(topic)
      else groups.set(key, [topic])
    }
  return groups
}
