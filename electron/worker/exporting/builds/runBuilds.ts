// Builds -> bundles in their folders. What was built before, here or by another shard, comes out of the cache; a build that fails does not stop the others.
// Example: await runBuilds(builds, plan, { environment, keyOf, work }) -> [{ id: 'dishwasher/sr110-mcu', outcome: 'built', sha256, … }, …]
// Trap: a build is made beside the cache and renamed into it: who is interrupted leaves no half build under a whole one's key.

import { createHash } from 'node:crypto'
import { cp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Work } from '../../../../shared/domain.ts'
import { isAppError, isCancelled } from '../../../../shared/errors.ts'
import type { AppError } from '../../../../shared/errors.ts'
import type { Environment } from '../../environment.ts'
import { ProjectStore } from '../../project/projectStore.ts'
import { Workspace } from '../../workspace.ts'
import { bundleName } from '../exportFiles.ts'
import { exportBundle, planExport } from '../exportBundle.ts'
import type { SigningKey } from '../signing.ts'
import { buildKey } from './buildKey.ts'
import type { Build, BuildPlan } from './buildPlan.ts'

export type BuildReport = { id: string; project: string; target: string } & (
  | { outcome: 'built' | 'cached'; bundle: string; sha256: string; sizeBytes: number }
  | { outcome: 'failed'; error: AppError }
)

export interface BuildTools {
  environment: Environment
  keyOf: (sign: string | undefined) => Promise<SigningKey | null>
  work: Work
}

/** In the order of `builds`. Errors: those that are none of ours to expect, and a cancellation; finished builds stay. */
export async function runBuilds(
  builds: readonly Build[],
  { out, cache }: Pick<BuildPlan, 'out' | 'cache'>,
  tools: BuildTools,
): Promise<BuildReport[]> {
  const workspace = new Workspace(tools.environment)
  const reports: BuildReport[] = []
  try {
    for (const build of builds) {
      const { signal, report } = tools.work
      signal.throwIfAborted()
      const share = (fraction: number): number => (reports.length + fraction) / builds.length
      const work: Work = { signal, report: (fraction, step) => report(share(fraction), step) }
      reports.push(await oneBuild(build, { out, cache }, { ...tools, work, workspace }))
    }
    return reports
  } finally {
    await workspace.engines.close()
  }
}

async function oneBuild(
  build: Build,
  { out, cache }: Pick<BuildPlan, 'out' | 'cache'>,
  tools: BuildTools & { workspace: Workspace },
): Promise<BuildReport> {
  const { id, project, target } = build
  const named = { id, project, target }
  try {
    const { workspace, environment } = tools
    if (!workspace.isOpen || workspace.store.folder !== project) await workspace.open(await ProjectStore.open(project))
    const { store } = workspace
    const key = await tools.keyOf(build.sign)
    const signer = key ? Buffer.from(key.keyId).toString('hex') : ''
    const kept = join(
      cache,
      await buildKey(build, { languages: await workspace.languages(build), environment, signer }),
    )
    const isCached = await isWhole(kept)
    if (!isCached) await buildInto(kept, build, { ...tools, key })
    const folder = join(out, id)
    if (await isWhole(folder)) await rm(folder, { recursive: true }) // ours: an image that is no longer asked for goes
    await cp(kept, folder, { recursive: true })
    const manifest = await manifestIn(folder)
    return {
      ...named,
      outcome: isCached ? 'cached' : 'built',
      bundle: join(folder, bundleName([store.project])),
      sha256: manifest.bundle.sha256,
      sizeBytes: manifest.bundle.sizeBytes,
    }
  } catch (error) {
    if (!isAppError(error) || isCancelled(error)) throw error
    return { ...named, outcome: 'failed', error }
  }
}

async function buildInto(
  kept: string,
  { target, speech, also, release, with: others }: Build,
  { workspace, key, work }: BuildTools & { workspace: Workspace; key: SigningKey | null },
): Promise<void> {
  const { engines } = workspace
  const options = { target, isDevelopment: !release, with: others, ...(speech && { speech }) }
  const plan = await planExport(workspace, { ...options, key }, work)
  const begun = `${kept}.${process.pid}`
  try {
    await exportBundle(plan, begun, { options: { force: false, release, also }, engines, work })
    if (!(await isWhole(kept))) await rm(kept, { recursive: true, force: true }) // cut short, or damaged since
    await rename(begun, kept).catch(async (error: unknown) => {
      if (!(await isWhole(kept))) throw error // another shard had the same build, and was first
    })
  } finally {
    await rm(begun, { recursive: true, force: true })
  }
}

/** What is looked at of manifest.json (exportFiles.ts): a cache is a folder that anybody may have written. */
const manifestSchema = v.object({
  bundle: v.object({ file: v.pipe(v.string(), v.regex(/^[^/\\]+$/)), sha256: v.string(), sizeBytes: v.number() }),
})

const manifestIn = async (folder: string): Promise<v.InferOutput<typeof manifestSchema>> =>
  v.parse(manifestSchema, JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))

/** Has a bundle and a manifest that fit together. */
async function isWhole(folder: string): Promise<boolean> {
  try {
    const { bundle } = await manifestIn(folder)
    const bytes = await readFile(join(folder, bundle.file))
    return createHash('sha256').update(bytes).digest('hex') === bundle.sha256
  } catch {
    return false
  }
}
