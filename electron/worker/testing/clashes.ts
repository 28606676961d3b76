// Topics + device -> clashes: every phrase of every topic is really asked, and what another topic answers, or nothing, is found.
// Example: "clean the filter" of "Drain filter" is answered with "Lint filter" -> phrase-elsewhere at that phrase; its fix removes the phrase.
// Trap: a phrase is one of the topic's own vectors, so a topic that loses its own phrase is really hidden, not merely near to another.

import type { Topic, Work } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import type { FoundIn } from '../topics/findings/found.ts'
import { turnOf } from './suite.ts'
import type { AskedDevice } from './suite.ts'

/** Holds as long as both topics are the same objects. */
export interface Clash {
  found: FoundIn
  /** Whose answer is given instead, or offered beside it; null where none is. */
  other: Topic | null
}

interface AskedPhrase {
  phrase: string
  at: number
  /** Answered or offered by the device, the best first; [] where it refuses or takes the phrase for a command. */
  said: TopicId[]
}

export async function clashesOf(
  topics: readonly Topic[],
  device: Pick<AskedDevice, 'ask'>,
  work: Work,
): Promise<Clash[]> {
  const spoken = topics.filter(({ isSpoken }) => isSpoken)
  const topicById = new Map(spoken.map((topic) => [topic.id, topic]))
  const clashes: Clash[] = []
  for (const [at, topic] of spoken.entries()) {
    work.signal.throwIfAborted()
    work.report(at / spoken.length, 'questions')
    clashes.push(...clashesOfTopic(topic, await askedPhrases(topic, device), topicById))
  }
  work.report(1, 'questions')
  return pairedOnce(clashes)
}

async function askedPhrases(topic: Topic, device: Pick<AskedDevice, 'ask'>): Promise<AskedPhrase[]> {
  const asked: AskedPhrase[] = []
  for (const [at, { text }] of topic.phrases.entries())
    if (text.trim() !== '') asked.push({ phrase: text, at, said: saidIn(await turnOf(device, text)) })
  return asked
}

function saidIn(turn: Turn | null): TopicId[] {
  if (!turn) return []
  const { reply } = turn
  if (reply.kind === 'clarification') return reply.alternatives.map(({ topicId }) => topicId)
  return reply.kind === 'answer' && reply.command === null && reply.topicId !== null ? [reply.topicId] : []
}

function clashesOfTopic(topic: Topic, asked: readonly AskedPhrase[], topicById: ReadonlyMap<TopicId, Topic>): Clash[] {
  const lost = asked.filter(({ said }) => !said.includes(topic.id))
  const otherOf = ({ said }: AskedPhrase): Topic | null => {
    const id = said.find((one) => one !== topic.id)
    return (id === undefined ? undefined : topicById.get(id)) ?? null
  }
  const [first] = lost
  if (first && lost.length === asked.length) return [unreached(topic, otherOf(first))]
  const elsewhere = lost.flatMap((one) => {
    const other = otherOf(one)
    return other ? [phraseElsewhere(topic, one, other)] : []
  })
  const close = asked.flatMap((one) => {
    const other = one.said.includes(topic.id) ? otherOf(one) : null
    return other ? [closeTo(topic, one, other)] : []
  })
  return [...elsewhere, ...close]
}

function unreached(topic: Topic, other: Topic | null): Clash {
  const found = { topic, severity: 'warning' } as const
  return other
    ? { other, found: { ...found, code: 'topic-not-reached', subject: other.id, details: { other: other.title } } }
    : { other, found: { ...found, code: 'topic-refused', subject: topic.title, details: {} } }
}

const phraseElsewhere = (topic: Topic, { phrase, at }: AskedPhrase, other: Topic): Clash => ({
  other,
  found: {
    topic,
    code: 'phrase-elsewhere',
    severity: 'warning',
    part: `phrase ${at}`,
    subject: `${phrase.toLowerCase()} ${other.id}`,
    details: { phrase, other: other.title },
    fix: (now) => ({ ...now, phrases: now.phrases.filter(({ text }) => text !== phrase) }),
  },
})

const closeTo = (topic: Topic, { phrase, at }: AskedPhrase, other: Topic): Clash => ({
  other,
  found: {
    topic,
    code: 'topics-close',
    severity: 'note',
    part: `phrase ${at}`,
    subject: other.id,
    details: { phrase, other: other.title },
  },
})

/** Two topics that are close are one finding, however many phrases say so and on whichever side. */
function pairedOnce(clashes: readonly Clash[]): Clash[] {
  const seen = new Set<string>()
  return clashes.filter(({ found: { code, topic }, other }) => {
    if (code !== 'topics-close' || other === null) return true
    const pair = [topic.id, other.id].sort().join(' ')
    return !seen.has(pair) && seen.add(pair)
  })
}
