// npx tsx scripts/eval/calibrate.ts [--target ID] [folder …]: which λ and lexical weight rank best, and what answering more costs in false answers.
// Weights are chosen on all manuals but one and judged on that one, so that no manual chooses for itself.
// Trap: scores of different weights have different sizes: a threshold is a share of answerable questions answered, never one number for all.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RankingSettings, Work } from '../../shared/domain.ts'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { Simulator } from '../../electron/worker/device/simulator.ts'
import { targetById } from '../../electron/worker/exporting/targets.ts'
import { importManual } from '../../electron/worker/importing/importManual.ts'
import { rankingByEncoder } from '../../electron/worker/pipeline/indexFromEmbeddings.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { falseAnswersAt, mean } from '../../electron/worker/testing/metrics.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'
import { runSuite } from '../../electron/worker/testing/suite.ts'
import type { SuiteRow } from '../../electron/worker/testing/suite.ts'
import { Workspace } from '../../electron/worker/workspace.ts'
import { holdOut, suitesIn } from './suites.ts'
import type { Suite } from './suites.ts'

interface Weights {
  background: number
  lexical: number
}

const { values: options, positionals: folders } = parseArgs({
  options: { target: { type: 'string', default: 'sl2610-linux' } },
  allowPositionals: true,
})
const { target } = options
const work: Work = { signal: new AbortController().signal, report: () => undefined }
const grid: Weights[] = [0.25, 0.5, 0.75].flatMap((background) =>
  [0.15, 0.25, 0.35].map((lexical) => ({ background, lexical })),
)

const rowsBySuite = new Map<string, SuiteRow[][]>()
const suites = await suitesIn(folders)
const languagesFolder = await mkdtemp(join(tmpdir(), 'plainspoken-languages-'))
await holdOut(suites, languagesFolder)
for (const suite of suites) {
  rowsBySuite.set(suite.name, await rowsByWeights(suite))
  console.error(`${suite.name} asked with ${String(grid.length)} pairs of weights`)
}
await rm(languagesFolder, { recursive: true, force: true })
printGrid()
printHeldOut()
await printCurve()

/** One list of rows for each pair of weights; the vectors are embedded once and come from the project's cache after that. */
async function rowsByWeights({ pdf, questions, language }: Suite): Promise<SuiteRow[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'plainspoken-calibrate-'))
  const workspace = new Workspace({ ...environmentOfCheckout(), languagesFolder })
  try {
    const settings = { name: 'calibrate', language, target, ranking: {} }
    const store = await ProjectStore.create(join(folder, 'project'), settings)
    await importManual(
      store,
      { bytes: new Uint8Array(await readFile(pdf)), fileName: basename(pdf), modelsFolder: 'out/models' },
      work,
    )
    await workspace.open(store)
    const asked = parseQuestions(await readFile(questions, 'utf8'), basename(questions))
    const all: SuiteRow[][] = []
    for (const weights of grid) {
      const ranking = rankingOf(weights)
      await workspace.change({ code: 'change-settings', details: {} }, (project) => ({
        ...project,
        settings: { ...project.settings, ranking },
      }))
      const { bytes } = await workspace.bundle(work)
      const device = await Simulator.open({ bundle: bytes, engines: workspace.engines })
      all.push((await runSuite(asked, device, work)).rows)
      await device.close()
    }
    return all
  } finally {
    await workspace.close()
    await workspace.engines.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function rankingOf({ background, lexical }: Weights): Partial<RankingSettings> {
  return { backgroundWeightQ15: Math.round(background * 32768), lexicalWeightQ15: Math.round(lexical * 32768) }
}

function figures(rows: readonly SuiteRow[]): { top1: number; top3: number; far: number; near: number } {
  const answerable = rows.filter((row) => !row.mustRefuse)
  const { falseAnswers } = falseAnswersAt(rows, 0.9)
  return {
    top1: mean(answerable.map(({ rank }) => Number(rank === 1))),
    top3: mean(answerable.map(({ rank }) => Number(rank >= 1 && rank <= 3))),
    far: falseAnswers((row) => row.notes === 'refuse-far'),
    near: falseAnswers((row) => row.notes === 'refuse-near'),
  }
}

/** What is chosen by: right answers, less what is wrongly answered where 90 % are answered. */
function worth(rows: readonly SuiteRow[]): number {
  const { top1, top3, far, near } = figures(rows)
  return top1 + top3 - far - near / 2
}

function rowsOf(at: number, isCounted: (suite: string) => boolean): SuiteRow[] {
  return [...rowsBySuite].flatMap(([suite, all]) => (isCounted(suite) ? (all[at] ?? []) : []))
}

function line(label: string, rows: readonly SuiteRow[]): string {
  const { top1, top3, far, near } = figures(rows)
  return `${label.padEnd(40)} ${[top1, top3, far, near].map((value) => value.toFixed(2)).join('   ')}`
}

function labelOf(at: number): string {
  const weights = grid[at]
  return weights ? `λ ${String(weights.background)}, lexical ${String(weights.lexical)}` : ''
}

function printGrid(): void {
  console.log('all manuals'.padEnd(40), 'top-1  top-3  far    near (false answers with 90 % answered)')
  for (const at of grid.keys())
    console.log(
      line(
        labelOf(at),
        rowsOf(at, () => true),
      ),
    )
}

function bestAt(isCounted: (suite: string) => boolean): number {
  const worths = [...grid.keys()].map((at) => worth(rowsOf(at, isCounted)))
  return worths.indexOf(Math.max(...worths))
}

function printHeldOut(): void {
  console.log('\nchosen on the others, judged on')
  for (const name of rowsBySuite.keys()) {
    const at = bestAt((suite) => suite !== name)
    console.log(
      line(
        `${name}: ${labelOf(at)}`,
        rowsOf(at, (suite) => suite === name),
      ),
    )
  }
}

/** False answers against answered, by the default weights. */
async function printCurve(): Promise<void> {
  const { encoder } = await targetById(environmentOfCheckout().targetsFolder, target)
  const { backgroundWeightQ15, lexicalWeightQ15 } = rankingByEncoder[encoder]
  const at = grid.findIndex((weights) => {
    const ranking = rankingOf(weights)
    return ranking.backgroundWeightQ15 === backgroundWeightQ15 && ranking.lexicalWeightQ15 === lexicalWeightQ15
  })
  if (at < 0) throw new Error('the default weights are not in the grid')
  console.log(`\nanswered  threshold  far   near   (${labelOf(at)}, the default)`)
  for (const answered of [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1]) {
    const { threshold, falseAnswers } = falseAnswersAt(
      rowsOf(at, () => true),
      answered,
    )
    const far = falseAnswers((row) => row.notes === 'refuse-far')
    const near = falseAnswers((row) => row.notes === 'refuse-near')
    console.log(`${answered.toFixed(2)}      ${threshold.toFixed(3)}      ${far.toFixed(2)}  ${near.toFixed(2)}`)
  }
}
