// Files of a static pack -> the table as bundles carry it, and the projection of MiniLM's vectors into its space.
// pieces.txt: one word piece a line, sorted by hash; rows.bin: (pieces, 1 + parts); codebook.bin: (parts * 256, partSize) signed bytes;
// projection.f32: (384, dim). Example: readStaticPack(files, 384).table.starts.length -> 257
// Trap: row and piece belong together by their place, so the order of pieces.txt is checked.

import type { StaticTable } from '../../../shared/format/contents.ts'

export interface StaticFiles {
  pieces: string
  rows: Uint8Array
  codebook: Uint8Array
  projection: Uint8Array // float32, little-endian
}
export interface StaticPack {
  table: StaticTable
  projection: Float32Array // (teacherDim, dim), row-major
  dim: number
}

const codes = 256

/** Throws TypeError where the files do not fit together. */
export function readStaticPack(files: StaticFiles, teacherDim: number): StaticPack {
  const hashes = piecesIn(files.pieces).map(pieceHash)
  if (hashes.some((hash, at) => at > 0 && hash <= (hashes[at - 1] ?? 0))) throw new TypeError('pieces are not sorted')
  const rowBytes = files.rows.length / hashes.length
  const partSize = files.codebook.length / codes / (rowBytes - 1)
  const dim = partSize * (rowBytes - 1)
  const projection = new Float32Array(files.projection.slice().buffer)
  if (![rowBytes, partSize].every(Number.isInteger) || projection.length !== teacherDim * dim)
    throw new TypeError('the files of the table do not fit together')
  return {
    table: {
      starts: Uint16Array.from({ length: codes + 1 }, (_, first) => firstAt(hashes, first)),
      hashes: Uint8Array.from(hashes.flatMap((hash) => [hash & 0xff, (hash >>> 8) & 0xff, (hash >>> 16) & 0xff])),
      rows: files.rows,
      rowBytes,
      codebook: new Int8Array(files.codebook.slice().buffer),
      partSize,
    },
    projection,
    dim,
  }
}

export const piecesIn = (text: string): string[] => text.trimEnd().split('\n')

/** FNV-1a, 32 bits, over the UTF-8 of the piece with its "##". */
export function pieceHash(piece: string): number {
  return new TextEncoder().encode(piece).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5)
}

function firstAt(hashes: readonly number[], firstByte: number): number {
  const at = hashes.findIndex((hash) => hash >>> 24 >= firstByte)
  return at < 0 ? hashes.length : at
}
