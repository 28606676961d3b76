// Built bundle + key + folder -> NAME.psb and manifest.json on disk, with the budget and the gate.
// Example: await exportBundle(plan, '/out') -> { bundle: '/out/dishwasher.psb', sha256, … }
// Trap: a bundle that is not for release says so inside its own bytes, so that a device in the field can refuse it.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Budget, Finding, Project, Target } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { signBundle } from '../../../shared/format/bundleBytes.ts'
import { slug } from '../../../shared/ids.ts'
import { toolVersion } from '../../../shared/version.ts'
import { openModelPack } from '../models/modelPack.ts'
import type { ModelManifest } from '../models/modelPack.ts'
import { makeFolder } from '../project/makeFolder.ts'
import { isStale } from '../topics/signOff.ts'
import { budgetOf } from './budget.ts'
import type { BuiltBundle } from './buildBundle.ts'
import { gateOf } from './gate.ts'
import type { Gate } from './gate.ts'
import type { SigningKey } from './signing.ts'

export interface PlanInput {
  project: Project
  findings: readonly Finding[]
  built: BuiltBundle
  modelsFolder: string
  key: SigningKey | null
}

export interface Plan {
  target: Target
  project: Project
  bytes: Uint8Array
  sha256: string
  sizeBytes: number
  sections: { name: string; bytes: number }[]
  models: ModelManifest[]
  budget: Budget
  gate: Gate
  isSigned: boolean
}

/** What an export would write, without writing it. Errors: model-missing (a pack that the target needs). */
export async function planExport({ project, findings, built, modelsFolder, key }: PlanInput): Promise<Plan> {
  const { target, sections, sessionBytes } = built
  const bytes = key ? signBundle(built.bytes, key) : built.bytes
  const models = await Promise.all(target.models.map(async (id) => (await openModelPack(modelsFolder, id)).manifest))
  const modelBytes = sum(models.flatMap((model) => model.files.map((file) => file.sizeBytes)))
  const budget = budgetOf(target, { bundleBytes: bytes.length, modelBytes, ramBytes: modelBytes + sessionBytes })
  return {
    target,
    project,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    sections,
    models,
    budget,
    gate: gateOf({ project, findings, budget, isSigned: key !== null, isDevelopmentKey: key?.isDevelopment ?? false }),
    isSigned: key !== null,
  }
}

export interface ExportOptions {
  /** Write although the budget is exceeded. */
  force: boolean
  /** Write only what may be released: every line of the gate must hold. */
  release: boolean
  /** A signature is made elsewhere and comes later: a release may lack it, and nothing else. */
  isSignedLater?: boolean
}

/** Returns the path of the bundle. Errors: over-budget, gate-closed, file-not-writable. Nothing is written where one is thrown. */
export async function exportBundle(plan: Plan, folder: string, options: ExportOptions): Promise<string> {
  const { force, release, isSignedLater = false } = options
  if (!plan.budget.isWithin && !force) throw new AppError('over-budget', { target: plan.target.name })
  const closed = plan.gate.lines.filter((line) => !line.holds && !(isSignedLater && line.code === 'signature'))
  if (release && closed.length > 0)
    throw new AppError('gate-closed', { reasons: closed.map((line) => line.message).join('; ') })
  const name = slug(plan.project.settings.name)
  const bundle = join(folder, `${name}.psb`)
  try {
    await makeFolder(folder)
    await writeFileAtomic(bundle, Buffer.from(plan.bytes))
    await writeFileAtomic(
      join(folder, 'manifest.json'),
      `${JSON.stringify(manifestOf(plan, `${name}.psb`), null, 2)}\n`,
    )
  } catch (error) {
    throw error instanceof Error && 'code' in error ? new AppError('file-not-writable', { file: folder }) : error
  }
  return bundle
}

/** What is in the bundle and where it came from, for people and for scripts. No time and no path: the same project gives the same bytes. */
function manifestOf(plan: Plan, bundle: string): unknown {
  const { settings, manuals } = plan.project
  return {
    tool: `plainspoken ${toolVersion}`,
    product: settings.name,
    language: settings.language,
    target: plan.target.id,
    bundle: { file: bundle, sizeBytes: plan.sizeBytes, sha256: plan.sha256, isSigned: plan.isSigned },
    sections: plan.sections,
    budget: plan.budget,
    gate: plan.gate,
    approvals: approvalsOf(plan.project),
    lettingStand: lettingStandOf(plan.project),
    manuals: manuals.map(({ id, title, fileName, sha256, pageCount }) => ({ id, title, fileName, sha256, pageCount })),
    models: plan.models.map(({ id, name, licence, source, files }) => ({ id, name, licence, source, files })),
  }
}

/** Who signed which words; the hash is that of the topic as it is in this bundle. */
const approvalsOf = ({ topics }: Project): unknown[] =>
  topics
    .filter((topic) => topic.isSpoken && !isStale(topic))
    .flatMap(({ id, signOffs = [] }) =>
      signOffs.map(({ status, by, at, contentHash }) => ({ topic: id, status, by, at, contentHash })),
    )

/** Findings that somebody looked at and let stand, with the reason. */
const lettingStandOf = ({ topics }: Project): unknown[] =>
  topics
    .filter(({ isSpoken }) => isSpoken)
    .flatMap(({ id, suppressions = [] }) =>
      suppressions.map(({ code, subject, reason, by, at }) => ({ topic: id, code, subject, reason, by, at })),
    )

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
