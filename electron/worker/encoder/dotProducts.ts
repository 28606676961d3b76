// Two matrices of rows -> the dot product of each row of one with each of the other, by ONNX Runtime: a loop here took sixty times as long, and a
// device that starts after each edit waits for it. Example: await dotProducts(asked, rows, 384): (100, 384) and (700, 384) -> (100, 700).

import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** Row-major. Exact for rows of int8 of up to 1,040 numbers: float32 holds their sums. */
export async function dotProducts(a: Float32Array, b: Float32Array, dim: number): Promise<Float32Array> {
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
