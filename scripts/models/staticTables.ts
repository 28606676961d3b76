// Trained tables (int8 rows by MiniLM's token id, see assets/models/README.md) -> assets/models/static-{full,small}: product-quantised, sorted by hash.
// Run: npx tsx scripts/models/staticTables.ts FOLDER      with static-s256.{i8,json,pca.f32} and static-s128.…; needs out/models/minilm.
// A row becomes a scale and, for each part of the vector, the nearest of 256 entries, found by k-means over the rows' directions. Measured on four
// manuals (top-1, 142 questions): 256 dimensions int8 0.63, 64 parts of 4 (1.9 MB) 0.64; 128 dimensions int4 0.63 (1.9 MB), 16 parts of 8 (0.6 MB) 0.61.
// Trap: pieces that are not ASCII are dropped but for a few signs: the device folds no other alphabet, so it could never find them.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pieceHash, piecesIn } from '../../electron/worker/encoder/staticPack.ts'
import { codebookOf } from './kMeans.ts'
import { staticAssets } from './static.ts'

const vocabularyFile = fileURLToPath(new URL('../../out/models/minilm/vocabulary.txt', import.meta.url))
const variants = [
  { id: 'static-full', table: 'static-s256', parts: 64 },
  { id: 'static-small', table: 'static-s128', parts: 16 },
]
const source = process.argv[2]
if (source === undefined) throw new Error('usage: staticTables.ts FOLDER')
const licence = await readFile(join(staticAssets, 'LICENCE'))
for (const { id, table, parts } of variants) await write(id, join(source, table), parts)

interface Piece {
  text: string
  hash: number
  token: number
}

async function write(id: string, trained: string, parts: number): Promise<void> {
  const { dim } = JSON.parse(await readFile(`${trained}.json`, 'utf8')) as { dim: number }
  const values = new Int8Array((await readFile(`${trained}.i8`)).buffer)
  const pieces = knownPieces(piecesIn(await readFile(vocabularyFile, 'utf8')))
  const lengths = pieces.map(({ token }) => Math.hypot(...values.subarray(token * dim, (token + 1) * dim)))
  const longest = Math.max(...lengths)
  const directions = new Float32Array(pieces.length * dim)
  pieces.forEach(({ token }, row) => {
    for (let at = 0; at < dim; at++)
      directions[row * dim + at] = (values[token * dim + at] ?? 0) / Math.max(lengths[row] ?? 0, 1e-9)
  })
  const { entries, codes } = codebookOf(directions, { count: pieces.length, dim, parts })
  const largest = entries.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const rows = new Uint8Array(pieces.length * (parts + 1))
  pieces.forEach((_, row) => {
    rows[row * (parts + 1)] = Math.round(((lengths[row] ?? 0) / longest) * 255)
    rows.set(codes.subarray(row * parts, (row + 1) * parts), row * (parts + 1) + 1)
  })
  const files: [string, Uint8Array | string][] = [
    ['pieces.txt', `${pieces.map(({ text }) => text).join('\n')}\n`],
    ['rows.bin', rows],
    ['codebook.bin', new Uint8Array(Int8Array.from(entries, (value) => Math.round((value / largest) * 127)).buffer)],
    ['projection.f32', await readFile(`${trained}.pca.f32`)],
    ['LICENCE', licence],
  ]
  await mkdir(join(staticAssets, id), { recursive: true })
  for (const [name, content] of files) await writeFile(join(staticAssets, id, name), content)
  console.log(
    `${id}: ${pieces.length} pieces, ${rows.length + entries.length + pieces.length * 3 + 514} bytes in a bundle`,
  )
}

/** Sorted by hash. */
function knownPieces(vocabulary: readonly string[]): Piece[] {
  const pieces = vocabulary
    .map((text, token) => ({ text, hash: pieceHash(text), token }))
    .filter(({ text }) => !/^\[.+\]$/.test(text) && /^[!-~\u00a1-\u00bf\u2010-\u2027\u20ac]+$/.test(text))
    .sort((a, b) => a.hash - b.hash)
  if (new Set(pieces.map(({ hash }) => hash)).size < pieces.length) throw new Error('two pieces have one hash')
  return pieces
}
