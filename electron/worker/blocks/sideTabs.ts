// Pages -> the same without the tabs of a thumb index, and what was taken out of each. Example: "EN" half-way down the outer edge of 17 pages.
// A tab stands level with some line of the text, and would be read into it: "keep the hose clear of the lid, EN or of the hinge".
// Trap: numbers of steps stand outside of the text as well; a tab has letters, the same on several pages at one height, and nothing else of
// its page reaches as far out.

import type { Box, Page, TextItem } from '../../../shared/domain.ts'
import type { Dropped } from './furniture.ts'
import { bottom, overlapX, right } from './geometry.ts'

const edgeFraction = 0.07 // of the page width
const bandFraction = 0.11 // of the page height; what is outside is a header or a footer
const samePlacePt = 4
const fewestPages = 3
const longestTab = 16

interface Tab {
  page: Page
  item: TextItem
  /** From the nearer side of the page: left and right pages mirror each other. */
  distance: number
}

export function withoutSideTabs(pages: readonly Page[]): { pages: Page[]; tabs: Map<number, Dropped[]> } {
  const outside = pages.flatMap((page) =>
    page.items.filter((item) => isAtSide(item, page)).map((item) => tabOf(page, item)),
  )
  const tabs = new Map<number, Dropped[]>()
  const taken = new Set<TextItem>()
  for (const tab of outside) {
    const same = outside.filter((other) => isSameTab(tab, other))
    if (new Set(same.map(({ page }) => page.number)).size < fewestPages || !isOutermost(tab)) continue
    taken.add(tab.item)
    const { text, box } = tab.item
    tabs.set(tab.page.number, [...(tabs.get(tab.page.number) ?? []), { text: text.trim(), box, reason: 'header' }])
  }
  const bare = (page: Page): Page =>
    tabs.has(page.number) ? { ...page, items: page.items.filter((item) => !taken.has(item)) } : page
  return { pages: pages.map(bare), tabs }
}

function isAtSide({ text, box, angle }: TextItem, { widthPt, heightPt }: Page): boolean {
  const isShort = angle === 0 && text.trim().length <= longestTab && /\p{L}/u.test(text)
  return (
    isShort && isInBand(box, heightPt) && (right(box) < edgeFraction * widthPt || box.x > (1 - edgeFraction) * widthPt)
  )
}

/** Between header and footer. */
const isInBand = (box: Box, heightPt: number): boolean =>
  box.y > bandFraction * heightPt && bottom(box) < (1 - bandFraction) * heightPt

const tabOf = (page: Page, item: TextItem): Tab => ({
  page,
  item,
  distance: Math.min(item.box.x, page.widthPt - right(item.box)),
})

const isSameTab = (a: Tab, b: Tab): boolean =>
  a.item.text.trim() === b.item.text.trim() &&
  Math.abs(a.item.box.y - b.item.box.y) < samePlacePt &&
  Math.abs(a.distance - b.distance) < samePlacePt

const isOutermost = ({ page, item }: Tab): boolean =>
  !page.items.some(
    ({ text, angle, box }) =>
      text.trim() !== item.text.trim() && angle === 0 && isInBand(box, page.heightPt) && overlapX(box, item.box) > 0,
  )
