// .cache/encoder/corpus.tsv -> what MiniLM makes of it: teacher.f32 (texts, 384), order.i32 and pieces.bin.
// Run: npx tsx scripts/encoder/teach.ts      (2.3 ms of one core a text; a run that was stopped goes on where it stopped)
// order.i32: which text each row of teacher.f32 is of. pieces.bin: for each spelling the number of its text, then `width` word pieces by MiniLM's ids,
// 0 where there are none left; all of it int32.
// Trap: texts of one length are taught together, without padding; a batch rounds the last bits otherwise, which training does not notice.

import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minilmSession } from '../../electron/worker/encoder/minilm.ts'
import { WordPiece } from '../../electron/worker/encoder/wordpiece.ts'
import * as ort from '../../electron/worker/models/onnxRuntime.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.cache/encoder')
const dim = 384
const width = 24 // pieces without [CLS] and [SEP]; longer texts are cut
const batch = 64
const tokenizer = new WordPiece(await readFile(join(root, 'out/models/minilm/vocabulary.txt'), 'utf8'))
const lines = (await readFile(join(folder, 'corpus.tsv'), 'utf8')).trimEnd().split('\n').map(spellingsOf)
const texts = lines.map(([text = '']) => tokenizer.encode(text, width + 2))
const groups = groupsOfOneLength()
await writeFile(join(folder, 'pieces.bin'), spellings())
await writeFile(join(folder, 'order.i32'), new Uint8Array(Int32Array.from(groups.flat()).buffer))
await teach()

/** Behind group and entry: the text, and what is heard of it. */
function spellingsOf(line: string): string[] {
  return line.split('\t').slice(2)
}

function spellings(): Uint8Array {
  const rows = lines.flatMap((all, row) => all.map((text) => [row, ...tokenizer.encode(text, width + 2).slice(1, -1)]))
  const table = new Int32Array(rows.length * (width + 1))
  rows.forEach((ids, at) => table.set(ids, at * (width + 1)))
  return new Uint8Array(table.buffer)
}

/** Numbers of texts; groups come as they are full, so that a run that was stopped has taught some of every kind. */
function groupsOfOneLength(): number[][] {
  const filling = new Map<number, number[]>()
  const full: number[][] = []
  texts.forEach((ids, row) => {
    const group = [...(filling.get(ids.length) ?? []), row]
    if (group.length === batch) full.push(group)
    filling.set(ids.length, group.length === batch ? [] : group)
  })
  return [...full, ...filling.values()].filter((group) => group.length > 0)
}

async function teach(): Promise<void> {
  const path = join(folder, 'teacher.f32')
  const taughtBytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
  const options = { ...minilmSession, intraOpNumThreads: 2 } // nobody waits for another core meanwhile
  const session = await ort.InferenceSession.create(join(root, 'out/models/minilm/model.onnx'), options)
  let taught = 0
  for (const group of groups) {
    taught += group.length
    if (taught * dim * 4 <= taughtBytes) continue
    const vectors = await vectorsOf(session, group)
    await appendFile(path, new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength))
    if (taught % 8192 < batch) console.error(`${taught} of ${texts.length} texts`)
  }
  await session.release()
}

async function vectorsOf(session: ort.InferenceSession, group: readonly number[]): Promise<Float32Array> {
  const ids = BigInt64Array.from(
    group.flatMap((row) => texts[row] ?? []),
    BigInt,
  )
  const shape = [group.length, ids.length / group.length]
  const { embedding } = await session.run({
    input_ids: new ort.Tensor('int64', ids, shape),
    attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  })
  if (!(embedding?.data instanceof Float32Array)) throw new TypeError('MiniLM gave no vectors')
  return embedding.data
}
