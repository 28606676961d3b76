// questions × voices × noise -> what the device did when it was really asked: Flite speaks, noise is mixed in, the device listens.
// Example: await askSpoken({ questions, voices: ['slt'], snrsDb: [null, 10], seed: 1 }, { device, speaker }, work) -> { rows, wer }.
// Deterministic: the same suite and bundle give the same rows but for the times. Cancellable between two questions.
// Trap: a question that was not heard is a row with a failure, not an error: it counts against the device.

import type { Work } from '../../../shared/domain.ts'
import { isAppError, type ErrorCode } from '../../../shared/errors.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import { kitchenNoise, mixNoise, noiseNames } from '../speech/noise.ts'
import type { Speaker } from '../speech/speak.ts'
import { floatPcm } from '../speech/wav.ts'
import { wordErrorRate, wordErrors, type WordErrors } from './wordErrors.ts'

export interface SpokenSuite {
  questions: readonly string[]
  voices: readonly string[]
  /** Signal-to-noise ratios; null is a quiet room. */
  snrsDb: readonly (number | null)[]
  /** Noises taken in turn; our own pump, fan and water where left out. */
  noises?: readonly { name: string; pcm: Float32Array }[]
  seed: number
}

export interface SpokenRow {
  /** Index into the suite's questions. */
  question: number
  voice: string
  snrDb: number | null
  noise: string | null
  /** '' where nothing was heard. */
  transcript: string
  wordErrors: WordErrors
  turn: Turn | null
  failure: ErrorCode | null
}

export interface SpokenReport {
  /** By condition, then by question. */
  rows: SpokenRow[]
  wer: number
}

/** What hears: the simulated device. */
export interface HearingDevice {
  listen: (pcm: Float32Array, sampleRateHz: number, work: Work) => Promise<Turn>
}

/** What a speaker's mistake leads to; everything else is an error of the run. */
const hearingFailures: readonly ErrorCode[] = ['no-speech', 'question-empty', 'question-too-long', 'question-language']
/** Silence of the room before and after. */
const roomSeconds = 0.4

export async function askSpoken(
  suite: SpokenSuite,
  { device, speaker }: { device: HearingDevice; speaker: Speaker },
  work: Work,
): Promise<SpokenReport> {
  const noises = suite.noises ?? noiseNames.map((name) => ({ name, pcm: kitchenNoise(name) }))
  const asks = suite.voices.flatMap((voice) =>
    suite.snrsDb.flatMap((snrDb) => suite.questions.map((text, question) => ({ voice, snrDb, text, question }))),
  )
  const rows: SpokenRow[] = []
  for (const { voice, snrDb, text, question } of asks) {
    work.signal.throwIfAborted()
    work.report(rows.length / asks.length, 'spoken')
    const noise = snrDb === null ? undefined : noises[question % noises.length]
    const said = await speaker.speak(text, { voice, signal: work.signal })
    const quiet = inRoom(floatPcm(said.pcm), said.sampleRateHz)
    const sound =
      noise && snrDb !== null ? mixNoise(quiet, { noise: noise.pcm, snrDb, seed: suite.seed + question }) : quiet
    const heard = await hear(device, sound, { sampleRateHz: said.sampleRateHz, signal: work.signal })
    const transcript = heard.turn?.transcript ?? ''
    const errors = wordErrors(text, transcript)
    rows.push({ question, voice, snrDb, noise: noise?.name ?? null, transcript, wordErrors: errors, ...heard })
  }
  return { rows, wer: wordErrorRate(rows.map((row) => row.wordErrors)) }
}

async function hear(
  device: HearingDevice,
  sound: Float32Array,
  { sampleRateHz, signal }: { sampleRateHz: number; signal: AbortSignal },
): Promise<Pick<SpokenRow, 'turn' | 'failure'>> {
  try {
    return { turn: await device.listen(sound, sampleRateHz, { signal, report: () => undefined }), failure: null }
  } catch (error) {
    if (isAppError(error) && hearingFailures.includes(error.code)) return { turn: null, failure: error.code }
    throw error
  }
}

function inRoom(pcm: Float32Array, sampleRateHz: number): Float32Array {
  const edge = Math.round(roomSeconds * sampleRateHz)
  const room = new Float32Array(pcm.length + 2 * edge)
  room.set(pcm, edge)
  return room
}
