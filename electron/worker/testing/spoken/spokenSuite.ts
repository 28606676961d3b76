// questions × voices × rooms -> rows and totals for each condition, beside the typed figures of the same questions on the same device.
// Example: await runSpokenSuite(questions, { voices: ['slt', 'rms'], rooms: [plainRoom, noisy], seed: 1 }, tools, work).
// Threads hear (seconds), the device ranks what was heard (milliseconds); what was heard before is taken from the cache.
// Deterministic: the same suite, bundle and models give the same report, on any number of cores, cancelled and resumed or not.

import type { Work } from '../../../../shared/domain.ts'
import { isAppError } from '../../../../shared/errors.ts'
import type { Turn } from '../../../../shared/ipc/contract.ts'
import type { Room } from '../../../../shared/room.ts'
import { noiseOf } from '../../speech/room.ts'
import type { Noise } from '../../speech/noise.ts'
import type { Question } from '../questions.ts'
import { rowOf, runSuite, totalsOf, type AskedDevice, type SuiteRow, type SuiteTotals } from '../suite.ts'
import { wordErrorRate, wordErrors, type WordErrors } from '../wordErrors.ts'
import type { Ears } from './ears.ts'
import type { HeardAsk, SpokenAsk } from './hearing.ts'
import type { HeardCache } from './heardCache.ts'

export interface SpokenPlan {
  voices: readonly string[]
  rooms: readonly Room[]
  seed: number
}

export interface SpokenTools {
  device: AskedDevice & { answerHeard: (heard: HeardAsk) => Promise<Turn> }
  /** Opened only where something was not heard before. */
  openEars: () => Promise<Ears>
  cache: HeardCache
  noises: readonly Noise[]
}

export interface SpokenRow extends SuiteRow {
  voice: string
  snrDb: number | null
  noise: string | null
  unrepaired: string
  wordErrors: WordErrors
  wordErrorsUnrepaired: WordErrors
}

export interface Condition extends SuiteTotals {
  voice: string
  room: Room
  snrDb: number | null
  wer: number
  werUnrepaired: number
  /** Questions of which nothing was understood. */
  unheard: number
}

export interface SpokenReport extends SuiteTotals {
  /** The same questions typed: what the ears cost. */
  typed: SuiteTotals
  /** One a voice and room, in that order. */
  conditions: Condition[]
  /** By condition, then by question. */
  rows: SpokenRow[]
}

/** Share of the work that is listening, for the progress line. */
const listening = 0.95

export async function runSpokenSuite(
  questions: readonly Question[],
  plan: SpokenPlan,
  { device, openEars, cache, noises }: SpokenTools,
  work: Work,
): Promise<SpokenReport> {
  const asks = asksOf(questions, plan)
  const heard = await hearAll(asks, { openEars, cache }, work)
  const typed = totalsOf((await runSuite(questions, device, { ...work, report: () => undefined })).rows)
  const rows: SpokenRow[] = []
  for (const [at, ask] of asks.entries()) {
    work.signal.throwIfAborted()
    const question = questions[at % questions.length]
    const result = heard[at]
    if (!question || !result) throw new RangeError('an ask without an answer')
    rows.push({
      ...rowOf(question, await turnOf(device, result), device),
      transcript: result.transcript,
      unrepaired: result.unrepaired,
      voice: ask.voice,
      snrDb: ask.room.snrDb,
      noise: noiseOf(ask.room, { noises, seed: ask.seed })?.name ?? null,
      wordErrors: wordErrors(question.text, result.transcript),
      wordErrorsUnrepaired: wordErrors(question.text, result.unrepaired),
    })
  }
  const conditions = plan.voices.flatMap((voice, first) =>
    plan.rooms.map((room, second) => {
      const start = (first * plan.rooms.length + second) * questions.length
      return conditionOf(voice, room, rows.slice(start, start + questions.length))
    }),
  )
  return { ...totalsOf(rows), wer: wordErrorRate(rows.map((row) => row.wordErrors)), typed, conditions, rows }
}

/** A question meets the same stretch of noise with each voice, so that voices can be compared. */
const asksOf = (questions: readonly Question[], { voices, rooms, seed }: SpokenPlan): SpokenAsk[] =>
  voices.flatMap((voice) =>
    rooms.flatMap((room) => questions.map(({ text }, at) => ({ text, voice, room, seed: seed + at }))),
  )

async function hearAll(
  asks: readonly SpokenAsk[],
  { openEars, cache }: Pick<SpokenTools, 'openEars' | 'cache'>,
  { signal, report }: Work,
): Promise<HeardAsk[]> {
  const heard = await Promise.all(asks.map((ask) => cache.get(ask)))
  const missing = [...asks.keys()].filter((at) => heard[at] === null)
  let done = asks.length - missing.length
  const told = (): void => report((listening * done) / Math.max(1, asks.length), 'spoken')
  told()
  const onHeard = async (place: number, result: HeardAsk): Promise<void> => {
    const at = missing[place] ?? 0
    const ask = asks[at]
    heard[at] = result
    if (ask) await cache.keep(ask, result)
    done++
    told()
  }
  if (missing.length > 0) {
    const ears = await openEars()
    const unheard = missing.flatMap((at) => asks[at] ?? [])
    await ears.hearAll(unheard, { signal, onHeard }).finally(() => ears.close())
  }
  return heard.flatMap((result) => result ?? [])
}

/** Null where nothing was heard, and where the device does not take what was: that is no answer. */
async function turnOf(device: SpokenTools['device'], heard: HeardAsk): Promise<Turn | null> {
  if (heard.failure !== null) return null
  try {
    return await device.answerHeard(heard)
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('question-')) return null
    throw error
  }
}

const conditionOf = (voice: string, room: Room, rows: readonly SpokenRow[]): Condition => ({
  ...totalsOf(rows),
  voice,
  room,
  snrDb: room.snrDb,
  wer: wordErrorRate(rows.map((row) => row.wordErrors)),
  werUnrepaired: wordErrorRate(rows.map((row) => row.wordErrorsUnrepaired)),
  unheard: rows.filter(({ transcript }) => transcript === '').length,
})
