// states of the speech encoder -> the likeliest readings, best first: a beam search with the merged decoder, which keeps keys and values.
// Example: for "clean the mesh" in noise -> [{ tokens: …"Clean the mesh.", logProbability: -2.4 }, { …"Clean the mess.", -3.1 }, …].
// A beam far behind the best is dropped at once, so that clear speech costs one beam a token and only doubtful speech costs four.
// With a prior the beams are ranked by what was heard and by what is asked here; the probabilities given out stay those of the sound.
// Beams that differ in case and punctuation only are one beam: the better stays, and the others make room for other words.

import llamaTokenizer from 'llama-tokenizer-js'
import type * as ort from '../models/onnxRuntime.ts'
import { DecoderCache, endToken, floatsOf } from './decoderCache.ts'
import type { PriorState, WordPrior } from './wordPrior.ts'

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
    likeliest(logits.subarray(parent * vocabulary, (parent + 1) * vocabulary)).map((next) =>
      grownBy(beam, { ...next, parent }, prior),
    ),
  )
  return grown.sort((one, other) => other.score - one.score)
}

function grownBy(
  beam: Beam,
  { token, logProbability, parent }: { token: number; logProbability: number; parent: number },
  prior: WordPrior | undefined,
): Beam {
  const tokens = [...beam.tokens, token]
  const piece = llamaTokenizer.vocabById[token] ?? ''
  const state = prior && beam.prior && (token === endToken ? prior.ended(beam.prior) : prior.grown(beam.prior, piece))
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

/** Nats below the highest at which 32,768 scores together add less than a hundred-thousandth. */
const negligible = 22

/** The highest score and the logarithm of the sum of all exponentials. Nearly all of them are negligible and cost no exponential. */
export function logSum(scores: Float32Array): { best: number; total: number } {
  let best = -Infinity
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? -Infinity
    if (score > best) best = score
  }
  let sum = 0
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? -Infinity
    if (score > best - negligible) sum += Math.exp(score - best)
  }
  return { best, total: best + Math.log(sum) }
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
