// build: every bundle of a plan, or of a shard of it.

import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { parseBuildPlan, shardOf } from '../../worker/exporting/builds/buildPlan.ts'
import { runBuilds } from '../../worker/exporting/builds/runBuilds.ts'
import type { BuildReport } from '../../worker/exporting/builds/runBuilds.ts'
import { errorJson } from '../output.ts'
import type { Outcome } from '../output.ts'
import { keyOf } from '../signing.ts'
import { environmentOfCheckout } from '../surroundings.ts'

export interface BuildOptions {
  shard?: string
  voiceCommand?: string
}

/** Met where every build of the shard is there. */
export async function buildCommand(file: string, { shard, voiceCommand }: BuildOptions, work: Work): Promise<Outcome> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('file-not-found', { file })
  })
  const plan = parseBuildPlan(text, { file: basename(file), folder: dirname(resolve(file)) })
  const builds = shard === undefined ? plan.builds : shardOf(plan.builds, shard)
  const reports = await runBuilds(builds, plan, {
    environment: environmentOfCheckout(voiceCommand),
    keyOf: (sign) => keyOf(sign === undefined ? {} : { sign }),
    work,
  })
  const count = (outcome: BuildReport['outcome']): number => reports.filter((one) => one.outcome === outcome).length
  const counts = { built: count('built'), cached: count('cached'), failed: count('failed') }
  return {
    json: { shard: shard ?? '1/1', ...counts, builds: reports.map(jsonOf) },
    text: [
      ...reports.map(lineOf),
      `${counts.built} built, ${counts.cached} out of the cache, ${counts.failed} failed`,
    ].join('\n'),
    isMet: counts.failed === 0,
  }
}

const jsonOf = (report: BuildReport): unknown =>
  report.outcome === 'failed' ? { ...report, error: errorJson(report.error) } : report

const lineOf = (report: BuildReport): string =>
  report.outcome === 'failed'
    ? `failed  ${report.id}: ${errorJson(report.error).message}`
    : `${report.outcome.padEnd(7)} ${report.id}: ${(report.sizeBytes / 1024).toFixed(1)} KB, SHA-256 ${report.sha256}`
