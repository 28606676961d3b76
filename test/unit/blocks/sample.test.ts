// The sample manual against the text it is set from: every block, its kind and the order of reading.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import type { SampleBlock } from '../../../scripts/sample/blocks.ts'
import { care } from '../../../scripts/sample/manual/care.ts'
import { safety } from '../../../scripts/sample/manual/safety.ts'
import { start } from '../../../scripts/sample/manual/start.ts'
import { use } from '../../../scripts/sample/manual/use.ts'
import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { quietWork } from '../pdf/makePdf.ts'

let pages: PageBlocks[] = []
beforeAll(async () => {
  const document = await openPdf(readFileSync(new URL('../../../assets/sample/manual.pdf', import.meta.url)))
  pages = blocksFromPages(await pagesFromPdf(document, {}, quietWork))
  await document.close()
})

/** Words only: where a line was broken does not count. */
const plain = (text: string): string =>
  text
    .replace(/[~\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function written(block: SampleBlock): string[] {
  switch (block.kind) {
    case 'chapter':
      return [`# ${block.title}`]
    case 'heading':
      return [`## ${block.title}`]
    case 'text':
      return [block.text]
    case 'bullets':
      return block.bullets.map((bullet) => `* ${bullet}`)
    case 'hazard':
      return [`!! ${block.signal.toLowerCase()} ${block.text}`]
    case 'steps':
      return block.steps.flatMap((step, index) =>
        typeof step === 'string' ? [`${index + 1}. ${step}`] : [`${index + 1}. ${step.text}`, ...step.parts],
      )
    case 'table':
      return block.rows.map(
        (row, index) => `| ${row.map((cell, column) => cell || above(block.rows, index, column)).join(' | ')}`,
      )
    case 'figure':
      return [`(${block.caption})`]
  }
}
const above = (rows: readonly (readonly string[])[], index: number, column: number): string =>
  rows.slice(0, index).findLast((row) => row[column] !== '')?.[column] ?? ''

function read(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${block.text.replace(/^\d+ /, '')}`]
    case 'paragraph':
      return [block.text]
    case 'bullet':
      return [`* ${block.text}`]
    case 'hazard':
      return [`!! ${block.signalWord} ${block.message}`]
    case 'step':
      return [`${block.marker} ${block.text}`]
    case 'table-row':
      return [`| ${block.cells.map((cell) => cell.text).join(' | ')}`]
    case 'caption':
      return block.text.startsWith('Fig.') ? [`(${block.text})`] : [] // labels in drawings
    case 'toc-entry':
      return []
  }
}

describe('the sample manual', () => {
  it('reads every heading, text, step, bullet, hazard, row and caption in the order it was written', () => {
    const expected = [...safety, ...start, ...use, ...care].flatMap(written).map(plain)
    const body = pages.filter((page) => page.page > 3).flatMap((page) => page.blocks)
    expect(body.flatMap(read).map(plain)).toEqual(expected)
  })

  it('keeps the header of a table on every page of it', () => {
    const rows = pages.flatMap((page) => page.blocks).flatMap((block) => (block.kind === 'table-row' ? [block] : []))
    const troubles = rows.filter((row) => row.header[0] === 'Problem')
    expect({
      pages: new Set(troubles.map((row) => row.page)).size,
      tables: new Set(troubles.map((row) => row.table)).size,
    }).toEqual({
      pages: 2,
      tables: 1,
    })
  })

  it('reads the contents with levels and pages, and drops nothing but furniture', () => {
    const entries = pages.flatMap((page) => page.blocks).filter((block) => block.kind === 'toc-entry')
    expect(entries.slice(0, 2)).toMatchObject([
      { text: '1 Safety', level: 1 },
      { text: 'How warnings are marked', level: 2 },
    ])
    const dropped = new Set(pages.flatMap((page) => page.dropped.map(({ text }) => text.replace(/\d+/, '#'))))
    expect(dropped).toEqual(new Set(['Lumen D#', 'User manual', '#']))
  })
})
