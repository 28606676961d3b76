// Topic[] -> Embeddings: a topic is known by several vectors: its phrases, its title with the answer, and passages of the answer with and
// without the title. A question is about one sentence of a long answer as often as about all of it (measured on three manuals: top-1 / top-3
// 0.50 / 0.70 by phrases alone, 0.64 / 0.83 with the answer, 0.68 / 0.88 with passages; +0.08 more from words, see indexFromEmbeddings.ts).
// Example: "Rinse aid" with 3 phrases and 150 characters of answer -> 3 + 1 + 2 + 1 vectors.
// Trap: topics with many more phrases than others attract everything (measured: top-1 71 -> 55 %), so the number of phrases is bounded.

import type { Embeddings, Topic, VectorRole, Work } from '../../../shared/domain.ts'
import type { Encoder } from '../encoder/encoder.ts'
import { encodeCached } from '../encoder/vectorCache.ts'
import type { VectorCache } from '../encoder/vectorCache.ts'

export interface EmbeddingTools {
  encoder: Encoder
  cache: VectorCache
  /** Sentences from outside the manual's world; see `farFromTopics`. */
  background: readonly string[]
}

interface Row {
  topic: number
  role: VectorRole
  text: string
}

/** Phrases that people added count all; of the others a topic gets at most this many. */
const mostGenerated = 4
/** The encoder reads 256 tokens; this many characters of an answer say what it is about. */
const answerCharacters = 600
/** Bare passages are a sentence or two; with the title before them they may be longer. */
const passageCharacters = 100
const titledPassageCharacters = 200

export async function embeddingsFromTopics(
  topics: readonly Topic[],
  tools: EmbeddingTools,
  work: Work,
): Promise<Embeddings> {
  const { encoder, background } = tools
  const rows = topics.flatMap((topic, at) => rowsOf(topic, at))
  const vectors = await encodeCached([...rows.map(({ text }) => text), ...background], encoder, tools.cache, work)
  const split = rows.length * encoder.dim
  const own = vectors.subarray(0, split)
  return {
    encoder: encoder.id,
    dim: encoder.dim,
    rows,
    vectors: own,
    background: farFromTopics(vectors.subarray(split), own, encoder.dim),
  }
}

function rowsOf(topic: Topic, at: number): Row[] {
  const row =
    (role: VectorRole) =>
    (text: string): Row => ({ topic: at, role, text })
  const answer = topic.steps.map((step) => step.spoken).join(' ')
  const rows = [
    ...phrasesOf(topic).map(row('phrase')),
    ...passagesOf(answer, passageCharacters).map(row('answer')),
    ...[answer.slice(0, answerCharacters), ...passagesOf(answer, titledPassageCharacters)]
      .map((text) => `${topic.title}. ${text}`)
      .map(row('phrase-and-answer')),
  ]
  const seen = new Set<string>()
  return rows.filter(({ text }) => !seen.has(text) && seen.add(text))
}

/** Whole sentences, as many as fit into `limit` characters; a longer sentence is a passage of its own. */
export function passagesOf(text: string, limit: number): string[] {
  const passages: string[] = []
  for (const sentence of text.split(/(?<=[.!?])\s+/u).filter((part) => part !== '')) {
    const last = passages.at(-1)
    if (last !== undefined && last.length + 1 + sentence.length <= limit)
      passages[passages.length - 1] = `${last} ${sentence}`
    else passages.push(sentence)
  }
  return passages
}

function phrasesOf(topic: Topic): string[] {
  const people = topic.phrases.filter(({ origin }) => origin === 'author' || origin === 'taught')
  const generated = topic.phrases.filter((phrase) => !people.includes(phrase)).slice(0, mostGenerated)
  return [...new Set([...generated, ...people].map(({ text }) => text.trim()))].filter((text) => text !== '')
}

/** A background sentence that is nearly one of the manual's own phrases would punish the right answer: it is left out. */
const nearestBackground = 0.72

function farFromTopics(background: Float32Array, own: Float32Array, dim: number): Float32Array {
  const kept: number[] = []
  for (let from = 0; from < background.length; from += dim) {
    const sentence = background.subarray(from, from + dim)
    if (nearest(sentence, own, dim) < nearestBackground) kept.push(...sentence)
  }
  return Float32Array.from(kept)
}

function nearest(vector: Float32Array, others: Float32Array, dim: number): number {
  let best = -1
  for (let from = 0; from < others.length; from += dim) {
    let dot = 0
    for (let at = 0; at < dim; at++) dot += (vector[at] ?? 0) * (others[from + at] ?? 0)
    best = Math.max(best, dot)
  }
  return best
}
