// Plan -> every file of an export folder, by its path: the bundle, where it came from, how to test it on a board, and the code that plays it.
// Example: (await exportFiles(plan, ['hex'], tools)).keys() -> dishwasher.psb, manifest.json, sbom.cdx.json, size.txt, questions.tsv, dishwasher.hex, sdk/…
// Trap: no time and no path in any of them: the same project gives the same bytes, from the window and from the CLI.

import type { ImageFormat, Project, Work } from '../../../shared/domain.ts'
import { slug } from '../../../shared/ids.ts'
import { toolVersion } from '../../../shared/version.ts'
import type { Engines } from '../engines.ts'
import { isStale } from '../topics/signOff.ts'
import type { Plan } from './exportBundle.ts'
import { imageOf } from './images.ts'
import { sbomOf } from './sbom.ts'
import { sdkFiles } from './sdk.ts'
import { selfTestOf } from './selfTest.ts'

export const bundleName = ({ settings }: Project): string => `${slug(settings.name)}.psb`

/** In the order in which they are written: the bundle last, so that a new one never lies beside an old manifest unnoticed. Errors: image-not-for-target. */
export async function exportFiles(
  plan: Plan,
  also: readonly ImageFormat[],
  { engines, work }: { engines: Engines; work: Work },
): Promise<Map<string, Buffer>> {
  const { project, target } = plan
  const file = bundleName(project)
  const stem = file.slice(0, -'.psb'.length)
  const images = also.map((format): [string, Buffer] => [`${stem}.${format}`, imageOf(format, plan.bytes, target)])
  work.report(0.9, 'write')
  const selfTest = await selfTestOf(plan.bytes, { topics: project.topics, engines }, work.signal)
  const sdk = await sdkFiles(engines.environment.firmwareFolder)
  const { settings, manuals } = project
  const bundle = { file, sha256: plan.sha256 }
  return new Map([
    ...[...sdk].map(([path, bytes]): [string, Buffer] => [`sdk/${path}`, bytes]),
    ['questions.tsv', Buffer.from(selfTest)],
    ['size.txt', Buffer.from(sizeTable(plan))],
    ['sbom.cdx.json', json(sbomOf({ product: settings.name, bundle, target, models: plan.models, manuals }))],
    ...images,
    ['manifest.json', json(manifestOf(plan, file))],
    [file, Buffer.from(plan.bytes)],
  ])
}

/** What is in the bundle and where it came from, for people and for scripts. */
function manifestOf(plan: Plan, file: string): unknown {
  const { settings, manuals } = plan.project
  return {
    tool: `plainspoken ${toolVersion}`,
    product: settings.name,
    language: settings.language,
    target: plan.target.id,
    bundle: { file, sizeBytes: plan.sizeBytes, sha256: plan.sha256, isSigned: plan.isSigned },
    sections: plan.sections,
    budget: plan.budget,
    gate: plan.gate,
    approvals: approvalsOf(plan.project),
    lettingStand: lettingStandOf(plan.project),
    manuals: manuals.map(({ id, title, fileName, sha256, pageCount }) => ({ id, title, fileName, sha256, pageCount })),
    models: plan.models.map(({ id, name, licence, source, files }) => ({ id, name, licence, source, files })),
  }
}

/** For people; manifest.json has the same figures for scripts. */
function sizeTable({ target, sizeBytes, sections, budget }: Plan): string {
  const width = Math.max(...sections.map(({ name }) => name.length), 'in all'.length)
  const row = (name: string, bytes: number): string => {
    const share = ((100 * bytes) / sizeBytes).toFixed(1)
    return `${name.padEnd(width)} ${String(bytes).padStart(12)} ${share.padStart(6)} %`
  }
  const largest = [...sections].sort((a, b) => b.bytes - a.bytes)
  return [
    `${target.name} (${target.id}), bytes`,
    '',
    ...largest.map(({ name, bytes }) => row(name, bytes)),
    row('in all', sizeBytes),
    '',
    ...budget.lines.map(({ name, usedBytes, limitBytes }) => `${name}: ${usedBytes} of ${limitBytes}`),
    '',
  ].join('\n')
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

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
