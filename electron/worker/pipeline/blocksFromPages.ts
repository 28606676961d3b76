// Page[] -> PageBlocks[]: what a person reads, in the order in which they read it. Pure.
// Example: a page with a running header, a heading and six steps -> heading + 6 steps; the header is in `dropped`.
// upright page -> items -> lines -> tables out -> furniture out -> figures, boxes and columns in order (passages) -> blocks.
// Trap: a table header repeated at the top of every page looks like a running header; so tables are found first.

import type { Box, Page, PageBlocks } from '../../../shared/domain.ts'
import { withBrokenJoined } from '../blocks/broken.ts'
import { blocksOf } from '../blocks/classify.ts'
import { withoutFurniture } from '../blocks/furniture.ts'
import { headingRules } from '../blocks/headings.ts'
import { linesOf } from '../blocks/lines.ts'
import { withConfidence } from '../ocr/withConfidence.ts'
import { visibleItems } from '../blocks/pageItems.ts'
import { pageOf, passagesOf } from '../blocks/passages.ts'
import type { Passage } from '../blocks/passages.ts'
import { withSigns } from '../blocks/signs.ts'
import { tablesOf } from '../blocks/tables.ts'
import { withTocEntries } from '../blocks/toc.ts'
import { leaning, turnedBack, upright } from '../blocks/turned.ts'
import { tablesContinued } from '../blocks/tableContinuation.ts'

export function blocksFromPages(pages: readonly Page[]): PageBlocks[] {
  const drawn = pages.map((shown) => {
    const { page, back: turnBack } = upright(shown)
    const back = (box: Box): Box => leaning(turnBack(box), shown.tilt ?? 0, shown)
    const { items, dropped } = visibleItems(page)
    const marked = withSigns(items, page.rules)
    const { tables, rest } = tablesOf(page, withTocEntries(linesOf(page.number, marked, page.rules, page.fills)))
    return { page, back, tables, lines: rest, dropped }
  })
  const read = withoutFurniture(drawn).map((known) => ({ ...known, passages: passagesOf(known) }))
  const passages = withBrokenJoined(read.flatMap((known) => known.passages))
  const paragraphs = passages.filter((passage) => passage.kind === 'paragraph')
  const loose = paragraphs.filter(({ frame }) => frame === null)
  const rules = headingRules(
    paragraphs.map(({ paragraph }) => paragraph),
    loose.map(({ paragraph }) => paragraph),
  )
  const tableIds = tablesContinued(passages)
  const passagesByPage = new Map<number, Passage[]>(read.map(({ page }) => [page.number, []]))
  for (const passage of passages) passagesByPage.get(pageOf(passage))?.push(passage)
  return read.map(({ page, back, dropped }) => {
    const own = passagesByPage.get(page.number) ?? []
    const blocks = withConfidence(blocksOf(own, rules, tableIds), page)
    return { ...turnedBack({ page: page.number, isOcr: page.isOcr, blocks, dropped }, back), ...doubts(page) }
  })
}

const doubts = ({ uncertain }: Page): Pick<PageBlocks, 'uncertain'> => (uncertain ? { uncertain } : {})
