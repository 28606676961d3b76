// Page[] -> PageBlocks[]: what a person reads, in the order in which they read it. Pure.
// Example: a page with a running header, a heading and six steps -> heading + 6 steps; the header is in `dropped`.
// items -> lines -> without furniture -> tables, boxes and columns in order (passages) -> blocks.

import type { Page, PageBlocks } from '../../../shared/domain.ts'
import { blocksOf } from '../blocks/classify.ts'
import { withoutFurniture } from '../blocks/furniture.ts'
import { headingRules } from '../blocks/headings.ts'
import { linesOf } from '../blocks/lines.ts'
import { visibleItems } from '../blocks/pageItems.ts'
import { passagesOf } from '../blocks/passages.ts'
import { tablesContinued } from '../blocks/tableContinuation.ts'

export function blocksFromPages(pages: readonly Page[]): PageBlocks[] {
  const drawn = pages.map((page) => {
    const { items, dropped } = visibleItems(page)
    return { page, lines: linesOf(page.number, items, page.rules), dropped }
  })
  const read = withoutFurniture(drawn).map((known) => ({ ...known, passages: passagesOf(known.page, known.lines) }))
  const passages = read.flatMap((known) => known.passages)
  const rules = headingRules(passages.flatMap((passage) => (passage.kind === 'paragraph' ? [passage.paragraph] : [])))
  const tableIds = tablesContinued(passages)
  return read.map((known) => ({
    page: known.page.number,
    isOcr: known.page.isOcr,
    blocks: blocksOf(known.passages, rules, tableIds),
    dropped: known.dropped,
  }))
}
