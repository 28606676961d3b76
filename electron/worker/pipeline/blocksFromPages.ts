// Page[] -> PageBlocks[]: what a person reads, in the order in which they read it. Pure.
// Example: a page with a running header, a heading and six steps -> heading + 6 steps; the header is in `dropped`.
// upright page -> items -> lines -> tables out -> furniture out -> figures, boxes and columns in order (passages) -> blocks.
// Trap: a table header repeated at the top of every page looks like a running header; so tables are found first.

import type { Box, Page, PageBlocks } from '../../../shared/domain.ts'
import { withBrokenJoined } from '../blocks/broken.ts'
import { enlarged } from '../blocks/enlarged.ts'
import { blocksOf } from '../blocks/classify.ts'
import { withoutFurniture } from '../blocks/furniture.ts'
import { headingRules } from '../blocks/headings.ts'
import { linesOf } from '../blocks/lines.ts'
import { withConfidence } from '../ocr/withConfidence.ts'
import { visibleItems } from '../blocks/pageItems.ts'
import { pageOf, passagesOf } from '../blocks/passages.ts'
import type { Passage } from '../blocks/passages.ts'
import { withoutSideTabs } from '../blocks/sideTabs.ts'
import { withSigns } from '../blocks/signs.ts'
import { withNumbersLevel } from '../blocks/tallNumbers.ts'
import { withStepsOverPages } from '../blocks/stepsOverPages.ts'
import { tablesOf } from '../blocks/tables.ts'
import { withTocEntries } from '../blocks/toc.ts'
import { withSeenWeights } from '../blocks/weights.ts'
import { leaning, turnedBack, upright } from '../blocks/turned.ts'
import { atOnce } from '../steps.ts'
import type { Steps } from '../steps.ts'
import { tablesContinued } from '../blocks/tableContinuation.ts'

export const blocksFromPages = (pages: readonly Page[]): PageBlocks[] => atOnce(blockSteps(pages))

/** The same in steps of a page, for manuals that take seconds. */
export function* blockSteps(pages: readonly Page[]): Steps<PageBlocks[]> {
  const drawn: Drawn[] = []
  const { pages: bare, tabs } = withoutSideTabs(pages)
  for (const [at, page] of withSeenWeights(bare).entries()) {
    yield (0.5 * at) / pages.length
    drawn.push(drawnOf(page))
  }
  const read: (Drawn & { passages: Passage[] })[] = []
  for (const [at, known] of withoutFurniture(drawn).entries()) {
    yield 0.5 + (0.3 * at) / pages.length
    read.push({ ...known, passages: passagesOf(known) })
  }
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
  const blocks: PageBlocks[] = []
  for (const [at, { page, back, dropped }] of read.entries()) {
    yield 0.8 + (0.2 * at) / pages.length
    const own = withConfidence(blocksOf(passagesByPage.get(page.number) ?? [], rules, tableIds), page)
    const turned = turnedBack({ page: page.number, isOcr: page.isOcr, blocks: own, dropped }, back)
    blocks.push({ ...turned, dropped: [...turned.dropped, ...(tabs.get(page.number) ?? [])], ...doubts(page) })
  }
  return withStepsOverPages(blocks)
}

type Drawn = ReturnType<typeof drawnOf>

function drawnOf(shown: Page) {
  const { page: large, back: shrink } = enlarged(shown)
  const { page, back: turnBack } = upright(large)
  const back = (box: Box): Box => shrink(leaning(turnBack(box), large.tilt ?? 0, large))
  const { items, dropped } = visibleItems(page)
  const marked = withSigns(withNumbersLevel(items), page.rules)
  const { tables, rest, outlines, drawings } = tablesOf(
    page,
    withTocEntries(linesOf(page.number, marked, page.rules, page.fills)),
  )
  return { page, back, tables, lines: rest, outlines, drawings, dropped }
}

function doubts({ uncertain, drawnLines }: Page): Pick<PageBlocks, 'uncertain' | 'drawnLines'> {
  const read = drawnLines?.filter(({ isRead }) => isRead === true).length ?? 0
  const unread = drawnLines?.filter(({ isRead, isShort }) => isRead === false && !isShort).length ?? 0
  return {
    ...(uncertain && { uncertain }),
    ...(read + unread > 0 && { drawnLines: { read, unread } }),
  }
}
