// text -> vector, remembered: a re-import or re-export embeds only what changed. One file per encoder in the project's .cache.
// Example: const cache = fileVectorCache('.cache/vectors', encoder); await encodeCached(texts, encoder, cache, work)
// Trap: the file may be deleted or damaged at any time; what can't be read is embedded again. It is keyed by the hash of the weights.

import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import type { Encoder } from './encoder.ts'

export interface VectorCache {
  read: () => Promise<ReadonlyMap<string, Float32Array>>
  /** Replaces everything: vectors of texts that are gone go too. */
  write: (vectors: ReadonlyMap<string, Float32Array>) => Promise<void>
}

export function memoryVectorCache(): VectorCache {
  let kept: ReadonlyMap<string, Float32Array> = new Map()
  return {
    read: () => Promise.resolve(kept),
    write: (vectors) => {
      kept = vectors
      return Promise.resolve()
    },
  }
}

/** File layout: rows of SHA-256 of the text (32 bytes) + dim float32, then SHA-256 of all rows. */
export function fileVectorCache(folder: string, encoder: Pick<Encoder, 'id' | 'dim' | 'sha256'>): VectorCache {
  const path = join(folder, `${encoder.id}-${sha256(encoder.sha256).toString('hex').slice(0, 16)}.bin`)
  const rowBytes = 32 + encoder.dim * 4
  return {
    read: async () => {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0))
      const rows = bytes.subarray(0, Math.max(0, bytes.length - 32))
      if (rows.length === 0 || rows.length % rowBytes !== 0 || !sha256(rows).equals(bytes.subarray(-32)))
        return new Map()
      return new Map(Array.from({ length: rows.length / rowBytes }, (_, at) => rowAt(rows, at * rowBytes, encoder.dim)))
    },
    write: async (vectors) => {
      await mkdir(folder, { recursive: true })
      const rows = Buffer.concat(
        [...vectors].flatMap(([key, vector]) => [
          Buffer.from(key, 'hex'),
          Buffer.from(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)),
        ]),
      )
      await writeFileWhole(path, Buffer.concat([rows, sha256(rows)]))
    },
  }
}

/** `cache`, with vectors that came with the app: those are read like its own, and never written into it. */
export function withShipped(cache: VectorCache, shipped: VectorCache): VectorCache {
  return {
    read: async () => new Map([...(await shipped.read()), ...(await cache.read())]),
    write: async (vectors) => {
      const known = await shipped.read()
      await cache.write(new Map([...vectors].filter(([key]) => !known.has(key))))
    },
  }
}

/** Read once: what came with the app does not change while it runs. */
export function readOnce(cache: VectorCache): VectorCache {
  let kept: Promise<ReadonlyMap<string, Float32Array>> | null = null
  return { ...cache, read: () => (kept ??= cache.read()) }
}

/** Vectors of texts, (texts.length, dim), taken from the cache where they are in it. */
export async function encodeCached(
  texts: readonly string[],
  encoder: Encoder,
  cache: VectorCache,
  work: Work,
): Promise<Float32Array> {
  const kept = await cache.read()
  const keys = texts.map((text) => sha256(text).toString('hex'))
  const missing = new Map(keys.flatMap((key, at) => (kept.has(key) ? [] : [[key, texts[at] ?? '']])))
  const vectors = new Map(keys.flatMap((key) => withKey(key, kept.get(key))))
  try {
    await embed([...missing], vectors, encoder, work)
  } catch (error) {
    // Whoever looks into another view meanwhile cancels this, and comes back: the minute it took is not taken again.
    await cache.write(new Map([...kept, ...vectors])).catch(() => undefined)
    throw error
  }
  if (missing.size > 0) await cache.write(vectors)
  const all = new Float32Array(texts.length * encoder.dim)
  keys.forEach((key, row) => all.set(vectors.get(key) ?? [], row * encoder.dim))
  return all
}

/** Texts between two reports of progress. */
const batch = 64

async function embed(
  texts: readonly (readonly [key: string, text: string])[],
  vectors: Map<string, Float32Array>,
  encoder: Encoder,
  work: Work,
): Promise<void> {
  for (let from = 0; from < texts.length; from += batch) {
    work.report(from / texts.length, 'embeddings')
    const part = texts.slice(from, from + batch)
    const found = await encoder.encode(
      part.map(([, text]) => text),
      work.signal,
    )
    part.forEach(([key], row) => vectors.set(key, found.slice(row * encoder.dim, (row + 1) * encoder.dim)))
  }
}

const withKey = (key: string, vector: Float32Array | undefined): [string, Float32Array][] =>
  vector ? [[key, vector]] : []
const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest()

function rowAt(rows: Buffer, from: number, dim: number): [string, Float32Array] {
  const bytes = rows.subarray(from + 32, from + 32 + dim * 4)
  const vector = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  return [rows.subarray(from, from + 32).toString('hex'), vector]
}
