// One question, a voice and a room -> what the device understands: the voice speaks, the room adds its noise and echo, the ears listen.
// Example: await hearing({ text: 'it leaks', voice: 'slt', room, seed: 3 }, tools, signal) -> { transcript: 'It leaks.', failure: null, … }.
// Deterministic: the same ask is heard the same in each run, in whatever order and beside whatever else; that is why it can be kept.
// Trap: what a listener can't take (silence, half a minute of talk) is a result that counts against the device, not an error of the run.

import * as v from 'valibot'
import { errorCodes, isAppError, type ErrorCode } from '../../../../shared/errors.ts'
import type { Room } from '../../../../shared/room.ts'
import type { Listener } from '../../speech/listen.ts'
import { speechRateHz } from '../../speech/understand.ts'
import type { Noise } from '../../speech/noise.ts'
import { resample } from '../../speech/resample.ts'
import { inRoom } from '../../speech/room.ts'
import type { Speaker } from '../../speech/speak.ts'
import type { Vocabulary } from '../../speech/vocabulary.ts'
import { floatPcm } from '../../speech/wav.ts'

export interface SpokenAsk {
  text: string
  voice: string
  room: Room
  seed: number
}

export const heardAskSchema = v.object({
  /** '' where nothing was understood. */
  transcript: v.string(),
  /** As the speech model wrote it, before words of the manual were mended. */
  unrepaired: v.string(),
  readings: v.array(v.object({ text: v.string(), weight: v.number() })),
  failure: v.nullable(v.picklist(errorCodes)),
})
export type HeardAsk = v.InferOutput<typeof heardAskSchema>

export interface HearingTools {
  speaker: Speaker
  listener: Listener
  noises: readonly Noise[]
  vocabulary: Vocabulary
}

/** Silence of the room before and after. */
const edgeSeconds = 0.4
const failures: readonly ErrorCode[] = ['no-speech', 'question-empty', 'question-too-long']

export async function hearing(ask: SpokenAsk, tools: HearingTools, signal: AbortSignal): Promise<HeardAsk> {
  const sound = await spokenIn(ask, tools, signal)
  try {
    const work = { signal, report: () => undefined, vocabulary: tools.vocabulary }
    const { transcript, unrepaired, readings } = await tools.listener.listen(sound, speechRateHz, work)
    return { transcript, unrepaired, readings, failure: null }
  } catch (error) {
    if (!isAppError(error) || !failures.includes(error.code)) throw error
    return { transcript: '', unrepaired: '', readings: [], failure: error.code }
  }
}

/** What the microphone gets of it, at 16 kHz. */
export async function spokenIn(
  { text, voice, room, seed }: SpokenAsk,
  { speaker, noises }: Pick<HearingTools, 'speaker' | 'noises'>,
  signal: AbortSignal,
): Promise<Float32Array> {
  const said = await speaker.speak(text, { voice, signal })
  const pcm = resample(floatPcm(said.pcm), said.sampleRateHz, speechRateHz)
  return inRoom(withEdges(pcm), room, { noises, seed })
}

function withEdges(pcm: Float32Array): Float32Array {
  const edge = Math.round(edgeSeconds * speechRateHz)
  const longer = new Float32Array(pcm.length + 2 * edge)
  longer.set(pcm, edge)
  return longer
}
