// Topics of one manual -> what it says in two ways: a code with two meanings, a question with two answers, one sentence with two figures.
// Example: "The lid stays locked for 2 minutes." on page 4 and "… for 3 minutes." on page 9 -> one contradiction of both pages.
// Trap: rows of a table and steps of one list differ in figures by design; only whole sentences of different sections are compared,
// and only where all their words are the same.

import type { Topic } from '../../../shared/domain.ts'
import { plainWords } from '../../../shared/plainWords.ts'
import type { Contradiction } from '../../../shared/ipc/importFindings.ts'

const most = 50

export function contradictionsIn(topics: readonly Topic[]): Contradiction[] {
  const codes = topics.flatMap((topic) => topic.codes.map((code) => ({ key: code, topic, text: answerOf(topic) })))
  const questions = topics
    .filter(({ kind }) => kind === 'troubleshooting')
    .map((topic) => ({ key: lettersOf(topic.title), topic, text: answerOf(topic) }))
  const figures = topics.filter(({ kind }) => kind !== 'reference').flatMap(sentencesOf)
  return [
    ...saidTwice('code', codes, ({ key }) => key),
    ...saidTwice('question', questions, ({ topic }) => topic.title),
    ...saidTwice('figure', figures, ({ text }) => text),
  ].slice(0, most)
}

interface Saying {
  key: string
  topic: Topic
  text: string
}

const answerOf = ({ steps }: Topic): string => steps.map(({ written }) => written).join(' ')
const lettersOf = (text: string): string => plainWords(text).join(' ')

const fewestWords = 6
const measured =
  /\d(?:[\d.,]*\d)?\s?(?:°\s?[CF]|%|mm|cm|m|ml|l|kg|g|bar|V|W|kW|Hz|s|h|min\p{L}*|sec\p{L}*|Min\p{L}*|Sek\p{L}*|hours?|days?|Stunden?|Tagen?)(?!\p{L})/u

/** Sentences with a measured figure; the key is the sentence with its figures masked. */
function sentencesOf(topic: Topic): Saying[] {
  return [...topic.hazards, ...topic.steps].flatMap(({ written }) =>
    written
      .split(/(?<=[.!?])\s+/)
      .filter((text) => measured.test(text) && text.split(/\s+/).length >= fewestWords)
      .map((text) => ({ key: lettersOf(text.replace(/\d[\d.,]*/g, '#')), topic, text })),
  )
}

function saidTwice(
  kind: Contradiction['kind'],
  sayings: readonly Saying[],
  subjectOf: (saying: Saying) => string,
): Contradiction[] {
  const byKey = new Map<string, Saying[]>()
  for (const saying of sayings) byKey.set(saying.key, [...(byKey.get(saying.key) ?? []), saying])
  return [...byKey.values()].flatMap((same): Contradiction[] => {
    const [first] = same
    const other = same.find((saying) => first && isOther(kind, first, saying))
    if (!first || !other) return []
    const sides = [first, other].map(({ topic, text }) => ({
      topic: topic.id,
      page: topic.sources[0]?.page ?? 0,
      text: text.slice(0, 300),
    }))
    return [{ kind, subject: subjectOf(first).slice(0, 120), sides }]
  })
}

/** Another topic says something else; of sentences, one of another section. */
const isOther = (kind: Contradiction['kind'], first: Saying, saying: Saying): boolean =>
  saying.topic !== first.topic &&
  (kind !== 'figure' || sectionOf(saying) !== sectionOf(first)) &&
  lettersOf(saying.text) !== lettersOf(first.text)
const sectionOf = ({ topic }: Saying): string => topic.title.split(': ')[0] ?? topic.title
