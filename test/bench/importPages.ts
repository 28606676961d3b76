// PDFs -> processor time of our import, from the open document to topics, against bare pdf.js getTextContent of the same file, as a ratio.
// Run: npx tsx test/bench/importPages.ts manual.pdf [more.pdf …]. Goal of issue 3: ratio at most 2.
// Bare is pdf.js as it comes, with its own fake worker. `npm run bench -- importPages` takes the sample and ../shared/data/manuals.
// Trap: a third of the processor time of a young process is V8 compiling, on threads of its own, and the side with more code pays it for
// longer; so both run until they are compiled, then in turn, and the median of each counts. (In a process that imports one manual pdf.js is
// most of what is compiled, for both alike: there the ratio is lower.)

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { manualId } from '../../shared/ids.ts'
import { openPdf } from '../../electron/worker/pdf/openPdf.ts'
import { loadPdfJs, packageFolders } from '../../electron/worker/pdf/pdfjs.ts'
import { blocksFromPages } from '../../electron/worker/pipeline/blocksFromPages.ts'
import { blocksInLanguage } from '../../electron/worker/pipeline/blocksInLanguage.ts'
import { languagesOfBlocks } from '../../electron/worker/pipeline/languagesOfBlocks.ts'
import { pagesFromPdf } from '../../electron/worker/pipeline/pagesFromPdf.ts'
import { topicsFromBlocks } from '../../electron/worker/pipeline/topicsFromBlocks.ts'
import { sharedData } from '../sharedData.ts'
import { cpuMs, median } from './measure.ts'

/** Of the first file, whose rounds compile what all share, and of each other one. */
const [firstWarmUps, warmUps, rounds] = [6, 1, 5]

/** Taken before our side of pdf.js puts its own in this place. */
const systemStream = globalThis.DecompressionStream
const work = { signal: new AbortController().signal, report: (): void => undefined }

async function bare(bytes: Uint8Array): Promise<number> {
  const { getDocument } = await loadPdfJs()
  const ourStream = globalThis.DecompressionStream
  globalThis.DecompressionStream = systemStream
  const document = await getDocument({ data: new Uint8Array(bytes), ...packageFolders(), verbosity: 0 }).promise
  const start = cpuMs()
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    await page.getTextContent()
    page.cleanup()
  }
  const durationMs = cpuMs() - start
  await document.destroy()
  globalThis.DecompressionStream = ourStream
  return durationMs
}

const parts = ['pages', 'blocks', 'topics'] as const
type Spent = Record<(typeof parts)[number], number>

async function ours(bytes: Uint8Array): Promise<Spent> {
  const document = await openPdf(bytes)
  const start = cpuMs()
  const pages = await pagesFromPdf(document, {}, work)
  const read = cpuMs()
  const blocks = blocksFromPages(pages)
  const laidOut = cpuMs()
  const told = languagesOfBlocks(blocks)
  const language = told.languages[0]?.language
  if (language !== undefined)
    topicsFromBlocks(blocksInLanguage(told, language), { manual: manualId('bench'), language })
  const end = cpuMs()
  await document.close()
  return { pages: read - start, blocks: laidOut - read, topics: end - laidOut }
}

const manuals = join(sharedData, 'manuals')
const given = process.argv.slice(2)
const files = [
  ...given,
  ...(given.length > 0 ? [] : [join(import.meta.dirname, '../../assets/sample/manual.pdf')]),
  ...(given.length > 0 || !existsSync(manuals) ? [] : readdirSync(manuals).map((name) => join(manuals, name))),
]
for (const [at, file] of files.filter((name) => name.endsWith('.pdf')).entries()) {
  const bytes = readFileSync(file)
  const unseen = at === 0 ? firstWarmUps : warmUps
  const taken: { bareMs: number; oursMs: Spent }[] = []
  for (let round = 0; round < unseen + rounds; round += 1) {
    taken.push({ bareMs: await bare(bytes), oursMs: await ours(bytes) })
  }
  const counted = taken.slice(unseen)
  const bareMs = median(counted.map((one) => one.bareMs))
  const oursMs = parts.map((part) => ({ part, ms: median(counted.map((one) => one.oursMs[part])) }))
  const ratio = oursMs.reduce((sum, { ms }) => sum + ms, 0) / bareMs
  const shown = [{ part: 'bare', ms: bareMs }, ...oursMs].map(
    ({ part, ms }) => `${part} ${ms.toFixed(0).padStart(5)} ms`,
  )
  console.log(`${basename(file).padEnd(30)} ${shown.join('  ')}  ratio ${ratio.toFixed(2)}`)
}
