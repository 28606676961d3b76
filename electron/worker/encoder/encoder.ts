// string[] -> unit vectors. The one interface behind which MiniLM (ONNX) stands; small devices have a student of it (static.ts).
// Example: await encoder.encode(['my dishes come out dirty']) -> Float32Array of length encoder.dim.

import type { EncoderId } from '../../../shared/domain.ts'

export interface Encoder {
  readonly id: EncoderId
  readonly dim: number
  /** Hash of the weights: part of the bundle's manifest and of every cache key. */
  readonly sha256: string
  /** Returns (texts.length, dim) row-major, each row of length 1. Order and batching do not change a vector's value. */
  encode: (texts: readonly string[], signal?: AbortSignal) => Promise<Float32Array>
  /** Opens the model now and not with the first text: that takes a second, and who has all vectors already needs no model. */
  open: () => Promise<void>
  close: () => Promise<void>
}
