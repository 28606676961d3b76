// Everything that a build's files depend on -> its key: the same key, the same bytes, so that a finished build is never made again.
// Example: await buildKey(build, { languages, environment, signer }) -> '5f3c…' (SHA-256 in hex).
// Trap: what is left out here gives old bundles for new words. Contents are hashed, never times: a fresh clone has other times.

import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { toolVersion } from '../../../../shared/version.ts'
import type { Environment } from '../../environment.ts'
import { recordingsFolder } from '../../speech/clips/recordings.ts'
import { questionsFolder } from '../../testing/projectSuite.ts'
import { targetById } from '../targets.ts'
import { sdkFiles } from '../sdk.ts'
import type { PlacedProject } from '../otherLanguages.ts'
import type { Build } from './buildPlan.ts'

export interface KeyInput {
  /** What goes into the bundle, one project a language. */
  languages: readonly PlacedProject[]
  environment: Environment
  /** Id of the key that signs; '' where nobody does. */
  signer: string
}

/** Errors: target-unknown. */
export async function buildKey(build: Build, { languages, environment, signer }: KeyInput): Promise<string> {
  const target = await targetById(environment.targetsFolder, build.target, languages[0]?.project.settings.ownTargets)
  const { speech, also, release } = build
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([toolVersion, target, { speech, also, release, signer }, languages.map(({ project }) => project)]),
  )
  hash.update(JSON.stringify((await environment.voiceCommands?.()) ?? []))
  hash.update(await readFile(environment.runtimeFile))
  for (const [path, bytes] of await sdkFiles(environment.firmwareFolder)) hash.update(path).update(bytes)
  for (const place of [
    ...languages.flatMap(({ project, folder }) => [
      join(folder, recordingsFolder),
      join(folder, questionsFolder),
      join(environment.languagesFolder, project.settings.language.split('-')[0] ?? ''),
    ]),
    ...(await modelManifests(environment.modelsFolder)),
  ])
    await addFiles(hash, place)
  return hash.digest('hex')
}

/** A pack's manifest has the hashes of its files. */
async function modelManifests(modelsFolder: string): Promise<string[]> {
  const packs = await readdir(modelsFolder).catch(() => [])
  return packs.sort().map((pack) => join(modelsFolder, pack, 'manifest.json'))
}

/** A file, or the files of a folder; nothing where there is neither. */
async function addFiles(hash: ReturnType<typeof createHash>, place: string): Promise<void> {
  const names = await readdir(place).catch(() => null)
  const paths = names ? names.sort().map((name) => join(place, name)) : [place]
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null)
    if (bytes) hash.update(path.slice(place.length)).update(bytes)
  }
}
