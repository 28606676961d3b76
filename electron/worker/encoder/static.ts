// Model pack -> Student: the encoder of small devices. Asymmetric: topics and phrases are embedded by MiniLM and only projected into the table's
// space here; questions are encoded by the table, and that by the device itself (firmware/src/psp_static.c), which gets it in the bundle.
// Example: const student = await openStatic(pack, 'static-small'); student.embeddings(byMinilm) -> 128 dimensions; student.table -> into the bundle
// Trap: the table alone is a weak encoder (both sides by it: 16 points of top-1 less), so nothing at authoring time uses it.

import { readFile } from 'node:fs/promises'
import type { Embeddings, EncoderId } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { StaticTable } from '../../../shared/format/contents.ts'
import type { ModelPack } from '../models/modelPack.ts'
import { readStaticPack } from './staticPack.ts'

export type StudentId = Exclude<EncoderId, 'minilm'>

export interface Student {
  table: StaticTable
  dim: number
  /** MiniLM's vectors in the space of the table. */
  embeddings: (byMinilm: Embeddings) => Embeddings
}

const teacherDim = 384

/** Errors: model-damaged. */
export async function openStatic(pack: ModelPack, id: StudentId): Promise<Student> {
  const { table, projection, dim } = await contentsOf(pack)
  return {
    table,
    dim,
    embeddings: (byMinilm) => ({
      ...byMinilm,
      encoder: id,
      dim,
      vectors: projected(byMinilm.vectors, projection, dim),
      background: projected(byMinilm.background, projection, dim),
    }),
  }
}

async function contentsOf(pack: ModelPack) {
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
