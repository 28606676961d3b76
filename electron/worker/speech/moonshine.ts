// 16 kHz PCM of one utterance -> words with a confidence each: Moonshine tiny (ONNX), encoder once, then a merged decoder that keeps
// its keys and values, greedy. Example: PCM of "how do I descale it" -> [{ text: 'How', confidence: 0.93 }, …], meanProbability 0.95.
// Trap: encoder keys and values come out whole only at the first step (`use_cache_branch` false) and are empty later: keep the first.
// Trap: a speech model writes something whatever it hears: `meanProbability` and `isLooping` are for the caller to refuse by.

import llamaTokenizer from 'llama-tokenizer-js'
import * as ort from '../models/onnxRuntime.ts'
import { openModelPack } from '../models/modelPack.ts'

const sampleRateHz = 16_000
const layers = 6
const heads = 8
const headSize = 36
const startToken = 1
const endToken = 2
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
  timings: { encodeMs: number; decodeMs: number }
  /** How well this text fits the same sound: log probability of its tokens, for comparing one reading with another. 10 ms. */
  fit: (text: string) => Promise<number>
}

export interface SpeechModel {
  transcribe: (pcm: Float32Array, signal: AbortSignal) => Promise<Transcription>
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
    transcribe: async (pcm, signal) => {
      const startedMs = now()
      const input = new ort.Tensor('float32', pcm, [1, pcm.length])
      const { last_hidden_state: hidden } = await encoder.run({ input_values: input })
      if (!hidden) throw new TypeError('the speech encoder gave no states')
      const encodedMs = now()
      const limit = Math.max(fewestTokens, Math.ceil((pcm.length / sampleRateHz) * tokensPerSecond))
      const decoded = await decode(decoder, hidden, { limit, signal })
      const timings = { encodeMs: encodedMs - startedMs, decodeMs: now() - encodedMs }
      return { ...transcriptionOf(decoded), timings, fit: (text) => fitOf(decoder, hidden, text) }
    },
    close: async () => {
      await Promise.all([encoder.release(), decoder.release()])
    },
  }
}

interface Decoded {
  tokens: number[]
  logProbabilities: number[] // of each token, and last of the end token where it was reached
  isLooping: boolean
}

async function decode(
  decoder: ort.InferenceSession,
  hidden: ort.Tensor, // (1, frames, 288)
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<Decoded> {
  const decoded: Decoded = { tokens: [], logProbabilities: [], isLooping: false }
  const past = emptyPast()
  let token = startToken
  while (decoded.tokens.length < limit && !decoded.isLooping) {
    signal.throwIfAborted()
    const isFirst = decoded.tokens.length === 0
    const results = await decoder.run({
      ...past,
      input_ids: new ort.Tensor('int64', BigInt64Array.of(BigInt(token)), [1, 1]),
      encoder_hidden_states: hidden,
      use_cache_branch: new ort.Tensor('bool', [!isFirst], [1]),
    })
    for (const [name, tensor] of Object.entries(results)) {
      const isKept = name.includes('.decoder.') || (isFirst && name.includes('.encoder.'))
      if (isKept) past[name.replace('present', 'past_key_values')] = tensor
    }
    const next = mostProbable(results['logits'])
    decoded.logProbabilities.push(next.logProbability)
    if (next.token === endToken) break
    token = next.token
    decoded.tokens.push(token)
    decoded.isLooping = endsInLoop(decoded.tokens)
  }
  return decoded
}

/** The whole text in one run, without the cache. */
async function fitOf(decoder: ort.InferenceSession, hidden: ort.Tensor, text: string): Promise<number> {
  const tokens = [...llamaTokenizer.encode(text, false, true), endToken]
  const inputs = BigInt64Array.from([startToken, ...tokens.slice(0, -1)], BigInt)
  const { logits } = await decoder.run({
    ...emptyPast(),
    input_ids: new ort.Tensor('int64', inputs, [1, inputs.length]),
    encoder_hidden_states: hidden,
    use_cache_branch: new ort.Tensor('bool', [false], [1]),
  })
  const scores = floatsOf(logits) // (1, tokens, vocabulary)
  const vocabulary = scores.length / tokens.length
  return tokens.reduce((sum, token, index) => {
    const row = scores.subarray(index * vocabulary, (index + 1) * vocabulary)
    return sum + (row[token] ?? -Infinity) - logSum(row).total
  }, 0)
}

function emptyPast(): Record<string, ort.Tensor> {
  const past: Record<string, ort.Tensor> = {}
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value']) {
      past[`past_key_values.${layer}.${part}`] = new ort.Tensor('float32', new Float32Array(0), [1, heads, 0, headSize])
    }
  }
  return past
}

function mostProbable(logits: ort.Tensor | undefined): { token: number; logProbability: number } {
  const scores = floatsOf(logits) // (1, 1, vocabulary)
  const { token, best, total } = logSum(scores)
  return { token, logProbability: best - total }
}

/** The highest score, where it stands, and the logarithm of the sum of all exponentials. Plain loops: 32,768 scores for each token. */
function logSum(scores: Float32Array): { token: number; best: number; total: number } {
  let token = 0
  let best = -Infinity
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? -Infinity
    if (score > best) [best, token] = [score, index]
  }
  let sum = 0
  for (let index = 0; index < scores.length; index++) sum += Math.exp((scores[index] ?? -Infinity) - best)
  return { token, best, total: best + Math.log(sum) }
}

function floatsOf(logits: ort.Tensor | undefined): Float32Array {
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('the speech decoder gave no logits')
  return logits.data
}

/** True where the tokens end in the same 1 to 8 tokens several times over. */
export function endsInLoop(tokens: readonly number[]): boolean {
  for (let length = 1; length <= 8; length++) {
    const times = length === 1 ? 5 : 3
    const tail = tokens.slice(-length * times)
    if (tail.length === length * times && tail.every((token, index) => token === tail[index % length])) return true
  }
  return false
}

function transcriptionOf({ tokens, logProbabilities, isLooping }: Decoded): Omit<Transcription, 'timings' | 'fit'> {
  const words: HeardWord[] = []
  let start = 0
  for (let end = 1; end <= tokens.length; end++) {
    const isWordEnd = end === tokens.length || startsWord(tokens[end])
    if (!isWordEnd) continue
    const text = textOf(tokens.slice(start, end))
    if (text !== '') words.push({ text, confidence: geometricMean(logProbabilities.slice(start, end)) })
    start = end
  }
  return {
    text: words.map((word) => word.text).join(' '),
    words,
    meanProbability: geometricMean(logProbabilities),
    isLooping,
  }
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
