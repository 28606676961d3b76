// 16 kHz PCM of one utterance -> words with a confidence each: Moonshine tiny (ONNX), encoder once, then the search of
// moonshineBeams.ts. Example: PCM of "how do I descale it" -> [{ text: 'How', confidence: 0.93 }, …], meanProbability 0.95.
// Trap: a speech model writes something whatever it hears: `meanProbability` and `isLooping` are for the caller to refuse by.

import llamaTokenizer from 'llama-tokenizer-js'
import * as ort from '../models/onnxRuntime.ts'
import { openModelPack } from '../models/modelPack.ts'
import { emptyPast, endToken, floatsOf, rows, startToken } from './decoderCache.ts'
import { logSum, readingsOf, type Reading } from './moonshineBeams.ts'
import type { WordPrior } from './wordPrior.ts'

const sampleRateHz = 16_000
/** No one speaks faster; the decoder of a confused model does. From the model's authors. */
const tokensPerSecond = 6.5
const fewestTokens = 6

export interface HeardWord {
  text: string
  /** Geometric mean of the probabilities of its tokens, 0..1. */
  confidence: number
}

export interface Transcription {
  text: string
  words: HeardWord[]
  /** Geometric mean over all tokens with the end of the sentence: how sure the model is of the whole. */
  meanProbability: number
  /** The decoder ran in circles ("the the the the"). */
  isLooping: boolean
  /** The likeliest texts, best first; [0] is `text`. `score`: log probability, with the prior's share where there is one. */
  readings: { text: string; score: number }[]
  timings: { encodeMs: number; decodeMs: number }
  /** How well texts fit the same sound: log probability of their tokens, for comparing one reading with another. All in one run. */
  fits: (texts: readonly string[]) => Promise<number[]>
}

export interface TranscribeOptions {
  signal: AbortSignal
  /** What is asked here; without it the sounds alone decide. */
  prior?: WordPrior | undefined
}

export interface SpeechModel {
  transcribe: (pcm: Float32Array, options: TranscribeOptions) => Promise<Transcription>
  close: () => Promise<void>
}

export interface SpeechModelOptions {
  modelsFolder: string
  pack: string
  now: () => number
  /** Processor cores; 1 where several models run side by side. What is heard does not depend on it. */
  cores?: number
}

/** Errors: model-missing, model-damaged. */
export async function openMoonshine({ modelsFolder, pack, now, cores = 2 }: SpeechModelOptions): Promise<SpeechModel> {
  const { path } = await openModelPack(modelsFolder, pack)
  const settings: ort.InferenceSession.SessionOptions = {
    intraOpNumThreads: cores,
    interOpNumThreads: 1,
    // Waiting threads must sleep: two spinning ones on two cores take them from the window.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
  const [encoder, decoder] = await Promise.all([
    ort.InferenceSession.create(path('encoder.onnx'), settings),
    ort.InferenceSession.create(path('decoder.onnx'), settings),
  ])
  return {
    transcribe: async (pcm, { signal, prior }) => {
      const startedMs = now()
      const input = new ort.Tensor('float32', pcm, [1, pcm.length])
      const { last_hidden_state: hidden } = await encoder.run({ input_values: input })
      if (!hidden) throw new TypeError('the speech encoder gave no states')
      const encodedMs = now()
      const limit = Math.max(fewestTokens, Math.ceil((pcm.length / sampleRateHz) * tokensPerSecond))
      const readings = await readingsOf(decoder, hidden, { limit, signal, prior })
      const timings = { encodeMs: encodedMs - startedMs, decodeMs: now() - encodedMs }
      return { ...transcriptionOf(readings), timings, fits: (texts) => fitsOf(decoder, hidden, texts) }
    },
    close: async () => {
      await Promise.all([encoder.release(), decoder.release()])
    },
  }
}

/** Whole texts side by side, without the cache. Shorter ones are filled up: a decoder looks back only, so that the filling changes nothing. */
async function fitsOf(decoder: ort.InferenceSession, hidden: ort.Tensor, texts: readonly string[]): Promise<number[]> {
  if (texts.length === 0) return []
  const wanted = texts.map((text) => [...llamaTokenizer.encode(text, false, true), endToken])
  const length = Math.max(...wanted.map((tokens) => tokens.length))
  const inputs = new BigInt64Array(texts.length * length).fill(BigInt(endToken))
  wanted.forEach((tokens, row) =>
    inputs.set(BigInt64Array.from([startToken, ...tokens.slice(0, -1)], BigInt), row * length),
  )
  const { logits } = await decoder.run({
    ...emptyPast(texts.length),
    input_ids: new ort.Tensor('int64', inputs, [texts.length, length]),
    encoder_hidden_states: rows(
      hidden,
      Array.from(texts, () => 0),
    ),
    use_cache_branch: new ort.Tensor('bool', [false], [1]),
  })
  const scores = floatsOf(logits) // (texts, length, vocabulary)
  const vocabulary = scores.length / inputs.length
  return wanted.map((tokens, row) =>
    tokens.reduce((sum, token, index) => {
      const at = (row * length + index) * vocabulary
      return sum + (scores[at + token] ?? -Infinity) - logSum(scores.subarray(at, at + vocabulary)).total
    }, 0),
  )
}

/** `readings`: best first. */
function transcriptionOf(readings: readonly Reading[]): Omit<Transcription, 'timings' | 'fits'> {
  const [best] = readings
  const words = best ? wordsOf(best) : []
  return {
    text: words.map((word) => word.text).join(' '),
    words,
    meanProbability: geometricMean(best?.logProbabilities ?? []),
    isLooping: best?.isLooping ?? false,
    readings: readings.map(({ tokens, score }) => ({ text: textOf(tokens), score })).filter(({ text }) => text !== ''),
  }
}

function wordsOf({ tokens, logProbabilities }: Reading): HeardWord[] {
  const words: HeardWord[] = []
  let start = 0
  for (let end = 1; end <= tokens.length; end++) {
    const isWordEnd = end === tokens.length || startsWord(tokens[end])
    if (!isWordEnd) continue
    const text = textOf(tokens.slice(start, end))
    if (text !== '') words.push({ text, confidence: geometricMean(logProbabilities.slice(start, end)) })
    start = end
  }
  return words
}

/** Tokens of a Llama tokenizer that open a word carry a low line in front. */
const startsWord = (token: number | undefined): boolean =>
  token !== undefined && (llamaTokenizer.vocabById[token] ?? '').startsWith('▁')

/** Tokens above the tokenizer's 32,000 are marks of the model, without a sound. */
const textOf = (tokens: number[]): string =>
  llamaTokenizer
    .decode(
      tokens.filter((token) => token > endToken && token < llamaTokenizer.vocabById.length),
      false,
      false,
    )
    .trim()

const geometricMean = (logs: readonly number[]): number =>
  logs.length === 0 ? 0 : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
