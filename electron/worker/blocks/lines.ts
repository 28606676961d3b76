// TextItem[] -> Line[]: runs on one baseline joined while they stand close. Example: "1." + "Switch off" -> one line "1. Switch off".
// A line never crosses a gap that could be a gutter, a vertical rule or the side of a panel; columns are found over these lines later.
// Trap: superscripts sit on another baseline and in another size, and still belong to the line they overlap.

import type { Box, Rule, TextItem } from '../../../shared/domain.ts'
import { bottom, overlap, right, union } from './geometry.ts'
import { letterAndFigureCount } from './letterCount.ts'
import { markerOf } from './markers.ts'
import { oneSpaced } from './words.ts'

export interface Line {
  page: number
  text: string
  box: Box
  baseline: number
  sizePt: number
  /** More than half of its letters are. */
  isBold: boolean
  isItalic: boolean
  color: number
  fontName: string
  items: TextItem[] // left to right
}

export const baselineOf = ({ box }: Pick<TextItem, 'box'>): number => box.y + box.height * 0.8

const joinGapEm = 0.55
const markerGapEm = 4
const bareMarkerGapEm = 1.8
/** The symbol of a key leaves this much white in a sentence; no column begins with ", and then". */
const symbolGapEm = 2.5
const opensNothing = /^[,.;:!?)]\s*(?:\p{Ll}|$)/u

export function linesOf(
  page: number,
  items: readonly TextItem[],
  rules: readonly Rule[],
  fills: readonly Box[] = [],
): Line[] {
  const walls = [...rules.filter((rule) => rule.kind === 'vertical').map(({ box }) => box), ...sidesOf(fills)]
  const lines: Line[] = []
  for (const row of rowsOf(items)) {
    let open: TextItem[] = []
    for (const item of row) {
      const last = open.at(-1)
      if (last && !isJoined(open, item, walls)) {
        lines.push(lineOf(page, open))
        open = []
      }
      open.push(item)
    }
    if (open.length > 0) lines.push(lineOf(page, open))
  }
  return lines
}

/** Items grouped by baseline, each group from left to right. A small raised or lowered item joins the row it overlaps most. */
function rowsOf(items: readonly TextItem[]): TextItem[][] {
  const sorted = [...items].sort((a, b) => baselineOf(a) - baselineOf(b) || a.box.x - b.box.x)
  const rows: Row[] = []
  for (const item of sorted) {
    const baseline = baselineOf(item)
    const row = rows.findLast((candidate, index) => {
      if (index < rows.length - 40) return false
      if (Math.abs(candidate.baseline - baseline) <= 0.2 * Math.min(candidate.sizePt, item.fontSizePt)) return true
      return isBesideLarger(candidate, { items: [item], baseline, sizePt: item.fontSizePt })
    })
    if (!row) rows.push({ items: [item], baseline, sizePt: item.fontSizePt })
    else {
      row.items.push(item)
      if (item.fontSizePt > row.sizePt) Object.assign(row, { baseline, sizePt: item.fontSizePt })
    }
  }
  return withRaised(rows).map((row) => row.items.sort((a, b) => a.box.x - b.box.x))
}

interface Row {
  items: TextItem[]
  baseline: number
  sizePt: number
}

/** Raised or lowered small print: its middle is inside the larger text, and it touches a neighbour sideways. */
function isBesideLarger(a: Row, b: Row): boolean {
  const [smaller, larger] = [Math.min(a.sizePt, b.sizePt), Math.max(a.sizePt, b.sizePt)]
  if (smaller > 0.8 * larger || Math.abs(a.baseline - b.baseline) > 0.5 * larger) return false
  return a.items.some((one) =>
    b.items.some((other) => {
      const gap = -overlap(other.box.x, right(other.box), one.box.x, right(one.box))
      return gap < (isMark(other) || isMark(one) ? markerGapEm : 0.3) * larger
    }),
  )
}

/** A raised figure comes before the text it belongs to, which may have begun a row further left: "Minimum … 0.5 N/cm" and its "2". */
function withRaised(rows: readonly Row[]): Row[] {
  const joined = new Set<Row>()
  for (const [at, row] of rows.entries()) {
    if (row.items.length !== 1 || !/^\d$/.test(row.items[0]?.text.trim() ?? '')) continue
    const base = rows.slice(at + 1, at + 4).find((other) => other.sizePt > row.sizePt && isBesideLarger(other, row))
    if (!base) continue
    base.items.push(...row.items)
    joined.add(row)
  }
  return rows.filter((row) => !joined.has(row))
}

/** A bullet, often set small and so on a baseline of its own. */
const isMark = ({ text }: TextItem): boolean => /^[•●○▪■◆]$/.test(text.trim())

/** Text may stand far from its marker alone; a bare number may as well be a page number before the next column. */
function gapAfter(text: string): number {
  const marker = markerOf(text)
  if (!marker || marker.rest !== '') return joinGapEm // "• Close the door" is whole: what stands beside it is another column
  return marker.kind === 'step' && marker.isBare ? bareMarkerGapEm : markerGapEm
}

/** Left and right sides of panels; a mark behind a few words is too small to be one. */
const sidesOf = (fills: readonly Box[]): Box[] =>
  fills
    .filter(({ width, height }) => width > 60 && height > 30)
    .flatMap((fill) => [fill.x, right(fill)].map((x) => ({ ...fill, x, width: 0 })))

function isJoined(open: readonly TextItem[], next: TextItem, walls: readonly Box[]): boolean {
  const last = open.at(-1)
  if (!last) return true
  const gap = next.box.x - right(last.box)
  const em = Math.max(last.fontSizePt, next.fontSizePt)
  const most = opensNothing.test(next.text) ? symbolGapEm : open.length === 1 ? gapAfter(last.text.trim()) : joinGapEm
  if (gap > most * em) return false
  const from = right(last.box) - 0.3 * em
  const to = next.box.x + 0.3 * em
  return !walls.some(
    (wall) => wall.x >= from && right(wall) <= to && wall.y < baselineOf(next) && bottom(wall) > next.box.y,
  )
}

export function lineOf(page: number, items: readonly TextItem[]): Line {
  const sorted = [...items].sort((a, b) => a.box.x - b.box.x)
  const main = largestOf(sorted)
  const all = letters(sorted)
  return {
    page,
    text: textOf(sorted),
    box: union(sorted.map((item) => item.box)),
    baseline: baselineOf(main),
    sizePt: main.fontSizePt,
    isBold: letters(sorted.filter((item) => item.isBold)) * 2 > all,
    isItalic: letters(sorted.filter((item) => item.isItalic)) * 2 > all,
    color: main.color ?? 0,
    fontName: main.fontName,
    items: sorted,
  }
}

const letters = (items: readonly TextItem[]): number =>
  items.reduce((sum, item) => sum + letterAndFigureCount(item.text), 0)

/** The item that speaks for the line: most letters, not the bullet in front. */
function largestOf(items: readonly TextItem[]): TextItem {
  const [first, ...rest] = items
  if (!first) throw new TypeError('a line has at least one item')
  return rest.reduce((best, item) => (letters([item]) > letters([best]) ? item : best), first)
}

function textOf(items: readonly TextItem[]): string {
  let text = ''
  let end: TextItem | null = null
  for (const [at, item] of items.entries()) {
    const gap = end ? item.box.x - right(end.box) : 0
    const isPower = end !== null && isRaised(end, item) && /(?:^|[\s\d(/])(?:[kdcm]?m|ft|in)$/.test(text)
    const own = isPower ? (powers.get(item.text.trim()) ?? item.text) : item.text
    // Text printed over other text, by a download site over a footer, is no part of its words.
    const isOver = end !== null && gap < -end.fontSizePt && end.fontName !== item.fontName
    const isApart = end !== null && (isOver || gap > 0.15 * Math.min(end.fontSizePt, item.fontSizePt))
    text += isApart || (end !== null && opensFraction(end, item, items[at + 1])) ? ` ${own}` : own
    end = item
  }
  return oneSpaced(text.replace(mixedNumber, '$1 $2'))
}

/** "8" and a small "1/2", whole or in pieces: eight and a half, not eighty-one halves. */
const opensFraction = (whole: TextItem, item: TextItem, next: TextItem | undefined): boolean =>
  item.fontSizePt < 0.8 * whole.fontSizePt &&
  /\d$/.test(whole.text) &&
  (/^\d[/⁄]\d/.test(item.text) || (/^\d$/.test(item.text) && /^[/⁄]/.test(next?.text ?? '')))

/** The slash of fractions (U+2044) stands in nothing else, and numerators over such small figures have one figure. */
const mixedNumber = /(\d)(\d⁄[234568](?!\d))/g

/** "200 cm" and a small raised "2": without its height it would read as 200 cm 2. */
const powers = new Map([
  ['2', '²'],
  ['3', '³'],
])
const isRaised = (before: TextItem, item: TextItem): boolean =>
  item.fontSizePt < 0.8 * before.fontSizePt && baselineOf(before) - baselineOf(item) > 0.15 * before.fontSizePt

/** Lines that turned out to stand side by side in one column, as one. */
export const mergeLines = (lines: readonly Line[]): Line => {
  const [first] = lines
  return first && lines.length === 1
    ? first
    : lineOf(
        first?.page ?? 0,
        lines.flatMap((line) => line.items),
      )
}
