// A turn as it was here -> the same with what it would take on the project's target: time by its data sheet, memory by the runtime and the models.
// Example: await onTarget(turn, built, device.describe(), modelsFolder) -> { …turn, target: { name: 'Linux SoC …', searchMs: 0.4, ramBytes: … } }

import type { Turn } from '../../../shared/ipc/contract.ts'
import type { BundleDescription } from '../device/openBundle.ts'
import { targetTime } from '../device/targetTime.ts'
import type { BuiltBundle } from '../exporting/buildBundle.ts'
import { openModelPack } from '../models/modelPack.ts'

export interface OnTarget {
  built: BuiltBundle
  bundle: BundleDescription
  modelsFolder: string
}

/** Errors: model-missing (a pack that the target needs). */
export async function onTarget(turn: Turn, { built, bundle, modelsFolder }: OnTarget): Promise<Turn> {
  const { target, sessionBytes } = built
  const packs = await Promise.all(target.models.map((id) => openModelPack(modelsFolder, id)))
  const modelBytes = packs
    .flatMap(({ manifest }) => manifest.files)
    .reduce((total, { sizeBytes }) => total + sizeBytes, 0)
  const words = turn.transcript.split(/\s+/u).length
  const spokenMs = turn.hearing?.segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0)
  const time = targetTime(target, bundle, { words, seconds: spokenMs === undefined ? null : spokenMs / 1000 })
  return { ...turn, target: { name: target.name, ...time, sessionBytes, ramBytes: sessionBytes + modelBytes } }
}
