// Questions + device -> rows and totals: is each answer right, and how often. The one way that app, CLI and evaluation judge a device.
// Example: await runSuite(questions, simulator, work) -> { total: 56, top1: 0.8, … }
// Trap: top-1 and top-3 are about the ranking alone: they count the best candidates also where the device then refused or asked back.

import type { ReplyKind, Utterance, Work } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import type { Expectation, Question } from './questions.ts'

/** What is asked: the simulator. */
export interface AskedDevice {
  ask: (text: string) => Promise<Turn>
  answerOf: (topic: TopicId) => Utterance[]
}

export interface SuiteRow {
  id: string
  question: string
  notes: string
  transcript: string
  kind: ReplyKind
  topicId: string | null
  score: number
  /** What the best topic needed more than the threshold: what counts against a threshold is score - rise. */
  rise: number
  /** Rank of the first right candidate from 1, 0 where none is right or the question is to be refused. */
  rank: number
  /** The first right candidate, whether or not it was said. */
  rightTopicId: string | null
  mustRefuse: boolean
  isPassed: boolean
}

export interface SuiteTotals {
  total: number
  /** Of the answerable questions. */
  top1: number
  top3: number
  mrr: number
  /** Answered or clarified, of the answerable ones. */
  answered: number
  /** Of the questions that must be refused. */
  refusedCorrectly: number
  falseAnswers: number
  wer: number | null
}

export async function runSuite(
  questions: readonly Question[],
  device: AskedDevice,
  work: Work,
): Promise<SuiteTotals & { rows: SuiteRow[] }> {
  const rows: SuiteRow[] = []
  for (const [at, question] of questions.entries()) {
    work.signal.throwIfAborted()
    work.report(at / questions.length, 'questions')
    rows.push(rowOf(question, await turnOf(device, question.text), device))
  }
  return { ...totalsOf(rows), rows }
}

/** A question that the device can't take (wrong language, too long) is one that it does not answer. */
export async function turnOf(device: Pick<AskedDevice, 'ask'>, text: string): Promise<Turn | null> {
  try {
    return await device.ask(text)
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('question-')) return null
    throw error
  }
}

/** `turn` is null where nothing was heard or taken: that is a refusal. */
export function rowOf(question: Question, turn: Turn | null, device: Pick<AskedDevice, 'answerOf'>): SuiteRow {
  const mustRefuse = question.expect.length === 0
  const kind = turn?.reply.kind ?? 'refusal'
  const candidates = turn?.candidates ?? []
  const isRight = (topic: TopicId): boolean => question.expect.some((expectation) => holds(expectation, topic, device))
  const rank = candidates.findIndex(({ topicId }) => isRight(topicId)) + 1
  const offered =
    kind === 'clarification'
      ? (turn?.reply.alternatives ?? []).map(({ topicId }) => topicId)
      : [turn?.reply.topicId ?? null]
  const isAnswered = kind === 'answer' || kind === 'clarification'
  return {
    id: question.id,
    question: question.text,
    notes: question.notes,
    transcript: turn?.transcript ?? '',
    kind,
    topicId: turn?.reply.topicId ?? null,
    score: turn?.reply.score ?? 0,
    rise: turn?.reply.rise ?? 0,
    rank: mustRefuse ? 0 : rank,
    rightTopicId: candidates[rank - 1]?.topicId ?? null,
    mustRefuse,
    isPassed: mustRefuse ? !isAnswered : isAnswered && offered.some((topic) => topic !== null && isRight(topic)),
  }
}

function holds(expectation: Expectation, topic: TopicId, device: Pick<AskedDevice, 'answerOf'>): boolean {
  if (expectation.kind === 'topic') return expectation.id === topic
  const answer = device.answerOf(topic)
  if (expectation.kind === 'contains')
    return plain(answer.map(({ text }) => text).join(' ')).includes(plain(expectation.words))
  const { first, last } = expectation
  return answer.some(({ sources }) => sources.some(({ page }) => page >= first && page <= last))
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export function totalsOf(rows: readonly SuiteRow[]): SuiteTotals {
  const answerable = rows.filter((row) => !row.mustRefuse)
  const refusable = rows.filter((row) => row.mustRefuse)
  const refused = share(refusable, (row) => row.isPassed)
  return {
    total: rows.length,
    top1: share(answerable, (row) => row.rank === 1),
    top3: share(answerable, (row) => row.rank >= 1 && row.rank <= 3),
    mrr:
      answerable.length === 0
        ? 0
        : answerable.reduce((sum, { rank }) => sum + (rank > 0 ? 1 / rank : 0), 0) / answerable.length,
    answered: share(answerable, (row) => row.kind !== 'refusal'),
    refusedCorrectly: refused,
    falseAnswers: refusable.length === 0 ? 0 : 1 - refused,
    wer: null,
  }
}

const share = (rows: readonly SuiteRow[], test: (row: SuiteRow) => boolean): number =>
  rows.length === 0 ? 0 : rows.filter(test).length / rows.length
