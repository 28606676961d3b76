// Unit vectors + rows of unit vectors -> how near the nearest row is to each. Example: await nearest(questions, rows, 384) -> [0.83, 0.41, …].
// A product of matrices, by ONNX Runtime: a loop here took sixty times as long, and a device that starts after each edit waits for it.
// Trap: sums are of float32, so compare with limits, never for equality.

import type { InferenceSession, Tensor } from 'onnxruntime-node'

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
  const all = joined(groups)
  const most = Math.max(1, Math.floor(mostProducts / count))
  for (let from = 0; from < owners.length; from += most) {
    const products = await dotProducts(all.subarray(from * dim, (from + most) * dim), vectors, dim)
    owners.slice(from, from + most).forEach((owner, row) => {
      owner?.forEach((known, at) => (owner[at] = Math.max(known, products[row * count + at] ?? -1)))
    })
  }
  return best
}

/** One after another: (sum of counts, dim). */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let from = 0
  for (const part of parts) {
    all.set(part, from)
    from += part.length
  }
  return all
}

/** Held at once: 16 MB. */
const mostProducts = 4_000_000

/** (rows of a, rows of b), row-major. */
async function dotProducts(a: Float32Array, b: Float32Array, dim: number): Promise<Float32Array> {
  const { session, matrix } = await (opened ??= open())
  const { c } = await session.run({ a: matrix(a, dim), b: matrix(b, dim) })
  if (!(c?.data instanceof Float32Array)) throw new TypeError('The product of matrices gave none')
  return c.data
}

/** It knows no project and no model, and lives as long as the process. */
let opened: Promise<Opened> | null = null

interface Opened {
  session: InferenceSession
  matrix: (rows: Float32Array, dim: number) => Tensor
}

async function open(): Promise<Opened> {
  const runtime = await import('../models/onnxRuntime.ts') // with the first product: a command that compares nothing loads none of it
  return {
    session: await runtime.InferenceSession.create(product(), { intraOpNumThreads: 1 }),
    matrix: (rows, dim) => new runtime.Tensor('float32', rows, [rows.length / dim, dim]),
  }
}

/** The smallest ONNX model: c = a · bᵀ, one Gemm of (n, d) and (m, d). Numbers are those of the fields in onnx.proto, IR 8, opset 13. */
function product(): Uint8Array {
  const text = (field: number, value: string): number[] => part(field, [...Buffer.from(value)])
  const part = (field: number, bytes: readonly number[]): number[] => [(field << 3) | 2, bytes.length, ...bytes]
  const number = (field: number, value: number): number[] => [field << 3, value]
  const matrix = (name: string, ...sizes: string[]): number[] => {
    const shape = sizes.flatMap((size) => part(1, text(2, size)))
    return [...text(1, name), ...part(2, part(1, [...number(1, 1), ...part(2, shape)]))]
  }
  const transposed = [...text(1, 'transB'), ...number(3, 1), 0xa0, 1, 2] // 0xa0 1: field 20, an integer
  const gemm = [...text(1, 'a'), ...text(1, 'b'), ...text(2, 'c'), ...text(4, 'Gemm'), ...part(5, transposed)]
  const ends = [
    ...part(11, matrix('a', 'n', 'd')),
    ...part(11, matrix('b', 'm', 'd')),
    ...part(12, matrix('c', 'n', 'm')),
  ]
  const graph = part(7, [...part(1, gemm), ...text(2, 'product'), ...ends])
  return Uint8Array.from([...number(1, 8), ...graph, ...part(8, number(2, 13))])
}
