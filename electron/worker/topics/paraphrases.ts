// paraphrases.txt -> Paraphrase[] -> how people say what a topic's phrases print: "Poor drying result" -> "everything's wet still".
// The author's words are near to the manual's; a person's often are not, and no small encoder knows every way of saying it.
// Trap: only entries of a kind that fits the topic count: "how do I clean it" is no complaint, however near its words are.

import type { TopicKind } from '../../../shared/domain.ts'
import { nearest } from '../encoder/nearest.ts'

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
  phraseVectors: readonly Float32Array[]
}

/** For each topic the spoken forms of the entries that are nearest to one of its phrases, and as near to no other topic. */
export function spokenForms(topics: readonly AskedTopic[], entries: readonly EmbeddedParaphrase[]): string[][] {
  const similarities = topics.map((topic) => entries.map((entry) => similarity(topic, entry)))
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
export const unansweredBy = (ownVectors: Float32Array, entries: readonly EmbeddedParaphrase[], dim: number): string[] =>
  entries
    .filter(({ printed, printedVectors }) =>
      printed.every((_, row) => nearest(printedVectors.subarray(row * dim, (row + 1) * dim), ownVectors) < unrelated),
    )
    .flatMap(({ printed }) => printed)

/** -1 where the entry is of a kind that does not fit the topic. */
const similarity = ({ kind, phraseVectors }: AskedTopic, { intent, printedVectors }: EmbeddedParaphrase): number =>
  kindsOf[intent].includes(kind) ? Math.max(-1, ...phraseVectors.map((phrase) => nearest(phrase, printedVectors))) : -1

const wordingsOf = (text: string): string[] =>
  text
    .split(' / ')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const intentOf = (word: string): Intent => (word === 'howto' || word === 'fact' ? word : 'symptom')
