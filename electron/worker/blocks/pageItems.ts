// Page -> the items a person sees, repaired, and those left out with the reason.
// Example: a watermark drawn 684 times over itself -> 1 item and 683 × 'duplicate'.
// Trap: the same word twice side by side ("very very") is no duplicate: place and text must both agree.

import type { Page, TextItem } from '../../../shared/domain.ts'
import type { Dropped } from './furniture.ts'
import { middleX, middleY, overlapX, right } from './geometry.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'
import { dingbatText, repairText } from './words.ts'

const samePlacePt = 1.5

export function visibleItems(page: Page): { items: TextItem[]; dropped: Dropped[] } {
  const items: TextItem[] = []
  const dropped: Dropped[] = []
  const seen = new Map<string, TextItem[]>()
  const beside = besideOf(page.items)
  const unseen = new Set(page.items.filter((item) => isWhiteOnWhite(item, beside)))
  for (const drawn of page.items) {
    const text = textOf(drawn, beside)
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
const isSymbolFont = ({ fontName }: TextItem): boolean => /dingbat|wingding|webding|symbolset/i.test(fontName)
const isDingbat = (item: TextItem): boolean => isSymbolFont(item) && /^[\x21-\x7e\u00a1-\u02ff\s]+$/.test(item.text)

type Beside = (item: TextItem) => TextItem[]

/** The items about level with one, found without looking at all others: a page may have a hundred thousand. */
function besideOf(items: readonly TextItem[]): Beside {
  const stripPt = 4
  const strips = new Map<number, TextItem[]>()
  const stripOf = (item: TextItem): number => Math.floor(middleY(item.box) / stripPt)
  for (const item of items) {
    const strip = strips.get(stripOf(item))
    if (strip) strip.push(item)
    else strips.set(stripOf(item), [item])
  }
  return (item) => [-1, 0, 1].flatMap((shift) => (strips.get(stripOf(item) + shift) ?? []).slice(0, mostBeside))
}

const mostBeside = 400

function textOf(drawn: TextItem, beside: Beside): string {
  if (isPictogram(drawn)) return beside(drawn).some((before) => isCarriedOn(before, drawn)) ? inlinePicture : ''
  if (isDingbat(drawn)) return dingbatText(drawn.text)
  const text = isSymbolFont(drawn) ? drawn.text.replace(/[\u0080-\u009f]/g, '') : drawn.text
  return repairText(text).replace(loneSign, '•')
}

/** A phonetic letter that stands alone, "ʑ Wait.": the bullet of a font with a map of its own. */
const loneSign = /(?<!\S)[\u0250-\u02af](?!\S)/gu

/** A maker's own font of keys and lamps: its glyphs come out as letters and marks that say nothing. */
const isPictogram = ({ fontName, text }: TextItem): boolean =>
  /symb(?!ol)|pi[ck]to|pichar|icons?(?![a-z])/i.test(fontName) && text.trim().length <= 3

/** "press", the picture of a key: the sentence would sound whole without it. At the start of a line it only adorns. */
const isCarriedOn = (before: TextItem, picture: TextItem): boolean => {
  const gap = picture.box.x - right(before.box)
  return (
    !isPictogram(before) &&
    gap > -0.3 * picture.fontSizePt &&
    gap < 1.2 * picture.fontSizePt &&
    Math.abs(middleY(before.box) - middleY(picture.box)) < 0.4 * picture.fontSizePt &&
    /[\p{L}\p{N},]\s*$/u.test(before.text)
  )
}

const white = 0xffffff

/** White letters in a line of dark ones of the same font and size, touching them: they fill a column of figures up and do not show. */
function isWhiteOnWhite(one: TextItem, beside: Beside): boolean {
  const isContinued = (other: TextItem): boolean =>
    other.color !== white &&
    other.fontName === one.fontName &&
    Math.abs(other.fontSizePt - one.fontSizePt) < 0.1 &&
    Math.abs(other.box.y - one.box.y) < 0.5 &&
    Math.abs(overlapX(other.box, one.box)) < 0.3 * one.fontSizePt && // overlapping ones are a shadow
    other.text.trim() !== ''
  return one.color === white && beside(one).some(isContinued)
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
