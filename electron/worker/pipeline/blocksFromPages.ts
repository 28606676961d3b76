// Page[] -> PageBlocks[]: what a person reads, in the order in which they read it. Pure.
// Example: a page with a running header, a heading and six steps -> heading + 6 steps; the header is in `dropped`.
// items -> lines -> without furniture -> columns in order -> paragraphs -> blocks.

import type { Block, Page, PageBlocks } from '../../../shared/domain.ts'
import { withoutFurniture } from '../blocks/furniture.ts'
import { blocksOf } from '../blocks/classify.ts'
import { headingRules } from '../blocks/headings.ts'
import { linesOf } from '../blocks/lines.ts'
import { visibleItems } from '../blocks/pageItems.ts'
import { paragraphsOf } from '../blocks/paragraphs.ts'
import { columnsInOrder } from '../blocks/readingOrder.ts'

export function blocksFromPages(pages: readonly Page[]): PageBlocks[] {
  const drawn = pages.map((page) => {
    const { items, dropped } = visibleItems(page)
    const { number, widthPt, heightPt, rules } = page
    return { page: number, widthPt, heightPt, lines: linesOf(number, items, rules), dropped }
  })
  const read = withoutFurniture(drawn).map((page) => ({
    ...page,
    paragraphs: columnsInOrder(page.lines).flatMap(paragraphsOf),
  }))
  const rules = headingRules(read.flatMap((page) => page.paragraphs))
  return read.map(({ page, paragraphs, dropped }, index) => {
    const blocks: Block[] = blocksOf(paragraphs, rules)
    return { page, isOcr: pages[index]?.isOcr ?? false, blocks, dropped }
  })
}
