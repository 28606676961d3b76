// What others would answer to the same questions: BM25 over our topics, MiniLM over 1000-character pieces of page text (as document-chat
// tools cut it), and MiniLM over our topics' text alone. Judged by the same rule: is the right page (or topic) the best candidate?

import type { Topic } from '../../shared/domain.ts'
import type { Encoder } from '../../electron/worker/encoder/encoder.ts'
import type { Question } from '../../electron/worker/testing/questions.ts'

export interface Passage {
  text: string
  pages: readonly number[]
  topic: string | null
}

export interface BaselineTotals {
  top1: number
  top3: number
}

export const passagesFromTopics = (topics: readonly Topic[]): Passage[] =>
  topics.map((topic) => ({
    text: [topic.title, ...topic.hazards.map(({ spoken }) => spoken), ...topic.steps.map(({ spoken }) => spoken)].join(
      ' ',
    ),
    pages: [...new Set(topic.sources.map(({ page }) => page))],
    topic: topic.id,
  }))

/** Pieces of 1000 characters that overlap by 100, page by page. */
export function passagesFromPages(pages: readonly { page: number; text: string }[]): Passage[] {
  return pages.flatMap(({ page, text }) => {
    const pieces: Passage[] = []
    for (let from = 0; from === 0 || from < text.length; from += 900)
      pieces.push({ text: text.slice(from, from + 1000), pages: [page], topic: null })
    return pieces
  })
}

export async function encoderBaseline(
  questions: readonly Question[],
  passages: readonly Passage[],
  encoder: Encoder,
): Promise<BaselineTotals> {
  const { dim } = encoder
  const known = await encoder.encode(passages.map(({ text }) => text))
  const asked = await encoder.encode(questions.map(({ text }) => text))
  return totals(
    questions,
    (at) =>
      passages.map((_, row) =>
        dot(asked.subarray(at * dim, (at + 1) * dim), known.subarray(row * dim, (row + 1) * dim)),
      ),
    passages,
  )
}

export function bm25Baseline(
  questions: readonly Question[],
  passages: readonly Passage[],
  analyse: (text: string) => string[],
): BaselineTotals {
  const documents = passages.map(({ text }) => analyse(text))
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  const containing = new Map<string, number>()
  for (const terms of documents)
    for (const term of new Set(terms)) containing.set(term, (containing.get(term) ?? 0) + 1)
  const scoreOf = (terms: readonly string[], document: readonly string[]): number =>
    terms.reduce((sum, term) => {
      const frequency = document.filter((other) => other === term).length
      const found = containing.get(term) ?? 0
      const idf = Math.log(1 + (documents.length - found + 0.5) / (found + 0.5))
      return sum + (idf * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * document.length) / average))
    }, 0)
  return totals(
    questions,
    (at) => documents.map((document) => scoreOf(analyse(questions[at]?.text ?? ''), document)),
    passages,
  )
}

function totals(
  questions: readonly Question[],
  scoresOf: (at: number) => number[],
  passages: readonly Passage[],
): BaselineTotals {
  const ranks = questions.flatMap((question, at) => {
    if (question.expect.length === 0) return []
    const order = scoresOf(at)
      .map((score, row) => ({ score, row }))
      .sort((a, b) => b.score - a.score)
    return [order.findIndex(({ row }) => isRight(question, passages[row])) + 1]
  })
  const within = (limit: number): number =>
    ranks.filter((rank) => rank >= 1 && rank <= limit).length / Math.max(1, ranks.length)
  return { top1: within(1), top3: within(3) }
}

function isRight(question: Question, passage: Passage | undefined): boolean {
  if (!passage) return false
  return question.expect.some((expectation) => {
    if (expectation.kind === 'topic') return expectation.id === passage.topic
    if (expectation.kind === 'contains') return passage.text.toLowerCase().includes(expectation.words.toLowerCase())
    return passage.pages.some((page) => page >= expectation.first && page <= expectation.last)
  })
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
