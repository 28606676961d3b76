// states of the speech encoder -> the likeliest readings, best first: a beam search with the merged decoder, which keeps keys and values.
// Example: for "clean the mesh" in noise -> [{ tokens: …"Clean the mesh.", logProbability: -2.4 }, { …"Clean the mess.", -3.1 }, …].
// A beam far behind the best is dropped at once, so that clear speech costs one beam a token and only doubtful speech costs four.
// With a prior the beams are ranked by what was heard and by what is asked here; the probabilities given out stay those of the sound.
// Beams that differ in case and punctuation only are one beam: the better stays, and the others make room for other words.
// Trap: encoder keys and values come out whole only at the first step (`use_cache_branch` false) and are empty later: keep the first.
// Trap: one run for several beams needs as many copies of the encoder's states: made once for each number of beams, not at each token.

import llamaTokenizer from 'llama-tokenizer-js'
import * as ort from '../models/onnxRuntime.ts'
import type { PriorState, WordPrior } from './wordPrior.ts'

const layers = 6
const heads = 8
const headSize = 36
export const startToken = 1
export const endToken = 2

const mostBeams = 4
/** Nats behind the best at which a beam is dropped, and a reading is not worth naming. */
const hopeless = 5

export interface Reading {
  tokens: number[]
  logProbabilities: number[] // of each token, and last of the end token where it was reached
  logProbability: number
  /** Log probability with the prior's share: what readings are ranked by. The same without a prior. */
  score: number
  /** The decoder ran in circles. */
  isLooping: boolean
}

interface Beam extends Reading {
  parent: number
  prior: PriorState | null
  /** The letters so far, without case and punctuation: beams with the same ones are the same. */
  letters: string
}

interface Search {
  /** Most tokens. */
  limit: number
  signal: AbortSignal
  prior?: WordPrior | undefined
}

/** Never empty; [0] is the likeliest. */
export async function readingsOf(
  decoder: ort.InferenceSession,
  hidden: ort.Tensor, // (1, frames, 288)
  { limit, signal, prior }: Search,
): Promise<Reading[]> {
  const cache = new DecoderCache(hidden)
  const ended: Reading[] = []
  let open: Beam[] = [firstBeam(prior)]
  for (let step = 0; step < limit && open.length > 0; step++) {
    signal.throwIfAborted()
    const results = await decoder.run(cache.inputsFor(open))
    const grown = grownBeams(open, floatsOf(results['logits']), prior)
    const silence = [...ended, ...grown].find(isSilence)?.logProbability ?? -Infinity
    const best = Math.max(...[...grown, ...ended].filter((one) => !isSilence(one)).map(({ score }) => score))
    const isHopeful = ({ score, logProbability }: Reading): boolean =>
      score > best - hopeless && logProbability > silence - hopeless
    const hopeful = distinct(grown.filter(isHopeful))
    ended.push(...hopeful.filter(isEnded))
    open = hopeful.filter((beam) => !isEnded(beam)).slice(0, mostBeams)
    cache.follow(results, open)
  }
  return best([...ended, ...open])
}

const isEnded = ({ tokens, isLooping }: Reading): boolean => isLooping || tokens.at(-1) === endToken

/** The prior has no say in whether anybody spoke: silence is weighed against sounds alone. */
const isSilence = ({ tokens }: Reading): boolean => tokens.length === 1 && tokens[0] === endToken

/** Silence is a likely end for a confused model: it counts only where there is nothing else. */
function best(readings: readonly Reading[]): Reading[] {
  const spoken = readings
    .map((reading) => ({ ...reading, tokens: reading.tokens.filter((token) => token !== endToken) }))
    .sort((one, other) => other.score - one.score)
  const worded = spoken.filter(({ tokens }) => tokens.length > 0)
  const all = worded.length > 0 ? worded : spoken
  const highest = all[0]?.score ?? 0
  return all.filter(({ score }) => score > highest - hopeless).slice(0, mostBeams)
}

const firstBeam = (prior: WordPrior | undefined): Beam => ({
  tokens: [],
  logProbabilities: [],
  logProbability: 0,
  score: 0,
  isLooping: false,
  parent: 0,
  prior: prior?.start ?? null,
  letters: '',
})

/** `beams`: best first. */
function distinct(beams: readonly Beam[]): Beam[] {
  const seen = new Set<string>()
  return beams.filter((beam) => {
    const key = `${isEnded(beam)} ${beam.letters}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** logits: (beams, 1, vocabulary). Best first. */
function grownBeams(open: readonly Beam[], logits: Float32Array, prior: WordPrior | undefined): Beam[] {
  const vocabulary = logits.length / open.length
  const grown = open.flatMap((beam, parent) =>
    likeliest(logits.subarray(parent * vocabulary, (parent + 1) * vocabulary)).map(({ token, logProbability }) => {
      const tokens = [...beam.tokens, token]
      const piece = llamaTokenizer.vocabById[token] ?? ''
      const state =
        prior && beam.prior && (token === endToken ? prior.ended(beam.prior) : prior.grown(beam.prior, piece))
      const sum = beam.logProbability + logProbability
      return {
        tokens,
        logProbabilities: [...beam.logProbabilities, logProbability],
        logProbability: sum,
        score: sum + (state?.score ?? 0),
        isLooping: endsInLoop(tokens),
        parent,
        prior: state ?? null,
        letters: token === endToken ? beam.letters : beam.letters + lettersOf(piece),
      }
    }),
  )
  return grown.sort((one, other) => other.score - one.score)
}

const lettersOf = (piece: string): string => piece.toLowerCase().replace(/[^\p{L}\p{N}▁]/gu, '')

/** The best tokens of one row of scores that are not hopeless beside the first of them. Plain loops: 32,768 scores a token. */
function likeliest(scores: Float32Array): { token: number; logProbability: number }[] {
  const { best, total } = logSum(scores)
  const found: { token: number; logProbability: number }[] = []
  for (let token = 0; token < scores.length; token++) {
    const score = scores[token] ?? -Infinity
    if (score > best - hopeless) found.push({ token, logProbability: score - total })
  }
  return found.sort((one, other) => other.logProbability - one.logProbability).slice(0, mostBeams + 1)
}

/** The highest score and the logarithm of the sum of all exponentials. */
export function logSum(scores: Float32Array): { best: number; total: number } {
  let best = -Infinity
  for (let index = 0; index < scores.length; index++) best = Math.max(best, scores[index] ?? -Infinity)
  let sum = 0
  for (let index = 0; index < scores.length; index++) sum += Math.exp((scores[index] ?? -Infinity) - best)
  return { best, total: best + Math.log(sum) }
}

export function floatsOf(logits: ort.Tensor | undefined): Float32Array {
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('the speech model gave no floats')
  return logits.data
}

export function emptyPast(): Record<string, ort.Tensor> {
  const past: Record<string, ort.Tensor> = {}
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value']) {
      past[`past_key_values.${layer}.${part}`] = new ort.Tensor('float32', new Float32Array(0), [1, heads, 0, headSize])
    }
  }
  return past
}

/** What the decoder remembers of each beam, and what it hears, as many times over as there are beams. */
class DecoderCache {
  #past = emptyPast()
  #heard: Record<string, ort.Tensor> = {} // of one beam
  readonly #copies = new Map<number, Record<string, ort.Tensor>>()

  constructor(private readonly hidden: ort.Tensor) {}

  inputsFor(open: readonly Beam[]): Record<string, ort.Tensor> {
    const isFirst = Object.keys(this.#heard).length === 0
    const last = open.map(({ tokens }) => BigInt(tokens.at(-1) ?? startToken))
    return {
      ...this.#past,
      ...this.#heardBy(open.length),
      input_ids: new ort.Tensor('int64', BigInt64Array.from(last), [open.length, 1]),
      use_cache_branch: new ort.Tensor('bool', [!isFirst], [1]),
    }
  }

  /** `open`: the beams that go on, each from the row of its parent. */
  follow(results: ort.InferenceSession.OnnxValueMapType, open: readonly Beam[]): void {
    const isFirst = Object.keys(this.#heard).length === 0
    const parents = open.map(({ parent }) => parent)
    const isSame = parents.every((parent, at) => parent === at)
    for (const [name, tensor] of Object.entries(results)) {
      const key = name.replace('present', 'past_key_values')
      if (name.includes('.decoder.')) {
        this.#past[key] = isSame && tensor.dims[0] === parents.length ? tensor : rows(tensor, parents)
      } else if (name.includes('.encoder.') && isFirst) this.#heard[key] = tensor
    }
  }

  #heardBy(beams: number): Record<string, ort.Tensor> {
    const known = this.#copies.get(beams)
    if (known) return known
    const all = Array.from({ length: beams }, () => 0)
    const one = { ...this.#heard, encoder_hidden_states: this.hidden }
    const copies = Object.fromEntries(Object.entries(one).map(([name, tensor]) => [name, rows(tensor, all)]))
    if (Object.keys(this.#heard).length > 0) this.#copies.set(beams, copies)
    return copies
  }
}

/** tensor: (rows, …) -> the rows named, in that order. */
function rows(tensor: ort.Tensor, places: readonly number[]): ort.Tensor {
  const [, ...rest] = tensor.dims
  const size = rest.reduce((product, length) => product * length, 1)
  const source = floatsOf(tensor)
  const copy = new Float32Array(size * places.length)
  places.forEach((place, at) => copy.set(source.subarray(place * size, (place + 1) * size), at * size))
  return new ort.Tensor('float32', copy, [places.length, ...rest])
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
