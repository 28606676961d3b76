// Traps of real manuals (shared/notes/manual-traps.md), each rebuilt small as a PDF: what a person reads there, in order, as its kind.
// "# " heading, "1. " step, "* " bullet, "! word: " hazard, "| " row with ¶ between the parts of a cell, "[" in a panel, "~ " left out.
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { hazardTraps } from '../../fixtures/traps/hazards.ts'
import { orderTraps } from '../../fixtures/traps/order.ts'
import { Sheet } from '../../fixtures/traps/sheet.ts'
import type { Trap } from '../../fixtures/traps/sheet.ts'
import { tableTraps } from '../../fixtures/traps/tables.ts'
import { textTraps } from '../../fixtures/traps/text.ts'
import { pictureTraps } from './pictureTraps.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

async function readingOf({ draw, page }: Trap): Promise<PageBlocks[]> {
  const bytes = await makePdf((pdf) => draw(new Sheet(pdf)), { size: [600, 800], margin: 0, ...page })
  const document = await openPdf(bytes)
  try {
    return blocksFromPages(await pagesFromPdf(document, {}, quietWork))
  } finally {
    await document.close()
  }
}

const saidIn = (pages: readonly PageBlocks[]): string[] => [
  ...pages.flatMap(({ blocks }) => blocks.filter((block) => !block.text.startsWith('This is ordinary text')).map(said)),
  ...pages.flatMap(({ dropped }) => [...new Set(dropped.map(({ text }) => `~ ${text}`))]),
]

function said(block: Block): string {
  const panel = block.panel !== undefined && block.kind !== 'hazard' ? '[' : ''
  switch (block.kind) {
    case 'heading':
      return `${panel}${'#'.repeat(block.level)} ${block.text}`
    case 'step':
      return `${panel}${block.ordinal}. ${block.text}`
    case 'bullet':
      return `${panel}* ${block.text}`
    case 'hazard':
      return `! ${block.signalWord}: ${block.message}`
    case 'table-row':
      return `| ${block.cells
        .filter((cell) => cell.text !== '')
        .map((cell) => cell.parts.join(' ¶ '))
        .join(' | ')}`
    case 'caption':
      return `${panel}(${block.text})`
    case 'toc-entry':
    case 'paragraph':
      return panel + block.text
  }
}

describe('reads', () => {
  it.each([...orderTraps, ...tableTraps, ...textTraps, ...hazardTraps, ...pictureTraps])('$name', async (trap) => {
    expect(saidIn(await readingOf(trap))).toEqual(trap.reads)
  })
})
