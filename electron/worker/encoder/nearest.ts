// Unit vectors + rows of unit vectors -> how near the nearest row is to each. Example: await nearest(questions, rows, 384) -> [0.83, 0.41, …].
// Trap: sums are of float32, so compare with limits, never for equality.

import { joined } from '../../../shared/joined.ts'
import { dotProducts } from './dotProducts.ts'

/** -1 where there are no rows. Both are (count, dim), row-major. */
export async function nearest(vectors: Float32Array, rows: Float32Array, dim: number): Promise<Float32Array> {
  const [cosines = new Float32Array()] = await nearestInGroups(vectors, [rows], dim)
  return cosines
}

/** The same for each group of rows (the phrases of one topic, say): one array a group. */
export async function nearestInGroups(
  vectors: Float32Array,
  groups: readonly Float32Array[],
  dim: number,
): Promise<Float32Array[]> {
  const count = vectors.length / dim
  const best = groups.map(() => new Float32Array(count).fill(-1))
  const owners = groups.flatMap((rows, group) => Array.from({ length: rows.length / dim }, () => best[group]))
  if (count === 0 || owners.length === 0) return best
  const all = joined(Float32Array, groups)
  const most = Math.max(1, Math.floor(mostProducts / count))
  for (let from = 0; from < owners.length; from += most) {
    const products = await dotProducts(all.subarray(from * dim, (from + most) * dim), vectors, dim)
    owners.slice(from, from + most).forEach((owner, row) => {
      owner?.forEach((known, at) => (owner[at] = Math.max(known, products[row * count + at] ?? -1)))
    })
  }
  return best
}

/** Held at once: 16 MB. */
const mostProducts = 4_000_000
