import { expect, test } from 'vitest'
import { outsideLevel } from '../../../electron/worker/encoder/outsideLevel.ts'
import { randomFrom } from '../../../shared/random.ts'

const dim = 16
const ranking = { backgroundWeightQ15: 16_384 }

/** Rows in directions that have nothing to do with each other. */
function strewn(count: number, seed: number): Int8Array {
  const random = randomFrom(seed)
  return Int8Array.from({ length: count * dim }, () => Math.round(random() * 254 - 127))
}
const rows = (topics: number, background: number) => ({
  ...{ vectors: strewn(2 * topics, 1), background: strewn(background, 2), dim },
  vectorTopics: Uint16Array.from({ length: 2 * topics }, (_, row) => row >> 1),
})

test('a question from outside scores more among more topics, by chance alone', async () => {
  const levels = [rows(10, 50), rows(200, 50)].map((all) => outsideLevel(all, ranking))
  const [few, many] = await Promise.all(levels)
  expect(many! - few!).toBeGreaterThan(0.1)
})

test('no sentence is its own neighbour in the background', async () => {
  const alone = Int8Array.from({ length: 20 * dim }, (_, at) => (at % dim === Math.floor(at / dim) % dim ? 127 : 0))
  const topics = { vectors: alone.slice(0, dim), vectorTopics: Uint16Array.of(0), dim }
  const apart = { ...topics, background: alone.slice(0, 20 * dim) } // 16 directions, four of them twice
  expect(await outsideLevel(apart, ranking)).toBe(0)
})

test('twenty sentences at least have to say it', async () => {
  expect(await outsideLevel(rows(10, 19), ranking)).toBeNull()
  expect(await outsideLevel(rows(10, 20), ranking)).not.toBeNull()
})
