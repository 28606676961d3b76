// Topic[] -> Embeddings: a topic is known by several vectors: its phrases, its title with the answer, and passages of the answer with and
// without the title. A question is about one sentence of a long answer as often as about all of it (measured on three manuals: top-1 / top-3
// 0.50 / 0.70 by phrases alone, 0.64 / 0.83 with the answer, 0.68 / 0.88 with passages; +0.08 more from words, see indexFromEmbeddings.ts).
// People say it otherwise than it is printed: topics/paraphrases.ts adds spoken forms (top-1 0.76 -> 0.80, near false answers 0.56 -> 0.39).
// Example: "Rinse aid" with 3 phrases and 150 characters of answer -> 3 + 1 + 2 + 1 vectors, and those of spoken forms.
// Trap: topics with many more phrases than others attract everything (measured: top-1 71 -> 55 %), so the number of phrases is bounded.

import type { Embeddings, Topic, VectorRole, Work } from '../../../shared/domain.ts'
import { joined } from '../../../shared/joined.ts'
import type { Encoder } from '../encoder/encoder.ts'
import { nearest } from '../encoder/nearest.ts'
import { encodeCached } from '../encoder/vectorCache.ts'
import type { VectorCache } from '../encoder/vectorCache.ts'
import { spokenForms, unansweredBy } from '../topics/paraphrases.ts'
import type { AskedTopic, EmbeddedParaphrase, Paraphrase } from '../topics/paraphrases.ts'

export interface EmbeddingTools {
  encoder: Encoder
  cache: VectorCache
  /** Sentences from outside the manual's world; see `farFromTopics` and, for what other manuals explain, `unansweredBy`. */
  background: readonly string[]
  /** How people say what manuals print, in the language of the project. */
  paraphrases: readonly Paraphrase[]
  /** What the encoder is given for a text of a language that it does not know; the text itself where absent. */
  encoderText?: (text: string) => string
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
  const { encoder, background, paraphrases, encoderText = (text: string): string => text } = tools
  const written = topics.map((topic, at) => rowsOf(topic, at))
  const texts = [
    ...written.flat().map(({ text }) => text),
    ...background,
    ...paraphrases.flatMap(({ printed, spoken }) => [...printed, ...spoken]),
  ]
  const vectors = await encodeCached(texts.map(encoderText), encoder, tools.cache, work)
  const vectorOf = rowReader(texts, vectors, encoder.dim)
  const entries = paraphrases.map(embedded(vectorOf))
  const spoken = await spokenForms(topics.map(asked(written, vectorOf)), entries, encoder.dim)
  const rows = written.flatMap((own, at) => [...own, ...spokenRows(own, spoken[at] ?? [], at)])
  const own = joined(
    Float32Array,
    rows.map(({ text }) => vectorOf(text)),
  )
  const told = rows.filter(({ role }) => role === 'phrase' || role === 'phrase-and-answer')
  const untold = await unansweredBy(
    joined(
      Float32Array,
      told.map(({ text }) => vectorOf(text)),
    ),
    entries,
    encoder.dim,
  )
  return {
    encoder: encoder.id,
    dim: encoder.dim,
    rows,
    vectors: own,
    background: await farFromTopics(joined(Float32Array, [...background, ...untold].map(vectorOf)), own, encoder.dim),
  }
}

type VectorOf = (text: string) => Float32Array

function rowReader(texts: readonly string[], vectors: Float32Array, dim: number): VectorOf {
  const rowByText = new Map(texts.map((text, row) => [text, row]))
  return (text) => {
    const from = (rowByText.get(text) ?? 0) * dim
    return vectors.subarray(from, from + dim)
  }
}

const embedded =
  (vectorOf: VectorOf) =>
  (entry: Paraphrase): EmbeddedParaphrase => ({
    ...entry,
    printedVectors: joined(Float32Array, entry.printed.map(vectorOf)),
  })

const asked =
  (written: readonly Row[][], vectorOf: VectorOf) =>
  ({ kind }: Topic, at: number): AskedTopic => ({
    kind,
    phraseVectors: joined(
      Float32Array,
      (written[at] ?? []).filter(({ role }) => role === 'phrase').map(({ text }) => vectorOf(text)),
    ),
  })

/** How people say the phrases of a topic, behind its own rows. */
function spokenRows(own: readonly Row[], spoken: readonly string[], topic: number): Row[] {
  const known = new Set(own.map(({ text }) => text))
  return [...new Set(spoken)].filter((text) => !known.has(text)).map((text) => ({ topic, role: 'paraphrase', text }))
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

async function farFromTopics(background: Float32Array, own: Float32Array, dim: number): Promise<Float32Array> {
  const cosines = await nearest(background, own, dim)
  const rows = Array.from(cosines, (_, at) => background.subarray(at * dim, (at + 1) * dim))
  return joined(
    Float32Array,
    rows.filter((_, at) => (cosines[at] ?? -1) < nearestBackground),
  )
}
