// string[] -> unit vectors. The one interface behind which MiniLM (ONNX) and its projection into the space of a static table stand.
// Example: await encoder.encode(['my dishes come out dirty']) -> Float32Array of length encoder.dim.

import type { EncoderId } from '../../../shared/domain.ts'
import type { StaticTable } from '../../../shared/format/contents.ts'

export interface Encoder {
  readonly id: EncoderId
  readonly dim: number
  /** Hash of the weights: part of the bundle's manifest and of every cache key. */
  readonly sha256: string
  /** Returns (texts.length, dim) row-major, each row of length 1. Order and batching do not change a vector's value. */
  encode: (texts: readonly string[], signal?: AbortSignal) => Promise<Float32Array>
  /** What a bundle carries so that the device encodes questions itself; absent where MiniLM runs beside the runtime. */
  readonly table?: StaticTable
  close: () => Promise<void>
}
