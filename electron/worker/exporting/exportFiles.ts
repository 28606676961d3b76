// Plan -> every file of an export folder, by its path: the bundle, where it came from, how to test it on a board, and the code that plays it.
// Example: (await exportFiles(plan, ['hex'], tools)).keys() -> dishwasher.psb, manifest.json, sbom.cdx.json, size.txt, questions.tsv, dishwasher.hex, sdk/…
// Trap: no time and no path in any of them: the same project gives the same bytes, from the window and from the CLI.

import type { ImageFormat, Project, Work } from '../../../shared/domain.ts'
import { slug } from '../../../shared/ids.ts'
import { toolVersion } from '../../../shared/version.ts'
import type { Engines } from '../engines.ts'
import { isStale } from '../topics/signOff.ts'
import type { Plan } from './exportBundle.ts'
import { languagesOf } from './buildBundle.ts'
import { imageOf } from './images.ts'
import { sbomOf } from './sbom.ts'
import { sdkFiles } from './sdk.ts'
import { sizeTable } from './sizeTable.ts'
import { selfTestOf } from './selfTest.ts'

export const bundleName = ([first]: readonly Project[]): string => `${slug(first?.settings.name ?? '')}.psb`

/** In the order in which they are written: the bundle last, so that a new one never lies beside an old manifest unnoticed. Errors: image-not-for-target. */
export async function exportFiles(
  plan: Plan,
  also: readonly ImageFormat[],
  { engines, work }: { engines: Engines; work: Work },
): Promise<Map<string, Buffer>> {
  const { projects, target } = plan
  const file = bundleName(projects)
  const stem = file.slice(0, -'.psb'.length)
  const images = also.map((format): [string, Buffer] => [`${stem}.${format}`, imageOf(format, plan.bytes, target)])
  work.report(0.9, 'write')
  const sdk = await sdkFiles(engines.environment.firmwareFolder)
  return new Map([
    ...[...sdk].map(([path, bytes]): [string, Buffer] => [`sdk/${path}`, bytes]),
    ...(await selfTests(plan, engines, work.signal)),
    ['size.txt', Buffer.from(sizeTable(plan))],
    ['sbom.cdx.json', json(sbomOf({ ...plan, bundle: { file, sha256: plan.sha256 } }))],
    ...images,
    ['manifest.json', json(manifestOf(plan, file))],
    [file, Buffer.from(plan.bytes)],
  ])
}

/** questions.tsv for the first language, questions.de.tsv for another. */
async function selfTests(
  { bytes, projects }: Plan,
  engines: Engines,
  signal: AbortSignal,
): Promise<[string, Buffer][]> {
  const files: [string, Buffer][] = []
  for (const [language, { topics, settings }] of projects.entries()) {
    const name = language === 0 ? 'questions.tsv' : `questions.${slug(settings.language)}.tsv`
    files.push([name, Buffer.from(await selfTestOf(bytes, { language, topics, engines }, signal))])
  }
  return files
}

/** What is in the bundle and where it came from, for people and for scripts. */
function manifestOf(plan: Plan, file: string): unknown {
  const { projects, target, sections } = plan
  const [first] = projects
  return {
    tool: `plainspoken ${toolVersion}`,
    product: first?.settings.name,
    language: first?.settings.language,
    languages: languagesOf(plan),
    target: target.id,
    bundle: { file, sizeBytes: plan.sizeBytes, sha256: plan.sha256, isSigned: plan.isSigned },
    sections,
    topics: plan.topics,
    advice: plan.advice,
    budget: plan.budget,
    tests: plan.suites,
    gate: plan.gate,
    approvals: projects.flatMap(approvalsOf),
    lettingStand: projects.flatMap(lettingStandOf),
    manuals: projects.flatMap(({ manuals, settings: { language } }) =>
      manuals.map(({ id, title, fileName, sha256, pageCount }) => ({
        id,
        language,
        title,
        fileName,
        sha256,
        pageCount,
      })),
    ),
    models: plan.models.map(({ id, name, licence, source, files }) => ({ id, name, licence, source, files })),
  }
}

/** Who signed which words; the hash is that of the topic as it is in this bundle. */
const approvalsOf = ({ topics, settings: { language } }: Project): unknown[] =>
  topics
    .filter((topic) => topic.isSpoken && !isStale(topic))
    .flatMap(({ id, signOffs = [] }) =>
      signOffs.map(({ status, by, at, contentHash }) => ({ topic: id, language, status, by, at, contentHash })),
    )

/** Findings that somebody looked at and let stand, with the reason. */
const lettingStandOf = ({ topics, settings: { language } }: Project): unknown[] =>
  topics
    .filter(({ isSpoken }) => isSpoken)
    .flatMap(({ id, suppressions = [] }) =>
      suppressions.map(({ code, subject, reason, by, at }) => ({ topic: id, language, code, subject, reason, by, at })),
    )

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
