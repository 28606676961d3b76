// Handlers of hearing.*: what a person says, piece by piece, from a file or by a voice in a room -> a turn of the conversation with what was heard.
// Trap: there is one pair of ears: a hearing that begins ends the one before, and pieces that were under way for that one are dropped.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Room } from '../../../shared/room.ts'
import type { Hearing, Turn } from '../../../shared/ipc/voice.ts'
import type { Simulator } from '../device/simulator.ts'
import type { Engines } from '../engines.ts'
import type { HandlersOf } from '../handlers.ts'
import { envelopeOf } from '../speech/envelope.ts'
import type { LiveListening } from '../speech/live.ts'
import { LiveRoom } from '../speech/liveRoom.ts'
import { readNoises } from '../speech/noise.ts'
import type { Noise } from '../speech/noise.ts'
import { recordedQuestion } from '../speech/recordedQuestion.ts'
import { inRoom } from '../speech/room.ts'
import { speechRateHz, type Heard } from '../speech/understand.ts'
import { spokenIn } from '../testing/spoken/hearing.ts'
import { chosen } from './chosen.ts'

/** The same noise begins at the same place each time: two tries differ by what was changed, and by nothing else. */
const seed = 1

export function hearingHandlers(
  simulator: (work: Work) => Promise<Simulator>,
  estimated: (turn: Turn) => Promise<Turn>,
  engines: Engines,
): HandlersOf<'hearing'> {
  let now: { id: number; live: LiveListening } | null = null
  let lastId = 0

  const liveOf = (id: number): LiveListening | null => (now?.id === id ? now.live : null)

  function end(): void {
    now?.live.cancel()
    now = null
  }

  const noisesFor = ({ snrDb }: Room): Promise<readonly Noise[]> =>
    snrDb === null ? Promise.resolve([]) : readNoises(engines.environment.noisesFolder)

  return {
    'hearing.begin': async ({ room, ...options }, work) => {
      const id = (lastId += 1)
      const device = await simulator(work)
      const listener = await engines.listener(device.describe().language)
      const around = room && new LiveRoom(room, { noises: await noisesFor(room), seed })
      if (id !== lastId) return { hearing: id } // another one has begun since
      end()
      now = { id, live: listener.begin({ ...options, vocabulary: device.vocabulary, ...(around && { room: around }) }) }
      return { hearing: id }
    },
    'hearing.push': async ({ hearing, pcm }) => {
      const state = await liveOf(hearing)?.push(pcm)
      return state && liveOf(hearing) ? state : { isSpeech: false, hasEnded: true, heardMs: 0 }
    },
    'hearing.finish': async ({ hearing }, work) => {
      const live = liveOf(hearing)
      if (!live) throw new AppError('no-speech', { reason: 'silence' })
      now = null
      const heard = await live.finish(work)
      return estimated(await turnOf(await simulator(work), { heard, sound: live.sound() }, work.signal))
    },
    'hearing.cancel': ({ hearing }) => {
      if (liveOf(hearing)) end()
      return Promise.resolve(undefined)
    },
    'hearing.replay': async ({ room }, { path, ...work }) => {
      const file = chosen(path)
      const sound = recordedQuestion(new Uint8Array(await readFile(file)), basename(file))
      return heardTurn(inRoom(sound, room, { noises: await noisesFor(room), seed }), work)
    },
    'hearing.say': async ({ text, voice, room }, work) => {
      const device = await simulator(work)
      const speaker = await engines.speaker(device.describe().language)
      const known = speaker.voices.find(({ id }) => id === voice) ?? speaker.voices[0]
      const ask = { text, voice: known?.id ?? voice, room, seed }
      return heardTurn(await spokenIn(ask, { speaker, noises: await noisesFor(room) }, work.signal), work)
    },
  }

  /** 16 kHz, as if it had come from the microphone in one piece. */
  async function heardTurn(sound: Float32Array, work: Work): Promise<Turn> {
    const device = await simulator(work)
    const listener = await engines.listener(device.describe().language)
    const heard = await listener.listen(sound, speechRateHz, { ...work, vocabulary: device.vocabulary })
    return estimated(await turnOf(device, { heard, sound }, work.signal))
  }
}

async function turnOf(
  device: Simulator,
  { heard, sound }: { heard: Heard; sound: Float32Array },
  signal: AbortSignal,
): Promise<Turn> {
  const turn = await device.answerHeard(heard, signal)
  const { segments, words, repairs, timings } = heard
  const { resampleMs, voiceActivityMs, encodeMs, decodeMs, repairMs } = timings
  const hearing: Hearing = {
    durationMs: (sound.length / speechRateHz) * 1000,
    envelope: envelopeOf(sound),
    segments,
    words,
    repairs,
    timings: { resampleMs, voiceActivityMs, encodeMs, decodeMs, repairMs },
  }
  return { ...turn, timings: { ...turn.timings, listenMs: timings.listenMs }, hearing }
}
