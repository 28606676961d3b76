// Project + target -> unsigned bundle bytes with their size report. The window's simulator, the export view and the CLI all get their bytes here.
// Example: (await buildBundle({ project, target, cacheFolder, isDevelopment }, engines, work)).bytes

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Project, Target, Work } from '../../../shared/domain.ts'
import { directoryOf } from '../../../shared/format/bundleBytes.ts'
import type { BundleContents } from '../../../shared/format/contents.ts'
import { isAppError } from '../../../shared/errors.ts'
import { DeviceRuntime } from '../device/runtime.ts'
import type { Engines } from '../engines.ts'
import { bundleFromTopics } from '../pipeline/pipeline.ts'
import { clipsOfContents, defaultClips } from '../speech/clips/clipsOfContents.ts'
import { openRecordings } from '../speech/clips/recordings.ts'
import type { Speaker } from '../speech/speak.ts'

export interface BuiltBundle {
  target: Target
  bytes: Uint8Array
  sha256: string
  sections: { name: string; bytes: number }[]
  /** Working memory of a session, as the device runtime itself says. */
  sessionBytes: number
}

export interface BuildInput {
  project: Project
  target: Target
  /** Of the project: recordings and caches lie in it. */
  folder: string
  cacheFolder: string
  isDevelopment: boolean
}

/** Errors: no-topics, model-missing. */
export async function buildBundle(
  { project, target, folder, cacheFolder, isDevelopment }: BuildInput,
  engines: Engines,
  work: Work,
): Promise<BuiltBundle> {
  const { topics, manuals, settings } = project
  const encoder = await engines.encoder('minilm')
  const tools = {
    encoder,
    ...(target.encoder !== 'minilm' && { student: await engines.student(target.encoder) }),
    analyse: await engines.analyse(),
    background: await engines.background(settings.language),
    paraphrases: await engines.paraphrases(settings.language),
    cache: engines.vectorCache(join(cacheFolder, 'vectors'), encoder),
    ...(target.speech === 'clips' && { addSound: soundOf({ engines, folder, target, language: settings.language }) }),
  }
  const bytes = await bundleFromTopics({ topics, manuals, settings, target, isDevelopment }, tools, work)
  const device = await DeviceRuntime.open(await engines.runtime(), bytes)
  return {
    target,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sections: directoryOf(bytes).map(({ name, sizeBytes }) => ({ name, bytes: sizeBytes })),
    sessionBytes: device.sessionBytes(),
  }
}

interface SoundInput {
  engines: Engines
  folder: string
  target: Target
  language: string
}

/** A language without a voice sounds where somebody recorded it, and is text elsewhere. */
function soundOf({ engines, folder, target, language }: SoundInput) {
  return async (contents: BundleContents, work: Work): Promise<BundleContents> => {
    const speaker = await engines.speaker(language).catch((error: unknown): Speaker | null => {
      if (isAppError(error) && error.code === 'language-not-supported') return null
      throw error
    })
    const recordings = await openRecordings(folder)
    return clipsOfContents(contents, { speaker, recordings, format: target.clips ?? defaultClips }, work)
  }
}
