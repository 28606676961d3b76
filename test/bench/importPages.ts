// PDFs -> processor time of pagesFromPdf + blocksFromPages against bare pdf.js getTextContent of the same file, as a ratio.
// Run: npx tsx test/bench/importPages.ts manual.pdf [more.pdf …]. Goal of issue 3: ratio at most 2.
// Trap: the first run pays for compiling pdf.js; each side runs three times in turn and its best time counts.

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { openPdf } from '../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../electron/worker/pipeline/pagesFromPdf.ts'

/** Processor time, so that other work on the machine does not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const work = { signal: new AbortController().signal, report: (): void => undefined }

async function timed(
  bytes: Uint8Array,
  run: (document: Awaited<ReturnType<typeof openPdf>>) => Promise<void>,
): Promise<number> {
  const document = await openPdf(bytes)
  const start = cpuMs()
  await run(document)
  const durationMs = cpuMs() - start
  await document.close()
  return durationMs
}

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file)
  const best = { bareMs: Infinity, pagesMs: Infinity, blocksMs: Infinity }
  for (let round = 0; round < 3; round += 1) {
    const bareMs = await timed(bytes, async ({ reading }) => {
      for (let number = 1; number <= reading.numPages; number += 1) {
        const page = await reading.getPage(number)
        await page.getTextContent()
        page.cleanup()
      }
    })
    let blocksMs = 0
    const allMs = await timed(bytes, async (document) => {
      const pages = await pagesFromPdf(document, {}, work)
      const start = cpuMs()
      blocksFromPages(pages)
      blocksMs = cpuMs() - start
    })
    best.bareMs = Math.min(best.bareMs, bareMs)
    best.pagesMs = Math.min(best.pagesMs, allMs - blocksMs)
    best.blocksMs = Math.min(best.blocksMs, blocksMs)
  }
  const ratio = (best.pagesMs + best.blocksMs) / best.bareMs
  const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(8)
  console.log(
    `${basename(file).padEnd(30)} bare ${ms(best.bareMs)}  pages ${ms(best.pagesMs)}  blocks ${ms(best.blocksMs)}  ratio ${ratio.toFixed(2)}`,
  )
}
