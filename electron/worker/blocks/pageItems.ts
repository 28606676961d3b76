// Page -> the items a person sees, repaired, and those left out with the reason.
// Example: a watermark drawn 684 times over itself -> 1 item and 683 × 'duplicate'.
// Trap: the same word twice side by side ("very very") is no duplicate: place and text must both agree.

import type { Page, TextItem } from '../../../shared/domain.ts'
import type { Dropped } from './furniture.ts'
import { middleX, middleY, overlapX } from './geometry.ts'
import { dingbatText, repairText } from './words.ts'

const samePlacePt = 1.5

export function visibleItems(page: Page): { items: TextItem[]; dropped: Dropped[] } {
  const items: TextItem[] = []
  const dropped: Dropped[] = []
  const seen = new Map<string, TextItem[]>()
  const unseen = whiteOnWhite(page)
  for (const drawn of page.items) {
    const text = isDingbat(drawn) ? dingbatText(drawn.text) : repairText(drawn.text)
    if (text.trim() === '') continue
    const item = text === drawn.text ? drawn : { ...drawn, text }
    const reason = isOutside(page, item)
      ? 'outside-page'
      : unseen.has(drawn)
        ? 'invisible'
        : isDuplicate(seen, item)
          ? 'duplicate'
          : item.angle !== 0
            ? 'vertical'
            : null
    if (reason) dropped.push({ text: text.trim(), box: item.box, reason })
    else items.push(item)
  }
  return { items, dropped }
}

/** Fonts of symbols whose glyphs come out as letters: a square bullet as "n", a tick as "4". */
const isDingbat = ({ fontName, text }: TextItem): boolean =>
  /dingbat|wingding|webding|symbolset/i.test(fontName) && /^[\x21-\x7e\u00a1-\u00ff\s]+$/.test(text)

const white = 0xffffff

/** White letters in a line of dark ones of the same font and size, touching them: they fill a column of figures up and do not show. */
function whiteOnWhite({ items }: Page): Set<TextItem> {
  const pale = items.filter(({ color }) => color === white)
  const goesOn = (one: TextItem, other: TextItem): boolean =>
    other.color !== white &&
    other.fontName === one.fontName &&
    Math.abs(other.fontSizePt - one.fontSizePt) < 0.1 &&
    Math.abs(other.box.y - one.box.y) < 0.5 &&
    Math.abs(overlapX(other.box, one.box)) < 0.3 * one.fontSizePt && // overlapping ones are a shadow
    other.text.trim() !== ''
  return new Set(pale.filter((one) => items.some((other) => goesOn(one, other))))
}

function isOutside(page: Page, { box }: TextItem): boolean {
  const x = middleX(box)
  const y = middleY(box)
  return x < 0 || y < 0 || x > page.widthPt || y > page.heightPt
}

function isDuplicate(seen: Map<string, TextItem[]>, item: TextItem): boolean {
  const key = item.text.trim()
  const known = seen.get(key)
  if (!known) {
    seen.set(key, [item])
    return false
  }
  const isSame = known.some(
    ({ box }) => Math.abs(box.x - item.box.x) < samePlacePt && Math.abs(box.y - item.box.y) < samePlacePt,
  )
  if (!isSame) known.push(item)
  return isSame
}
