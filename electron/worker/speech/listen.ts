// PCM of a recording or a microphone -> what was said: resample to 16 kHz, find speech (Silero VAD), transcribe (Moonshine), refuse what
// was no question. Example: await listener.listen(pcm, 48000, work) -> { transcript: 'How do I descale it?', words, segments, timings }.
// Trap: silence, a running dishwasher and clattering plates must give no-speech ("I didn't hear a question"), never invented words.

import type { Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { listModelPacks } from '../models/modelPack.ts'
import type { SpeechSegment } from './endpoint.ts'
import type { HeardWord, Transcription } from './moonshine.ts'
import { openMoonshine } from './moonshine.ts'
import { resample } from './resample.ts'
import { openVoiceActivity } from './voiceActivity.ts'

export const speechRateHz = 16_000

export interface Heard {
  transcript: string
  words: HeardWord[]
  segments: SpeechSegment[]
  /** Geometric mean of the token probabilities, 0..1. */
  confidence: number
  timings: { resampleMs: number; voiceActivityMs: number; encodeMs: number; decodeMs: number; listenMs: number }
}

export interface Listener {
  /** Errors: no-speech (with a reason), question-too-long (more speech than a question has). */
  listen: (pcm: Float32Array, sampleRateHz: number, work: Work) => Promise<Heard>
  close: () => Promise<void>
}

export interface ListenerOptions {
  modelsFolder: string
  language: string
  now?: () => number
}

/** A question is a breath or two; more is a conversation in the kitchen. */
const longestSpeechSeconds = 30
/** Below it the words are the model's, not the speaker's. Measured: see test/unit/speech/listen.test.ts. */
const leastProbability = 0.4
/** Moonshine was trained on speech at about this level. dB below full scale, RMS over the segment. */
const wantedLevelDb = -20
/** A whisper across the room is raised, but not the noise floor of an empty room to full scale. */
const mostGainDb = 30

/** Errors: language-not-supported (no pack for it), model-missing, model-damaged. */
export async function openListener({ modelsFolder, language, now = () => performance.now() }: ListenerOptions): Promise<Listener> {
  const pack = await packFor(modelsFolder, language)
  const [activity, model] = await Promise.all([
    openVoiceActivity(modelsFolder),
    openMoonshine({ modelsFolder, pack, now }),
  ])
  return {
    listen: async (pcm, sampleRateHz, { signal, report }) => {
      const startedMs = now()
      const sound = resample(pcm, sampleRateHz, speechRateHz)
      const resampledMs = now()
      report(0.05, 'listen')
      const segments = await activity.segments(sound, signal)
      const foundMs = now()
      checkSegments(segments)
      const parts: Transcription[] = []
      for (const segment of segments) {
        report(0.2 + (0.8 * parts.length) / segments.length, 'transcribe')
        parts.push(await model.transcribe(levelled(samplesOf(sound, segment)), signal))
      }
      const understood = parts.filter(isUnderstood)
      const words = understood.flatMap((part) => part.words)
      if (words.length === 0) throw new AppError('no-speech', { reason: 'not understood' })
      return {
        transcript: words.map((word) => word.text).join(' '),
        words,
        segments,
        confidence: Math.min(...understood.map((part) => part.meanProbability)),
        timings: {
          resampleMs: resampledMs - startedMs,
          voiceActivityMs: foundMs - resampledMs,
          encodeMs: parts.reduce((sum, part) => sum + part.timings.encodeMs, 0),
          decodeMs: parts.reduce((sum, part) => sum + part.timings.decodeMs, 0),
          listenMs: now() - startedMs,
        },
      }
    },
    close: async () => {
      await Promise.all([activity.close(), model.close()])
    },
  }
}

async function packFor(modelsFolder: string, language: string): Promise<string> {
  const packs = await listModelPacks(modelsFolder, 'speech-to-text')
  if (packs.length === 0) throw new AppError('model-missing', { model: 'speech-to-text' })
  const primary = language.split('-')[0] ?? language
  const pack = packs.find(({ languages }) => languages.includes(language) || languages.includes(primary))
  if (!pack) throw new AppError('language-not-supported', { language, job: 'speech-to-text' })
  return pack.id
}

function checkSegments(segments: readonly SpeechSegment[]): void {
  if (segments.length === 0) throw new AppError('no-speech', { reason: 'silence or noise' })
  const seconds = segments.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs) / 1000, 0)
  if (seconds > longestSpeechSeconds) {
    throw new AppError('question-too-long', { seconds: Math.round(seconds), limitSeconds: longestSpeechSeconds })
  }
}

const isUnderstood = (part: Transcription): boolean =>
  part.words.some((word) => /[\p{L}\p{N}]/u.test(word.text)) &&
  !part.isLooping &&
  part.meanProbability >= leastProbability

const samplesOf = (pcm: Float32Array, { startMs, endMs }: SpeechSegment): Float32Array =>
  pcm.subarray(Math.floor((startMs * speechRateHz) / 1000), Math.ceil((endMs * speechRateHz) / 1000))

/** Brings a segment to the level that the model knows; never above full scale. */
function levelled(pcm: Float32Array): Float32Array {
  let sum = 0
  let peak = 1e-6
  for (const sample of pcm) {
    sum += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  const rms = Math.sqrt(sum / Math.max(1, pcm.length)) + 1e-6
  const gain = Math.min(10 ** (wantedLevelDb / 20) / rms, 10 ** (mostGainDb / 20), 0.99 / peak)
  return pcm.map((sample) => sample * gain)
}
