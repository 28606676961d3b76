// A PDF -> its blocks in reading order, printed for looking at: npx tsx scripts/printBlocks.ts manual.pdf [page] [--dropped]
import { readFileSync } from 'node:fs'
import { openPdf } from '../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../electron/worker/pipeline/pagesFromPdf.ts'
import type { Block } from '../shared/domain.ts'

const [file, only] = process.argv.slice(2)
if (!file) throw new Error('usage: npx tsx scripts/printBlocks.ts manual.pdf [page] [--dropped]')
const document = await openPdf(readFileSync(file), {})
const work = { signal: new AbortController().signal, report: () => undefined }
const pages = await pagesFromPdf(document, {}, work)
await document.close()

for (const page of blocksFromPages(pages)) {
  if (only && /^\d+$/.test(only) && page.page !== Number(only)) continue
  console.log(`\n===== page ${page.page}`)
  for (const block of page.blocks) console.log(lineFor(block))
  if (process.argv.includes('--dropped')) {
    for (const { text, reason } of page.dropped) console.log(`  ~ ${reason}: ${text.slice(0, 90)}`)
  }
}

function lineFor(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`
    case 'step':
      return `  [${block.marker}=${block.ordinal}] ${block.text}`
    case 'bullet':
      return `  ${'  '.repeat(block.level - 1)}* ${block.text}`
    case 'hazard':
      return `  !! ${block.signalWord.toUpperCase()}: ${block.message}`
    case 'table-row':
      return `  ${block.table} | ${block.cells.map((cell) => cell.parts.join(' ¶ ')).join(' | ')}   {${block.header.join(' | ')}}`
    case 'toc-entry':
      return `  …${'  '.repeat(block.level)}${block.text} → ${block.target ?? '?'}`
    case 'caption':
      return `  (caption) ${block.text}`
    case 'paragraph':
      return `  ${block.text}`
  }
}
