// -> the static encoder of golden.psb: a handful of word pieces that the kettle's manual never prints, each meaning words that it does. Rows are
// pairs of 4-bit numbers: one codebook of 16 × 16 entries for all parts. Questions without these pieces are still answered by words alone.

import { pieceHash } from '../../electron/worker/encoder/staticPack.ts'
import type { StaticTable } from '../../shared/format/contents.ts'
import { dim, vectorOf } from './goldenVectors.ts'

const meanings: Record<string, string> = {
  chalk: 'descale limescale',
  crust: 'remove limescale',
  '##y': 'the',
  fur: 'descale',
  '##red': 'kettle',
  sizzle: 'keeps boiling stop',
  '?': 'how do I',
}

export const goldenPieces = Object.keys(meanings).sort((a, b) => pieceHash(a) - pieceHash(b))
const partSize = 2
const nibble = (code: number): number => code - 8

export function goldenTable(): StaticTable {
  const hashes = goldenPieces.map(pieceHash)
  const rows = goldenPieces.flatMap((piece, at) => [200 - at, ...codesOf(vectorOf(meanings[piece] ?? ''))])
  return {
    starts: Uint16Array.from({ length: 257 }, (_, first) => hashes.filter((hash) => hash >>> 24 < first).length),
    hashes: Uint8Array.from(hashes.flatMap((hash) => [hash & 0xff, (hash >>> 8) & 0xff, (hash >>> 16) & 0xff])),
    rows: Uint8Array.from(rows),
    rowBytes: 1 + dim / partSize,
    codebook: Int8Array.from({ length: 256 * partSize }, (_, at) => nibble(at % 2 === 0 ? at >> 5 : (at >> 1) & 15)),
    partSize,
  }
}

function codesOf(vector: Int8Array): number[] {
  const four = (at: number): number => Math.round((vector[at] ?? 0) / 18) + 8
  return Array.from({ length: dim / partSize }, (_, part) => four(part * 2) * 16 + four(part * 2 + 1))
}
