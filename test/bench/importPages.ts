// PDFs -> processor time of pagesFromPdf + blocksFromPages against bare pdf.js getTextContent of the same file, as a ratio.
// Run: npx tsx test/bench/importPages.ts manual.pdf [more.pdf …]. Goal of issue 3: ratio at most 2.
// Bare is pdf.js as it comes, with its own fake worker. `npm run bench -- importPages` takes the sample and ../shared/data/manuals.
// Trap: the first run pays for compiling pdf.js; each side runs three times in turn and its best time counts.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openPdf } from '../../electron/worker/pdf/openPdf.ts'
import { loadPdfJs, packageFolders } from '../../electron/worker/pdf/pdfjs.ts'
import { blocksFromPages } from '../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../electron/worker/pipeline/pagesFromPdf.ts'
import { sharedData } from '../sharedData.ts'
import { cpuMs } from './measure.ts'

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

/** Processor time of pages and of blocks. */
async function whole(bytes: Uint8Array): Promise<{ pagesMs: number; blocksMs: number }> {
  const document = await openPdf(bytes)
  const start = cpuMs()
  const pages = await pagesFromPdf(document, {}, work)
  const between = cpuMs()
  blocksFromPages(pages)
  const end = cpuMs()
  await document.close()
  return { pagesMs: between - start, blocksMs: end - between }
}

const manuals = join(sharedData, 'manuals')
const given = process.argv.slice(2)
const files = [
  ...given,
  ...(given.length > 0 ? [] : [join(import.meta.dirname, '../../assets/sample/manual.pdf')]),
  ...(given.length > 0 || !existsSync(manuals) ? [] : readdirSync(manuals).map((name) => join(manuals, name))),
]
for (const file of files.filter((name) => name.endsWith('.pdf'))) {
  const bytes = readFileSync(file)
  const best = { bareMs: Infinity, pagesMs: Infinity, blocksMs: Infinity }
  for (let round = 0; round < 3; round += 1) {
    best.bareMs = Math.min(best.bareMs, await bare(bytes))
    const { pagesMs, blocksMs } = await whole(bytes)
    best.pagesMs = Math.min(best.pagesMs, pagesMs)
    best.blocksMs = Math.min(best.blocksMs, blocksMs)
  }
  const ratio = (best.pagesMs + best.blocksMs) / best.bareMs
  const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(8)
  console.log(
    `${basename(file).padEnd(30)} bare ${ms(best.bareMs)}  pages ${ms(best.pagesMs)}  blocks ${ms(best.blocksMs)}  ratio ${ratio.toFixed(2)}`,
  )
}
