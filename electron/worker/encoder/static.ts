// Model pack + MiniLM -> Encoder for small devices. Asymmetric: topics and phrases are embedded by MiniLM and projected into the table's space
// here; only questions are encoded by the table, and that by the device itself (firmware/src/psp_static.c), which gets it in the bundle.
// Example: const encoder = await openStatic(pack, 'static-small', minilm); encoder.dim -> 128; encoder.table -> what bundles carry
// Trap: the table alone is a weak encoder (both sides by it: 16 points of top-1 less), so nothing at authoring time uses it.

import { readFile } from 'node:fs/promises'
import type { EncoderId } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ModelPack } from '../models/modelPack.ts'
import type { Encoder } from './encoder.ts'
import { readStaticPack } from './staticPack.ts'

/** Takes over `minilm` and closes it. Errors: model-damaged. */
export async function openStatic(pack: ModelPack, id: EncoderId, minilm: Encoder): Promise<Encoder> {
  const { table, projection, dim } = await contentsOf(pack, minilm.dim)
  return {
    id,
    dim,
    sha256: minilm.sha256 + pack.manifest.files.map((file) => file.sha256).join(''),
    table,
    encode: async (texts, signal) => projected(await minilm.encode(texts, signal), projection, dim),
    close: () => minilm.close(),
  }
}

async function contentsOf(pack: ModelPack, teacherDim: number) {
  try {
    return readStaticPack(
      {
        pieces: await readFile(pack.path('pieces.txt'), 'utf8'),
        rows: new Uint8Array(await readFile(pack.path('rows.bin'))),
        codebook: new Uint8Array(await readFile(pack.path('codebook.bin'))),
        projection: new Uint8Array(await readFile(pack.path('projection.f32'))),
      },
      teacherDim,
    )
  } catch {
    throw new AppError('model-damaged', { model: pack.manifest.id, file: 'rows.bin' })
  }
}

/** (count, teacherDim) · (teacherDim, dim), each row of length 1. Sums are doubles in one order: the same on every machine. */
function projected(vectors: Float32Array, projection: Float32Array, dim: number): Float32Array {
  const teacherDim = projection.length / dim
  const all = new Float32Array((vectors.length / teacherDim) * dim)
  for (let row = 0; row < vectors.length / teacherDim; row++) {
    const sums = new Float64Array(dim)
    for (let from = 0; from < teacherDim; from++) {
      const value = vectors[row * teacherDim + from] ?? 0
      for (let to = 0; to < dim; to++) sums[to] = (sums[to] ?? 0) + value * (projection[from * dim + to] ?? 0)
    }
    const length = Math.sqrt(sums.reduce((total, value) => total + value * value, 0))
    all.set(
      sums.map((value) => (length === 0 ? 0 : value / length)),
      row * dim,
    )
  }
  return all
}
