// paraphrases.txt -> Paraphrase[] -> how people say what a topic's phrases print: "Poor drying result" -> "everything's wet still".
// The author's words are near to the manual's; a person's often are not, and no small encoder knows every way of saying it.
// Trap: only entries of a kind that fits the topic count: "how do I clean it" is no complaint, however near its words are.

import type { TopicKind } from '../../../shared/domain.ts'
import { joined } from '../../../shared/joined.ts'
import { nearest, nearestInGroups } from '../encoder/nearest.ts'

export type Intent = 'symptom' | 'howto' | 'fact'

export interface Paraphrase {
  intent: Intent
  /** As manuals print it. */
  printed: string[]
  /** As people say it. */
  spoken: string[]
}

/** Vectors of one entry, (count, dim) row-major, unit length. */
export interface EmbeddedParaphrase extends Paraphrase {
  printedVectors: Float32Array
}

const kindsOf: Record<Intent, readonly TopicKind[]> = {
  symptom: ['troubleshooting', 'error-code'],
  howto: ['task', 'concept', 'safety', 'reference'],
  fact: ['reference', 'concept', 'safety', 'task'],
}

/** Cosine from which a phrase and a printed wording mean the same; top-1 on the shared manuals is flat from 0.55 to 0.65. */
const same = 0.6
/** An entry belongs to the topics that are nearest to it, and to those within this of them: one that many topics take tells none apart. */
const asNear = 0.05
/** Entries a topic takes, the nearest first: a topic of many entries would attract the questions of others. */
const mostEntries = 3

/** Cosine below which no topic is about an entry; near false answers fall from 0.45 on, far ones rise from 0.55 on. */
const unrelated = 0.45

/** A line "symptom A / B" with an indented line of spoken forms below it. Lines that are neither are left out. */
export function parseParaphrases(text: string): Paraphrase[] {
  const entries: Paraphrase[] = []
  for (const line of text.split(/\r?\n/)) {
    const heading = /^(symptom|howto|fact) (.+)$/.exec(line)
    if (heading) entries.push({ intent: intentOf(heading[1] ?? ''), printed: wordingsOf(heading[2] ?? ''), spoken: [] })
    else if (line.startsWith('  ')) entries.at(-1)?.spoken.push(...wordingsOf(line))
  }
  return entries.filter(({ spoken }) => spoken.length > 0)
}

/** A topic as far as it matters here. */
export interface AskedTopic {
  kind: TopicKind
  /** (count, dim), row-major, unit length. */
  phraseVectors: Float32Array
}

/** For each topic the spoken forms of the entries that are nearest to one of its phrases, and as near to no other topic. */
export async function spokenForms(
  topics: readonly AskedTopic[],
  entries: readonly EmbeddedParaphrase[],
  dim: number,
): Promise<string[][]> {
  const similarities = await similaritiesOf(topics, entries, dim)
  const nearestOf = entries.map((_, at) => similarities.reduce((best, row) => Math.max(best, row[at] ?? -1), -1))
  return similarities.map((row) =>
    entries
      .map(({ spoken }, at) => ({ spoken, similarity: row[at] ?? -1, nearest: nearestOf[at] ?? -1 }))
      .filter(({ similarity, nearest }) => similarity >= same && similarity >= nearest - asNear)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, mostEntries)
      .flatMap(({ spoken }) => spoken),
  )
}

/**
 * What manuals of appliances explain and these topics don't, as it is printed: a question that is nearer to one of those is to be refused.
 * Example: a dishwasher's topics -> "Compressor runs continuously", … . `ownVectors`: (count, dim) row-major, of phrases with and without answers.
 */
export async function unansweredBy(
  ownVectors: Float32Array,
  entries: readonly EmbeddedParaphrase[],
  dim: number,
): Promise<string[]> {
  const cosines = await nearest(wordingVectors(entries), ownVectors, dim)
  const isFar = byEntry(cosines, entries).map((own) => own.every((cosine) => cosine < unrelated))
  return entries.filter((_, at) => isFar[at]).flatMap(({ printed }) => printed)
}

/** By topic and entry; -1 where the entry is of a kind that does not fit the topic. */
async function similaritiesOf(
  topics: readonly AskedTopic[],
  entries: readonly EmbeddedParaphrase[],
  dim: number,
): Promise<number[][]> {
  const groups = topics.map(({ phraseVectors }) => phraseVectors)
  const cosines = await nearestInGroups(wordingVectors(entries), groups, dim)
  return topics.map(({ kind }, topic) =>
    byEntry(cosines[topic] ?? new Float32Array(), entries).map((own, entry) => {
      const intent = entries[entry]?.intent
      return intent && kindsOf[intent].includes(kind) ? Math.max(-1, ...own) : -1
    }),
  )
}

const wordingVectors = (entries: readonly EmbeddedParaphrase[]): Float32Array =>
  joined(
    Float32Array,
    entries.map(({ printedVectors }) => printedVectors),
  )

/** One figure a wording -> those of each entry. */
function byEntry(figures: Float32Array, entries: readonly EmbeddedParaphrase[]): Float32Array[] {
  let from = 0
  return entries.map(({ printed }) => figures.subarray(from, (from += printed.length)))
}

const wordingsOf = (text: string): string[] =>
  text
    .split(' / ')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const intentOf = (word: string): Intent => (word === 'howto' || word === 'fact' ? word : 'symptom')
