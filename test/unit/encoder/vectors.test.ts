import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Encoder } from '../../../electron/worker/encoder/encoder.ts'
import { quantizeRows } from '../../../electron/worker/encoder/quantize.ts'
import {
  encodeCached,
  fileVectorCache,
  memoryVectorCache,
  withShipped,
} from '../../../electron/worker/encoder/vectorCache.ts'
import { passagesOf } from '../../../electron/worker/pipeline/embeddingsFromTopics.ts'

const work = { signal: new AbortController().signal, report: (): void => undefined }

describe('quantizeRows', () => {
  test('scales each row so that its largest component is ±127', () =>
    expect([...quantizeRows(Float32Array.of(0.6, -0.8, 0, 0, 0.1, 0.05), 2)]).toEqual([95, -127, 0, 0, 127, 64]))

  test('keeps a vector and its opposite opposite', () =>
    fc.assert(
      fc.property(fc.float32Array({ minLength: 8, maxLength: 8, noNaN: true, noDefaultInfinity: true }), (vector) => {
        const opposite = quantizeRows(
          vector.map((value) => -value),
          8,
        )
        expect([...opposite].map((value) => 0 - value)).toEqual([...quantizeRows(vector, 8)])
      }),
    ))
})

describe('the vector cache', () => {
  let folder = ''
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'plainspoken-cache-'))))
  afterEach(() => rm(folder, { recursive: true }))

  /** A tiny real encoder: counts letters; remembers what it was asked for. */
  function letterEncoder(sha256: string): Encoder & { asked: string[] } {
    const asked: string[] = []
    const vectorOf = (text: string): number[] => [text.length, text.split('e').length]
    return {
      id: 'minilm',
      dim: 2,
      sha256,
      asked,
      encode: async (texts, signal) => {
        signal?.throwIfAborted()
        asked.push(...texts)
        return Float32Array.from(texts.flatMap(vectorOf))
      },
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
  }
  const encode = (texts: string[], encoder: Encoder): Promise<Float32Array> =>
    encodeCached(texts, encoder, fileVectorCache(folder, encoder), work)

  test('embeds only what is new, and each text once', async () => {
    const encoder = letterEncoder('a')
    await encode(['one', 'one', 'three'], encoder)
    const vectors = await encode(['three', 'five', 'one'], encoder)
    expect(encoder.asked).toEqual(['one', 'three', 'five'])
    expect([...vectors]).toEqual([5, 3, 4, 2, 3, 2])
  })

  test('keeps what was embedded before somebody cancelled, beside what it had', async () => {
    const texts = Array.from({ length: 100 }, (_, at) => `text ${at}`)
    const stop = new AbortController()
    const cut = { signal: stop.signal, report: (done: number) => (done > 0 ? stop.abort() : undefined) }
    await encode(['old'], letterEncoder('a'))
    await expect(
      encodeCached(texts, letterEncoder('a'), fileVectorCache(folder, letterEncoder('a')), cut),
    ).rejects.toThrow()
    const encoder = letterEncoder('a')
    await encode([...texts, 'old'], encoder)
    expect(encoder.asked).toEqual(texts.slice(64)) // 64 texts are embedded between two reports
  })

  test('is not used for other weights', async () => {
    const other = letterEncoder('b')
    await encode(['one'], letterEncoder('a'))
    await encode(['one'], other)
    expect(other.asked).toEqual(['one'])
  })

  test('takes what came with the app, and keeps no copy of it', async () => {
    const shipped = memoryVectorCache()
    const own = memoryVectorCache()
    await encodeCached(['one'], letterEncoder('a'), shipped, work)
    const encoder = letterEncoder('a')
    const vectors = await encodeCached(['one', 'two'], encoder, withShipped(own, shipped), work)
    expect([...vectors]).toEqual([3, 2, 3, 1])
    expect([encoder.asked, (await own.read()).size]).toEqual([['two'], 1])
  })

  test.each(['flipped', 'cut', 'emptied'])('is ignored when its file is %s', async (damage) => {
    await encode(['one', 'two'], letterEncoder('a'))
    const path = join(folder, (await readdir(folder))[0]!)
    const bytes = await readFile(path)
    bytes[40]! ^= 1
    await writeFile(path, damage === 'flipped' ? bytes : bytes.subarray(0, damage === 'cut' ? 50 : 0))
    const encoder = letterEncoder('a')
    expect([...(await encode(['one', 'two'], encoder))]).toEqual([3, 2, 3, 1])
    expect(encoder.asked).toEqual(['one', 'two'])
  })
})

describe('passages', () => {
  test('hold whole sentences up to the limit', () =>
    expect(passagesOf('Open it. Close it. Unscrew the lid and take it out. Done.', 20)).toEqual([
      'Open it. Close it.',
      'Unscrew the lid and take it out.',
      'Done.',
    ]))
  test('lose no word of any text', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Turn', 'it.', 'Now!', 'off', 'Why?', 'then')), (words) => {
        expect(passagesOf(words.join(' '), 30).join(' ')).toBe(words.join(' '))
      }),
    ))
})
