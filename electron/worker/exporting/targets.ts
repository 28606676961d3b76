// assets/targets/*.json -> Target[]. Profiles are files so that a manufacturer can add or change one without a new release.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Target } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { targetSchema } from '../../../shared/schemas.ts'

export const defaultTarget = 'sl2610-linux'

/** Sorted by the size of their flash, largest first. */
export async function listTargets(targetsFolder: string): Promise<Target[]> {
  const names = (await readdir(targetsFolder)).filter((name) => name.endsWith('.json')).sort()
  const targets = await Promise.all(
    names.map(async (name) => v.parse(targetSchema, JSON.parse(await readFile(join(targetsFolder, name), 'utf8')))),
  )
  return targets.sort((a, b) => b.limits.bundleBytes - a.limits.bundleBytes)
}

/** The project's own goes before one of ours with the same id. Errors: target-unknown, naming those that there are. */
export async function targetById(targetsFolder: string, id: string, own: readonly Target[] = []): Promise<Target> {
  const targets = [...own, ...(await listTargets(targetsFolder))]
  const target = targets.find((candidate) => candidate.id === id)
  if (!target)
    throw new AppError('target-unknown', { target: id, targets: targets.map((known) => known.id).join(', ') })
  return target
}
