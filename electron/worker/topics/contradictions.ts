// Topics of one manual -> what it says in two ways: a code with two meanings, a question with two answers, one sentence with two figures.
// Example: "The lid stays locked for 2 minutes." on page 4 and "For 90 seconds the lid stays locked." on page 9 -> one contradiction.
// Trap: rows of a table and steps of one list differ in figures by design; only whole sentences of different sections are compared,
// and only where all words that carry meaning are the same (quantities.ts).

import type { Topic } from '../../../shared/domain.ts'
import { plainWords } from '../../../shared/plainWords.ts'
import type { Contradiction } from '../../../shared/ipc/importFindings.ts'
import { isAgainst, quantityIn } from './quantities.ts'
import type { Quantity } from './quantities.ts'

const most = 50

export function contradictionsIn(topics: readonly Topic[]): Contradiction[] {
  const codes = topics.flatMap((topic) => topic.codes.map((code) => ({ key: code, topic, text: answerOf(topic) })))
  const questions = topics
    .filter(({ kind }) => kind === 'troubleshooting')
    .map((topic) => ({ key: lettersOf(topic.title), topic, text: answerOf(topic) }))
  const figures = topics.filter(({ kind }) => kind !== 'reference').flatMap(claimsOf)
  return [
    ...saidTwice('code', codes, { subjectOf: ({ key }) => key, isAgainst: saysOther }),
    ...saidTwice('question', questions, { subjectOf: ({ topic }) => topic.title, isAgainst: saysOther }),
    ...saidTwice('figure', figures, {
      subjectOf: ({ text }) => text,
      isAgainst: (one, other) =>
        sectionOf(one) !== sectionOf(other) && pageOf(one) !== pageOf(other) && isAgainst(one.quantity, other.quantity),
    }),
  ].slice(0, most)
}

interface Saying {
  key: string
  topic: Topic
  text: string
}

const answerOf = ({ steps }: Topic): string => steps.map(({ written }) => written).join(' ')
const lettersOf = (text: string): string => plainWords(text).join(' ')

/** Of words that carry meaning: fewer say too little to be about one thing. */
const fewestWords = 4

interface Claim extends Saying {
  quantity: Quantity
}

/** Sentences with one figure; the key is what they say it of. */
function claimsOf(topic: Topic): Claim[] {
  return [...topic.hazards, ...topic.steps].flatMap(({ written }) =>
    written.split(/(?<=[.!?])\s+/).flatMap((text): Claim[] => {
      const quantity = quantityIn(text)
      if (!quantity || quantity.about.split(' ').length < fewestWords) return []
      return [{ key: `${quantity.dimension} ${quantity.bound} ${quantity.about}`, topic, text, quantity }]
    }),
  )
}

interface Rules<Said extends Saying> {
  subjectOf: (saying: Said) => string
  isAgainst: (one: Said, other: Said) => boolean
}

function saidTwice<Said extends Saying>(
  kind: Contradiction['kind'],
  sayings: readonly Said[],
  rules: Rules<Said>,
): Contradiction[] {
  const byKey = new Map<string, Said[]>()
  for (const saying of sayings) byKey.set(saying.key, [...(byKey.get(saying.key) ?? []), saying])
  return [...byKey.values()].flatMap((same): Contradiction[] => {
    const [first] = same
    const other = same.find((saying) => first && saying.topic !== first.topic && rules.isAgainst(first, saying))
    if (!first || !other) return []
    const sides = [first, other].map(({ topic, text }) => ({
      topic: topic.id,
      page: pageOf({ topic }),
      text: text.slice(0, 300),
    }))
    return [{ kind, subject: rules.subjectOf(first).slice(0, 120), sides }]
  })
}

const saysOther = (one: Saying, other: Saying): boolean => lettersOf(one.text) !== lettersOf(other.text)
const pageOf = ({ topic }: Pick<Saying, 'topic'>): number => topic.sources[0]?.page ?? 0
const sectionOf = ({ topic }: Saying): string => topic.title.split(': ')[0] ?? topic.title
