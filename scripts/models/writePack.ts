// Words about a model + its files as bytes -> a model pack folder, written whole or not at all. A pack that is there and whole is left alone.
// Example: await writePack('out/models', { id: 'minilm', job: 'encoder', … }, new Map([['model.onnx', bytes]]))

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelManifest } from '../../electron/worker/models/modelPack.ts'

export type PackWords = Omit<ModelManifest, 'files'>

export async function writePack(
  outFolder: string,
  words: PackWords,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ModelManifest> {
  const manifest: ModelManifest = { ...words, files: [...files].map(([name, bytes]) => entryOf(name, bytes)) }
  const folder = join(outFolder, words.id)
  if (await isWhole(folder, manifest)) return manifest
  const unfinished = `${folder}.unfinished-${process.pid}`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  for (const [name, bytes] of files) await writeFile(join(unfinished, name), bytes)
  await writeFile(join(unfinished, 'manifest.json'), textOf(manifest))
  await rm(folder, { recursive: true, force: true })
  await rename(unfinished, folder)
  return manifest
}

const entryOf = (name: string, bytes: Uint8Array): ModelManifest['files'][number] => ({
  name,
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

const textOf = (manifest: ModelManifest): string => `${JSON.stringify(manifest, null, 2)}\n`

async function isWhole(folder: string, manifest: ModelManifest): Promise<boolean> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '')
  if (text !== textOf(manifest)) return false
  const sizes = await Promise.all(manifest.files.map((file) => stat(join(folder, file.name)).catch(() => null)))
  return sizes.every((found, at) => found?.size === manifest.files[at]?.sizeBytes)
}
