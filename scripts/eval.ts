// npm run eval: every questions file through import -> export -> device runtime, the way a device answers, beside three baselines.
// Prints top-1, top-3, MRR, answered, false answers (far and near) and clarifications with 95 % intervals; writes out/eval/report.{json,html}.
// Example: npm run eval -- refrigerator-a      Trap: this measures; it must never be tuned to these questions.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Work } from '../shared/domain.ts'
import { Simulator } from '../electron/worker/device/simulator.ts'
import { importManual } from '../electron/worker/importing/importManual.ts'
import { manualBlocks } from '../electron/worker/importing/manualBlocks.ts'
import { ProjectStore } from '../electron/worker/project/projectStore.ts'
import { parseQuestions } from '../electron/worker/testing/questions.ts'
import type { Question } from '../electron/worker/testing/questions.ts'
import { runSuite } from '../electron/worker/testing/suite.ts'
import type { SuiteRow } from '../electron/worker/testing/suite.ts'
import { Workspace } from '../electron/worker/workspace.ts'
import { environmentOfCheckout } from '../electron/cli/surroundings.ts'
import { bm25Baseline, encoderBaseline, passagesFromPages, passagesFromTopics } from './eval/baselines.ts'
import type { BaselineTotals } from './eval/baselines.ts'
import { bootstrap } from './eval/bootstrap.ts'
import type { Interval } from './eval/bootstrap.ts'
import { evaluatedManuals } from './eval/manuals.ts'
import type { EvaluatedManual } from './eval/manuals.ts'
import { htmlReport } from './eval/html.ts'

export interface ManualResult {
  name: string
  topics: number
  rows: SuiteRow[]
  baselines: Record<'bm25' | 'pieces' | 'topics', BaselineTotals>
}

const work: Work = { signal: new AbortController().signal, report: () => undefined }
const wanted = process.argv.slice(2)
const workspace = new Workspace(environmentOfCheckout())
const folder = await mkdtemp(join(tmpdir(), 'plainspoken-eval-'))
const results: ManualResult[] = []
try {
  for (const manual of evaluatedManuals()) {
    if (wanted.length > 0 && !wanted.includes(manual.name)) continue
    results.push(await evaluate(manual))
  }
} finally {
  await workspace.engines.close()
  await rm(folder, { recursive: true, force: true })
}
await mkdir('out/eval', { recursive: true })
await writeFile('out/eval/report.json', `${JSON.stringify(results, null, 1)}\n`)
await writeFile('out/eval/report.html', htmlReport(results))
print(results)

async function evaluate(manual: EvaluatedManual): Promise<ManualResult> {
  const settings = { name: manual.name, language: 'en', target: 'sl2610-linux', ranking: {} }
  const store = await ProjectStore.create(join(folder, manual.name), settings)
  const bytes = new Uint8Array(await readFile(manual.pdf))
  await importManual(store, { bytes, fileName: basename(manual.pdf) }, work)
  await workspace.open(store)
  const questions = parseQuestions(await readFile(manual.questions, 'utf8'), basename(manual.questions))
  const device = await Simulator.open({ bundle: (await workspace.bundle(work)).bytes, engines: workspace.engines })
  const { rows } = await runSuite(questions, device, work)
  const baselines = await baselinesOf(store, questions)
  await device.close()
  return { name: manual.name, topics: store.project.topics.length, rows, baselines }
}

async function baselinesOf(store: ProjectStore, questions: readonly Question[]): Promise<ManualResult['baselines']> {
  const encoder = await workspace.engines.encoder('minilm')
  const analyse = await workspace.engines.analyse()
  const imported = store.project.manuals[0]
  const pages = imported ? await manualBlocks(store, imported, work) : []
  const pageTexts = pages.map(({ page, blocks }) => ({ page, text: blocks.map(({ text }) => text).join('\n') }))
  const topics = passagesFromTopics(store.project.topics)
  return {
    bm25: bm25Baseline(questions, topics, (text) => analyse(text, 'en')),
    pieces: await encoderBaseline(questions, passagesFromPages(pageTexts), encoder),
    topics: await encoderBaseline(questions, topics, encoder),
  }
}

function print(results: readonly ManualResult[]): void {
  const all = results.flatMap(({ rows }) => rows)
  console.log(
    '\nmanual            topics   top-1               top-3               MRR    answered            clarified  false far  false near',
  )
  for (const { name, topics, rows } of results) console.log(line(name, topics, rows))
  if (results.length > 1)
    console.log(
      line(
        'all',
        results.reduce((sum, { topics }) => sum + topics, 0),
        all,
      ),
    )
  console.log('\nbaselines (top-1 / top-3)    BM25            MiniLM, 1000-char pieces    MiniLM, topic text    ours')
  for (const { name, rows, baselines } of results) {
    const own = answerable(rows)
    const ours = {
      top1: share(own, (row) => row.rank === 1),
      top3: share(own, (row) => row.rank >= 1 && row.rank <= 3),
    }
    console.log(
      name.padEnd(26),
      ...[baselines.bm25, baselines.pieces, baselines.topics, ours].map(({ top1, top3 }) =>
        `${percent(top1)} / ${percent(top3)}`.padEnd(20),
      ),
    )
  }
  console.log(
    '\nby kind (top-1)  ',
    [...new Set(all.map(({ notes }) => notes))]
      .filter((kind) => !kind.startsWith('refuse'))
      .map(
        (kind) =>
          `${kind} ${percent(
            share(
              all.filter((row) => row.notes === kind),
              (row) => row.rank === 1,
            ),
          )}`,
      )
      .join('   '),
  )
  console.log('\nout/eval/report.html lists the misses')
}

function line(name: string, topics: number, rows: readonly SuiteRow[]): string {
  const own = answerable(rows)
  const interval = (test: (row: SuiteRow) => boolean): string => text(bootstrap(own.map(test)))
  const falseShare = (kind: string): string =>
    percent(
      share(
        rows.filter((row) => row.mustRefuse && row.notes === kind),
        (row) => !row.isPassed,
      ),
    )
  const mrr = own.reduce((sum, { rank }) => sum + (rank > 0 ? 1 / rank : 0), 0) / Math.max(1, own.length)
  return [
    name.padEnd(17),
    String(topics).padEnd(8),
    interval((row) => row.rank === 1).padEnd(19),
    interval((row) => row.rank >= 1 && row.rank <= 3).padEnd(19),
    mrr.toFixed(2).padEnd(6),
    interval((row) => row.kind !== 'refusal').padEnd(19),
    percent(share(own, (row) => row.kind === 'clarification')).padEnd(10),
    falseShare('refuse-far').padEnd(10),
    falseShare('refuse-near'),
  ].join(' ')
}

function answerable(rows: readonly SuiteRow[]): SuiteRow[] {
  return rows.filter((row) => !row.mustRefuse)
}
function share(rows: readonly SuiteRow[], test: (row: SuiteRow) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(test).length / rows.length
}
function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`
}
function text({ share: value, low, high }: Interval): string {
  return `${percent(value)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`
}
