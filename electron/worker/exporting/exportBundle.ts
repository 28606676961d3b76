// Open project + key + folder -> NAME.psb on disk, with the budget and the gate, and all that a firmware engineer needs beside it (exportFiles.ts).
// Example: await exportBundle(plan, '/out', options, tools) -> { bundle: '/out/dishwasher.psb', files: ['dishwasher.psb', 'manifest.json', …] }
// Trap: a bundle that is not for release says so inside its own bytes, so that a device in the field can refuse it.

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Budget } from '../../../shared/budget.ts'
import type { Advice, ImageFormat, Project, Target, TopicSize, Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { signBundle } from '../../../shared/format/bundleBytes.ts'
import type { Engines } from '../engines.ts'
import { writeFilesWhole } from '../files/writeWhole.ts'
import { listModelPacks, openModelPack } from '../models/modelPack.ts'
import type { ModelManifest } from '../models/modelPack.ts'
import { part } from '../pipeline/pipeline.ts'
import { askOwnQuestions } from '../testing/projectSuite.ts'
import type { OwnSuite } from '../testing/projectSuite.ts'
import type { BundleOptions, Workspace } from '../workspace.ts'
import { budgetOf, isLetPass } from './budget.ts'
import type { SectionSize } from './buildBundle.ts'
import { bundleName, exportFiles } from './exportFiles.ts'
import { gateOf } from './gate.ts'
import type { Gate } from './gate.ts'
import type { SigningKey } from './signing.ts'

export interface Plan {
  target: Target
  /** One a language; the first one says whose bundle it is. */
  projects: readonly Project[]
  bytes: Uint8Array
  sha256: string
  sizeBytes: number
  sections: readonly SectionSize[]
  topics: readonly TopicSize[]
  advice: readonly Advice[]
  /** On the board, beside the bundle or inside it. */
  models: ModelManifest[]
  budget: Budget
  suites: readonly OwnSuite[]
  gate: Gate
  isSigned: boolean
  /** Not for release, and says so in its bytes. */
  isDevelopment: boolean
}

export interface PlanOptions extends BundleOptions {
  key: SigningKey | null
  /** Who lets it pass over the budget, and why. */
  override?: string
  /** What the questions got a moment ago, where only the flag for release and the signature differ: they are not asked again. */
  suites?: readonly OwnSuite[]
}

/**
 * What an export would write, without writing it: the bytes, asked the project's own questions. Errors: those of Workspace.bundle,
 * model-missing (a pack that the target needs), questions-file-invalid.
 */
export async function planExport(
  workspace: Workspace,
  { key, override = '', suites: answered, ...options }: PlanOptions,
  work: Work,
): Promise<Plan> {
  const built = await workspace.bundle(part(work, 0, 0.8), options)
  const { target, projects, languages, sections, topics, advice, sessionBytes } = built
  const { engines } = workspace
  const { modelsFolder } = workspace.environment
  const suites = answered ?? (await askOwnQuestions(built.bytes, { languages, engines }, part(work, 0.8, 1)))
  // of the topics that are in the bytes: the project may have been changed since
  const findings = projects.flatMap(({ topics }) => workspace.findings(topics))
  const bytes = key ? signBundle(built.bytes, key) : built.bytes
  const models = await Promise.all(target.models.map(async (id) => (await openModelPack(modelsFolder, id)).manifest))
  const modelBytes = sum(models.flatMap((model) => model.files.map((file) => file.sizeBytes)))
  const { answerMs, speechSeconds } = built
  const ramBytes = modelBytes + sessionBytes
  const measured = budgetOf(target, { bundleBytes: bytes.length, modelBytes, ramBytes, answerMs, speechSeconds })
  const budget = measured.isWithin || override.trim() === '' ? measured : { ...measured, override: override.trim() }
  return {
    target,
    projects,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    sections,
    topics,
    advice,
    models: [...models, ...(await modelsInside(target, projects, modelsFolder))],
    budget,
    suites,
    gate: gateOf({
      projects,
      findings,
      suites,
      budget,
      isSigned: key !== null,
      isDevelopmentKey: key?.isDevelopment ?? false,
    }),
    isSigned: key !== null,
    isDevelopment: built.isDevelopment,
  }
}

export interface ExportOptions {
  /** Write although the budget is exceeded. */
  force: boolean
  /** Write only what may be released: every line of the gate must hold. */
  release: boolean
  /** A signature is made elsewhere and comes later: a release may lack it, and nothing else. */
  isSignedLater?: boolean
  /** Images of the bundle beside it. */
  also?: readonly ImageFormat[]
}

/** What the bundle itself was made with: the table that encodes questions, a voice for the clips of each language. */
async function modelsInside(
  target: Target,
  projects: readonly Project[],
  modelsFolder: string,
): Promise<ModelManifest[]> {
  const table = target.encoder === 'minilm' ? [] : [(await openModelPack(modelsFolder, target.encoder)).manifest]
  const voices = target.speech === 'clips' ? await listModelPacks(modelsFolder, 'text-to-speech') : []
  return [
    ...table,
    ...projects.flatMap(
      ({ settings: { language } }) =>
        voices.find((voice) => voice.languages.includes(language.split('-')[0] ?? language)) ?? [],
    ),
  ]
}

/** What fills the folder: the device to make the self-test, and the sources of the runtime. */
export interface ExportTools {
  engines: Engines
  work: Work
}

export interface Exported {
  bundle: string
  /** By path within the folder. */
  files: string[]
}

/** Errors: over-budget, gate-closed, image-not-for-target, file-not-writable, disk-full. Where one is thrown, the folder is as it was. */
export async function exportBundle(
  plan: Plan,
  folder: string,
  { options, engines, work }: ExportTools & { options: ExportOptions },
): Promise<Exported> {
  const { force, release, isSignedLater = false, also = [] } = options
  if (!isLetPass(plan.budget) && !force) throw new AppError('over-budget', { target: plan.target.name })
  const closed = plan.gate.lines.filter((line) => !line.holds && !(isSignedLater && line.code === 'signature'))
  if (release && closed.length > 0)
    throw new AppError('gate-closed', { reasons: closed.map((line) => line.message).join('; ') })
  const files = await exportFiles(plan, also, { engines, work })
  await writeFilesWhole(folder, files, work.signal)
  return { bundle: join(folder, bundleName(plan.projects)), files: [...files.keys()] }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
