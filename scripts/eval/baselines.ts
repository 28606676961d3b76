// What others would do with the same manual: BM25 over our topics, MiniLM over 1000-character pieces of page text (document chat), MiniLM over
// one text a topic. Each is a device that ranks and never refuses, so that the same suite judges it.
// Example: await runSuite(questions, piecesBaseline(pages, tools), work)

import type { Page, Topic, Utterance } from '../../shared/domain.ts'
import { manualId, topicId } from '../../shared/ids.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { Turn } from '../../shared/ipc/contract.ts'
import type { Encoder } from '../../electron/worker/encoder/encoder.ts'
import type { AskedDevice } from '../../electron/worker/testing/suite.ts'

interface Passage {
  id: TopicId
  text: string
  answer: Utterance[]
}

type Scorer = (question: string) => Promise<ArrayLike<number>>

const pieceCharacters = 1000

/** Page text in pieces of 1000 characters, as document-chat tools cut it. */
export async function piecesBaseline(pages: readonly Page[], encoder: Encoder): Promise<AskedDevice> {
  const pieces = pages.flatMap(({ number, items }) => {
    const text = items
      .map((item) => item.text)
      .join(' ')
      .replace(/\s+/g, ' ')
    const count = Math.ceil(text.length / pieceCharacters)
    return Array.from({ length: count }, (_, at): Passage => {
      const piece = text.slice(at * pieceCharacters, (at + 1) * pieceCharacters)
      const source = { manual: manualId('manual'), page: number, box: { x: 0, y: 0, width: 0, height: 0 } }
      const id = topicId(`page-${number}-${at}`)
      return { id, text: piece, answer: [{ role: 'step', text: piece, sources: [source] }] }
    })
  })
  return device(pieces, await nearest(pieces, encoder))
}

/** One vector a topic: its title and answer. */
export async function topicTextBaseline(topics: readonly Topic[], encoder: Encoder): Promise<AskedDevice> {
  const passages = topics.map(passageOf)
  return device(passages, await nearest(passages, encoder))
}

/** BM25 with its usual constants over title and answer. */
export function bm25Baseline(topics: readonly Topic[], analyse: (text: string) => string[]): AskedDevice {
  const passages = topics.map(passageOf)
  const documents = passages.map(({ text }) => analyse(text))
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  const holding = new Map<string, number>()
  for (const terms of documents) for (const term of new Set(terms)) holding.set(term, (holding.get(term) ?? 0) + 1)
  const weight = (term: string, terms: readonly string[]): number => {
    const frequency = terms.filter((other) => other === term).length
    const found = holding.get(term) ?? 0
    const rarity = Math.log(1 + (documents.length - found + 0.5) / (found + 0.5))
    return (rarity * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * terms.length) / meanLength))
  }
  return device(passages, (question) => {
    const asked = new Set(analyse(question))
    return Promise.resolve(documents.map((terms) => [...asked].reduce((sum, term) => sum + weight(term, terms), 0)))
  })
}

function passageOf({ id, title, hazards, steps }: Topic): Passage {
  const answer: Utterance[] = [
    ...hazards.map(({ spoken, sources }) => ({ role: 'hazard' as const, text: spoken, sources })),
    ...steps.map(({ spoken, sources }) => ({ role: 'step' as const, text: spoken, sources })),
  ]
  return { id, text: `${title}. ${steps.map(({ spoken }) => spoken).join(' ')}`, answer }
}

async function nearest(passages: readonly Passage[], encoder: Encoder): Promise<Scorer> {
  const vectors = await encoder.encode(passages.map(({ text }) => text))
  return async (question) => {
    const asked = await encoder.encode([question])
    return passages.map((_, row) =>
      asked.reduce((sum, value, at) => sum + value * (vectors[row * encoder.dim + at] ?? 0), 0),
    )
  }
}

function device(passages: readonly Passage[], scorer: Scorer): AskedDevice {
  const answers = new Map(passages.map(({ id, answer }) => [id, answer]))
  return {
    answerOf: (id) => answers.get(id) ?? [],
    ask: async (text): Promise<Turn> => {
      const scores = await scorer(text)
      const candidates = passages
        .map(({ id }, at) => ({ topicId: id, title: id, score: scores[at] ?? 0 }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 10)
      const best = candidates[0]
      const reply: Turn['reply'] = {
        kind: 'answer',
        topicId: best?.topicId ?? null,
        title: best?.title ?? '',
        score: best?.score ?? 0,
        margin: (best?.score ?? 0) - (candidates[1]?.score ?? 0),
        rise: 0,
        utterances: [],
        position: { step: 0, count: 0 },
        alternatives: [],
        command: null,
        offer: null,
        volume: 3,
      }
      return { reply, transcript: text, candidates, timings: { listenMs: 0, encodeMs: 0, searchMs: 0 } }
    },
  }
}
