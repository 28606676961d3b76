// models folder + pack id -> paths of its files. A model pack is a folder: manifest.json + files + LICENCE; `npm run models` builds ours
// from npm packages into out/models, and a manufacturer can drop in another (say, German speech) without a new release.
// Example: openModelPack('out/models', 'minilm') -> { manifest, path('model.onnx') }.
// Trap: packs are untrusted: names may not leave the folder, and sizes are checked before anything is read.

import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'

export const modelJobs = ['encoder', 'speech-to-text', 'voice-activity', 'text-to-speech', 'ocr'] as const

export const modelManifestSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/)),
  job: v.picklist(modelJobs),
  name: v.string(),
  languages: v.array(v.string()), // ['*'] for any
  licence: v.string(), // SPDX
  source: v.string(), // npm package and version it was made from
  files: v.array(
    v.object({
      name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)),
      sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
})
export type ModelManifest = v.InferOutput<typeof modelManifestSchema>

export interface ModelPack {
  manifest: ModelManifest
  path: (fileName: string) => string
}

/** Errors: model-missing (no such pack, or a file of it is gone), model-damaged (manifest or a size is wrong). */
export async function openModelPack(modelsFolder: string, id: string): Promise<ModelPack> {
  const folder = join(modelsFolder, id)
  const manifest = await readManifest(folder, id)
  for (const file of manifest.files) {
    const found = await stat(join(folder, file.name)).catch(() => null)
    if (!found) throw new AppError('model-missing', { model: id, file: file.name })
    if (found.size !== file.sizeBytes) throw new AppError('model-damaged', { model: id, file: file.name })
  }
  return { manifest, path: (fileName) => pathIn(folder, manifest, fileName) }
}

/** All readable packs for a job, sorted by id; a broken pack is left out here and reported when it is opened by name. */
export async function listModelPacks(modelsFolder: string, job: ModelManifest['job']): Promise<ModelManifest[]> {
  const names = await readdir(modelsFolder).catch(() => [])
  const read = await Promise.all(
    names.sort().map((name) => readManifest(join(modelsFolder, name), name).catch(() => null)),
  )
  return read.filter((manifest) => manifest !== null).filter((manifest) => manifest.job === job)
}

async function readManifest(folder: string, id: string): Promise<ModelManifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  if (text === null) throw new AppError('model-missing', { model: id })
  try {
    return v.parse(modelManifestSchema, JSON.parse(text))
  } catch {
    throw new AppError('model-damaged', { model: id, file: 'manifest.json' })
  }
}

function pathIn(folder: string, manifest: ModelManifest, fileName: string): string {
  const file = manifest.files.find((entry) => entry.name === fileName)
  if (!file) throw new AppError('model-damaged', { model: manifest.id, file: fileName })
  return join(folder, file.name)
}
