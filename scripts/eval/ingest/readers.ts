// A PDF -> what each reader makes of it, page by page: Plainspoken's blocks, pdf.js in content-stream order, pdftotext with and without -layout.
// Trap: a plain reader has neither kinds nor furniture; its `blocks` are null, and only order and words can be judged.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import type { Block, PageBlocks } from '../../../shared/domain.ts'

export interface PageReading {
  /** Everything the reader gives to be read, in its order. */
  text: string
  /** What it says is furniture. */
  dropped: string
  blocks: readonly Block[] | null
}
export interface Reader {
  name: string
  /** By page number. */
  pages: ReadonlyMap<number, PageReading>
}

export async function readersOf(file: string): Promise<Reader[]> {
  const document = await openPdf(readFileSync(file))
  try {
    const work = { signal: new AbortController().signal, report: (): void => undefined }
    const blocks = blocksFromPages(await pagesFromPdf(document, {}, work))
    const bare = new Map<number, PageReading>()
    for (let number = 1; number <= document.pageCount; number += 1) {
      const { items } = await (await document.reading.getPage(number)).getTextContent()
      const text = items.map((run) => ('str' in run ? run.str + (run.hasEOL ? '\n' : '') : '')).join('')
      bare.set(number, plain(text))
    }
    return [
      { name: 'Plainspoken', pages: new Map(blocks.map((page) => [page.page, ownReading(page)])) },
      { name: 'pdf.js order', pages: bare },
      { name: 'pdftotext', pages: pdftotextPages(file, []) },
      { name: 'pdftotext -layout', pages: pdftotextPages(file, ['-layout']) },
    ]
  } finally {
    await document.close()
  }
}

const plain = (text: string): PageReading => ({ text, dropped: '', blocks: null })

export function pdftotextPages(file: string, options: readonly string[]): Map<number, PageReading> {
  const output = execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8' })
  return new Map(output.split('\f').map((text, index) => [index + 1, plain(text)]))
}

/** A table's header is said once, before its rows; a merged cell stands in each of its rows. */
function ownReading({ blocks, dropped }: PageBlocks): PageReading {
  const tables = new Set<string>()
  const text = blocks.map((block) => {
    if (block.kind !== 'table-row') return block.kind === 'step' ? `${block.marker} ${block.text}` : block.text
    const header = tables.has(block.table) ? [] : block.header
    tables.add(block.table)
    return [...header, ...block.cells.map((cell) => cell.text)].join('\n')
  })
  return { text: text.join('\n'), dropped: dropped.map((part) => part.text).join('\n'), blocks }
}
