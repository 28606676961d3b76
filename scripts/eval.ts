// npm run eval [-- folder …]: every questions file through import -> export -> device runtime, beside three baselines on the same questions.
// A folder has questions/NAME.csv, and one of them manuals/NAME.pdf (../shared/data where none is given); the sample manual is always asked
// too. Figures go to the terminal and to out/eval/; where no folder is given, to EVALUATION.md too. Example: npm run eval -- ../shared/data ../mine
// Trap: the device path has no shortcut: what is judged are the exported bytes in the C runtime, as a person would meet them. Only the
// background is cut: a sentence that is nearly a question to be refused would flatter the false answers, so it is held out.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Work } from '../shared/domain.ts'
import { topicId } from '../shared/ids.ts'
import { environmentOfCheckout } from '../electron/cli/surroundings.ts'
import { Simulator } from '../electron/worker/device/simulator.ts'
import { importManual } from '../electron/worker/importing/importManual.ts'
import { openPdf } from '../electron/worker/pdf/openPdf.ts'
import { pagesFromPdf } from '../electron/worker/pipeline/pagesFromPdf.ts'
import { ProjectStore } from '../electron/worker/project/projectStore.ts'
import { parseQuestions } from '../electron/worker/testing/questions.ts'
import type { Expectation, Question } from '../electron/worker/testing/questions.ts'
import { runSuite } from '../electron/worker/testing/suite.ts'
import type { AskedDevice, SuiteRow } from '../electron/worker/testing/suite.ts'
import { Workspace } from '../electron/worker/workspace.ts'
import { bm25Baseline, piecesBaseline, topicTextBaseline } from './eval/baselines.ts'
import { recordFigures } from './eval/record.ts'
import { allFigures, htmlReport, textReport } from './eval/report.ts'
import type { System } from './eval/report.ts'
import { holdOut, suitesIn } from './eval/suites.ts'
import type { Suite } from './eval/suites.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const outFolder = join(root, 'out/eval')
const work: Work = { signal: new AbortController().signal, report: () => undefined }
const deviceName = 'the device'
/** Devices that encode questions themselves, by a token table. */
const smallTargets = ['sr110-mcu', 'rp2350-mcu']
const folders = process.argv.slice(2)
const suites = await suitesIn(folders)
const languagesFolder = await mkdtemp(join(tmpdir(), 'plainspoken-languages-'))
await holdOut(suites, languagesFolder)
const systems = new Map<string, System>()
for (const suite of suites) {
  for (const [name, rows] of await evaluate(suite)) {
    const system = systems.get(name) ?? { name, rows: [] }
    system.rows.push(...rows.map((row) => ({ ...row, suite: suite.name })))
    systems.set(name, system)
  }
  console.error(`${suite.name} asked`)
}

await rm(languagesFolder, { recursive: true, force: true })

const figures = allFigures([...systems.values()])
await mkdir(outFolder, { recursive: true })
await writeFile(join(outFolder, 'eval.json'), JSON.stringify({ figures, systems: [...systems.values()] }, null, 2))
await writeFile(join(outFolder, 'eval.html'), htmlReport(figures, systems.get(deviceName) ?? { name: '', rows: [] }))
const table = textReport(figures)
console.log(table)
if (folders.length === 0 && suites.length > 1) recordFigures('npm run eval', table)
console.log(`misses and figures: ${join(outFolder, 'eval.html')}`)

type Evaluated = [system: string, rows: SuiteRow[]][]

async function evaluate(suite: Suite): Promise<Evaluated> {
  const folder = await mkdtemp(join(tmpdir(), 'plainspoken-eval-'))
  const workspace = new Workspace({ ...environmentOfCheckout(), languagesFolder })
  try {
    const settings = { name: suite.name, language: suite.language, target: 'sl2610-linux', ranking: {} }
    const store = await ProjectStore.create(join(folder, 'project'), settings)
    const bytes = new Uint8Array(await readFile(suite.pdf))
    await importManual(store, { bytes: bytes.slice(), fileName: basename(suite.pdf), modelsFolder: 'out/models' }, work)
    await workspace.open(store)
    const { engines } = workspace
    const device = await Simulator.open({ bundle: (await workspace.bundle(work)).bytes, engines })
    const encoder = await engines.encoder('minilm')
    const analyse = await engines.analyse()
    const topics = store.project.topics.filter((topic) => topic.isSpoken && topic.steps.length > 0)
    const pdf = await openPdf(bytes)
    const pages = await pagesFromPdf(pdf, {}, work)
    await pdf.close()
    const asked = parseQuestions(await readFile(suite.questions, 'utf8'), basename(suite.questions))
    const small: [string, AskedDevice, Question[]][] = []
    for (const target of smallTargets) {
      const bundle = (await workspace.bundle(work, { target })).bytes
      small.push([`${deviceName}, ${target}`, await Simulator.open({ bundle, engines }), asked])
    }
    const all: [string, AskedDevice, Question[]][] = [
      [deviceName, device, asked],
      ...small,
      ['BM25 over topics', bm25Baseline(topics, (text) => analyse(text, suite.language)), asked],
      ['MiniLM over page pieces', await piecesBaseline(pages, encoder), byPages(asked, device)],
      ['MiniLM over topic texts', await topicTextBaseline(topics, encoder), asked],
    ]
    const results: Evaluated = []
    for (const [name, system, questions] of all) results.push([name, (await runSuite(questions, system, work)).rows])
    await device.close()
    return results
  } finally {
    await workspace.engines.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Page pieces have no topics: for them the pages of an expected topic are right. */
function byPages(questions: readonly Question[], device: AskedDevice): Question[] {
  const pagesOf = (expectation: Expectation): Expectation[] => {
    if (expectation.kind !== 'topic') return [expectation]
    const sources = device.answerOf(topicId(expectation.id)).flatMap((utterance) => utterance.sources)
    return sources.map(({ page }) => ({ kind: 'pages', first: page, last: page }))
  }
  return questions.map((question) => ({ ...question, expect: question.expect.flatMap(pagesOf) }))
}
