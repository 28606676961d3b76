// 16 kHz sound and where speech is in it -> what was said: transcribe each utterance, refuse what was no question, repair words by the manual.
// Example: await understood({ sound, segments }, { transcribe, now }, work) -> { transcript: 'How do I descale it?', words, … }.
// Trap: a speech model writes something whatever it hears: what it is not sure of, and what runs in circles, was no question.

import type { Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SpeechSegment } from './endpoint.ts'
import type { HeardWord, TranscribeOptions, Transcription } from './moonshine.ts'
import { weightedReadings, type WeightedReading } from './readings.ts'
import type { Repair, Repaired } from './heardText.ts'
import { repairTranscript } from './transcriptRepair.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { WordPrior } from './wordPrior.ts'

export const speechRateHz = 16_000

export interface Heard {
  /** What was meant: with codes and words of the manual repaired. */
  transcript: string
  /** As the speech model wrote it. */
  unrepaired: string
  repairs: Repair[]
  /** What else it may have been, likeliest first; the first is `transcript`. */
  readings: WeightedReading[]
  words: HeardWord[]
  segments: SpeechSegment[]
  /** Geometric mean of the token probabilities, 0..1. */
  confidence: number
  timings: {
    resampleMs: number
    voiceActivityMs: number
    encodeMs: number
    decodeMs: number
    repairMs: number
    listenMs: number
  }
}

/** `vocabulary` is the manual's: without it the words stay as they were heard. */
export type ListenWork = Work & { vocabulary?: Vocabulary }

export interface Understanding {
  transcribe: (sound: Float32Array, options: TranscribeOptions) => Promise<Transcription>
  /** What people ask about a manual with these words; undefined without a manual. */
  priorOf: (vocabulary: Vocabulary | undefined) => WordPrior | undefined
  now: () => number
}

/** A question is a breath or two; more is a conversation in the kitchen. */
const longestSpeechSeconds = 30
/** Below it the words are the model's, not the speaker's. Measured: see test/unit/speech/listen.test.ts. */
const leastProbability = 0.4
/** Pauses up to this stay inside one utterance: the model reads a sentence better whole. */
const longestPauseMs = 1500
const longestUtteranceMs = 15_000

/** Timings are of the parts that are done here; the others are 0. Errors: no-speech (with a reason), question-too-long. */
export async function understood(
  { sound, segments }: { sound: Float32Array; segments: readonly SpeechSegment[] },
  { transcribe, priorOf, now }: Understanding,
  { signal, report, vocabulary }: ListenWork,
): Promise<Heard> {
  const startedMs = now()
  checkSegments(segments)
  const parts: Transcription[] = []
  const prior = priorOf(vocabulary)
  const utterances = utterancesOf(segments)
  for (const utterance of utterances) {
    report(0.2 + (0.8 * parts.length) / utterances.length, 'transcribe')
    parts.push(await transcribe(samplesOf(sound, utterance), { signal, prior }))
  }
  const sure = parts.filter(isUnderstood)
  if (sure.length === 0) throw new AppError('no-speech', { reason: 'not understood' })
  const understoodMs = now()
  const { words, repairs } = await repaired(sure, vocabulary, prior)
  const transcript = words.map((word) => word.text).join(' ')
  return {
    transcript,
    readings: readingsOf(transcript, sure),
    unrepaired: sure.map(({ text }) => text).join(' '),
    repairs,
    words,
    segments: [...segments],
    confidence: Math.min(...sure.map((part) => part.meanProbability)),
    timings: {
      resampleMs: 0,
      voiceActivityMs: 0,
      encodeMs: parts.reduce((sum, part) => sum + part.timings.encodeMs, 0),
      decodeMs: parts.reduce((sum, part) => sum + part.timings.decodeMs, 0),
      repairMs: now() - understoodMs,
      listenMs: now() - startedMs,
    },
  }
}

function checkSegments(segments: readonly SpeechSegment[]): void {
  if (segments.length === 0) throw new AppError('no-speech', { reason: 'silence or noise' })
  const seconds = segments.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs) / 1000, 0)
  if (seconds > longestSpeechSeconds) {
    throw new AppError('question-too-long', { seconds: Math.round(seconds), limitSeconds: longestSpeechSeconds })
  }
}

export function utterancesOf(segments: readonly SpeechSegment[]): SpeechSegment[] {
  const utterances: SpeechSegment[] = []
  for (const { startMs, endMs } of segments) {
    const open = utterances.at(-1)
    const isNear = open && startMs - open.endMs <= longestPauseMs && endMs - open.startMs <= longestUtteranceMs
    if (isNear) open.endMs = endMs
    else utterances.push({ startMs, endMs })
  }
  return utterances
}

async function repaired(
  parts: readonly Transcription[],
  vocabulary: Vocabulary | undefined,
  prior: WordPrior | undefined,
): Promise<Repaired> {
  if (!vocabulary || !prior) return { words: parts.flatMap((part) => part.words), repairs: [] }
  const each: Repaired[] = []
  for (const { words, fits } of parts) each.push(await repairTranscript(words, { vocabulary, prior, fits }))
  return { words: each.flatMap(({ words }) => words), repairs: each.flatMap(({ repairs }) => repairs) }
}

/** Of a question in several utterances only the best is kept: their readings would have to be combined. */
function readingsOf(transcript: string, parts: readonly Transcription[]): WeightedReading[] {
  const [best, ...others] = parts.length === 1 ? weightedReadings(parts[0]?.readings ?? []) : []
  return [{ text: transcript, weight: best?.weight ?? 1 }, ...others]
}

export const isUnderstood = (part: Transcription): boolean =>
  part.words.some((word) => /[\p{L}\p{N}]/u.test(word.text)) &&
  !part.isLooping &&
  part.meanProbability >= leastProbability

export const samplesOf = (pcm: Float32Array, { startMs, endMs }: SpeechSegment): Float32Array =>
  pcm.subarray(Math.floor((startMs * speechRateHz) / 1000), Math.ceil((endMs * speechRateHz) / 1000))
