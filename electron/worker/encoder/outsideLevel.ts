// int8 vectors of the topics and of the background -> how high questions from outside score here: four of five score less than this.
// Example: 29 topics of a toothbrush -> 0.04; 255 of a washer-dryer -> 0.17: among more topics one is near by chance more often.
// Trap: a background sentence would be its own nearest neighbour; each is judged by the others, as a question that nobody wrote down.

import type { RankingSettings } from '../../../shared/domain.ts'
import { joined } from '../../../shared/joined.ts'
import { dotProducts } from './dotProducts.ts'

export interface RankedVectors {
  /** (count, dim) and (background count, dim), row-major. */
  vectors: Int8Array
  background: Int8Array
  /** Of each vector; those of one topic lie together. */
  vectorTopics: Uint16Array
  dim: number
}

/** So many sentences say it within 0.01; all of them would take longer than the rest of the index. */
const mostAsked = 100
const leastAsked = 20
const share = 0.8

/** As the device scores (firmware/src/psp_rank.c), without words; null where there are too few sentences to say. */
export async function outsideLevel(
  { vectors, background, vectorTopics, dim }: RankedVectors,
  { backgroundWeightQ15 }: Pick<RankingSettings, 'backgroundWeightQ15'>,
): Promise<number | null> {
  const count = background.length / dim
  if (count < leastAsked || vectorTopics.length === 0) return null
  const every = Math.ceil(count / mostAsked)
  const asked = Array.from({ length: Math.ceil(count / every) }, (_, at) => at * every)
  const sentences = joined(
    Int8Array,
    asked.map((row) => background.subarray(row * dim, (row + 1) * dim)),
  )
  const [near, outside] = [await cosines(sentences, vectors, dim), await cosines(sentences, background, dim)]
  const scores = asked.map((itself, at) => {
    const others = (outside[at] ?? new Float64Array()).fill(0, itself, itself + 1)
    const nearest = others.reduce((most, cosine) => Math.max(most, cosine), 0)
    return bestTopic(near[at] ?? new Float64Array(), vectorTopics) - (backgroundWeightQ15 / 32768) * nearest
  })
  return scores.sort((a, b) => a - b)[Math.floor(share * (scores.length - 1))] ?? null
}

/** For each of `asked` those with all rows of the other. */
async function cosines(asked: Int8Array, rows: Int8Array, dim: number): Promise<Float64Array[]> {
  const products = await dotProducts(Float32Array.from(asked), Float32Array.from(rows), dim)
  const lengths = lengthsOf(rows, dim)
  return Array.from(lengthsOf(asked, dim), (own, at) =>
    lengths.map((length, row) => (products[at * lengths.length + row] ?? 0) / Math.max(1, length * own)),
  )
}

function lengthsOf(rows: Int8Array, dim: number): Float64Array {
  return Float64Array.from({ length: rows.length / dim }, (_, row) => {
    let sum = 0
    for (let at = row * dim; at < (row + 1) * dim; at++) sum += (rows[at] ?? 0) ** 2
    return Math.sqrt(sum)
  })
}

/** 3/4 of a topic's best cosine and 1/4 of its second, of the best topic. */
function bestTopic(cosinesOfRows: Float64Array, topics: Uint16Array): number {
  let [best, first, second, topic] = [-1, -1, -1, -1]
  const take = (): void => void (best = Math.max(best, second < -1 ? first : 0.75 * first + 0.25 * second))
  cosinesOfRows.forEach((cosine, row) => {
    if (topics[row] !== topic) {
      if (topic >= 0) take()
      ;[topic, first, second] = [topics[row] ?? -1, cosine, -2]
    } else if (cosine > first) [first, second] = [cosine, first]
    else second = Math.max(second, cosine)
  })
  take()
  return best
}
