// Products of matrices against the plain loop: the same nearest rows, in groups and in blocks.

import { expect, it } from 'vitest'
import { nearest, nearestInGroups } from '../../../electron/worker/encoder/nearest.ts'
import { joined } from '../../../shared/joined.ts'
import { randomFrom } from '../../../shared/random.ts'

const random = randomFrom(3)
const rowsOf = (count: number, dim: number): Float32Array =>
  Float32Array.from({ length: count * dim }, () => (random() - 0.5) / Math.sqrt(dim))

function byLoop(vectors: Float32Array, rows: Float32Array, dim: number): number[] {
  return Array.from({ length: vectors.length / dim }, (_, vector) => {
    let best = -1
    for (let from = 0; from < rows.length; from += dim) {
      let dot = 0
      for (let at = 0; at < dim; at++) dot += vectors[vector * dim + at]! * rows[from + at]!
      best = Math.max(best, dot)
    }
    return best
  })
}

const closeTo = (figures: readonly number[]): unknown[] => figures.map((figure) => expect.closeTo(figure, 5) as unknown)

it('finds what a loop finds, also in parts of larger arrays', async () => {
  const vectors = rowsOf(9, 7).subarray(14)
  const rows = rowsOf(20, 7).subarray(21)
  expect([...(await nearest(vectors, rows, 7))]).toEqual(closeTo(byLoop(vectors, rows, 7)))
})

it('keeps groups apart, and an empty one is near to nothing', async () => {
  const vectors = rowsOf(3, 4)
  const groups = [rowsOf(2, 4), new Float32Array(), rowsOf(5, 4)]
  const found = await nearestInGroups(vectors, groups, 4)
  expect(found.map((cosines) => [...cosines])).toEqual(groups.map((rows) => closeTo(byLoop(vectors, rows, 4))))
  expect([...(await nearest(vectors, new Float32Array(), 4))]).toEqual([-1, -1, -1])
  expect(await nearest(new Float32Array(), vectors, 4)).toHaveLength(0)
})

it('goes block by block where there is much', async () => {
  const vectors = rowsOf(4100, 2)
  const rows = rowsOf(1000, 2) // 4.1 million products, two blocks
  expect([...(await nearest(vectors, rows, 2))]).toEqual(closeTo(byLoop(vectors, rows, 2)))
})

it('joins rows one after another', () => {
  expect([...joined(Float32Array, [Float32Array.of(1, 2), new Float32Array(), Float32Array.of(3)])]).toEqual([1, 2, 3])
})
