// Pieces of one page (lines, tables, boxes) -> the order in which a person reads them, as a tree of columns.
// Example: title, two columns, footnote -> [title] [left column] [right column] [footnote].
// Method: cut the region at its tallest gutter; what is above it comes first, then left, right, and what is below; repeat inside.
// Trap: where the left side is sparse and each of its groups starts level with a group on the right (label and text, symptom and
// remedy), the region is read row by row; column by column would give all problems first, then all remedies.

import { tallestGutter } from './columns.ts'
import type { Gutter } from './columns.ts'
import { bottom, median, middleX, middleY, overlapY, union } from './geometry.ts'
import { markerOf } from './markers.ts'
import { stripOf } from './strips.ts'
import type { Strip } from './strips.ts'
import type { Box } from '../../../shared/domain.ts'

export interface Piece {
  box: Box
  /** Font size of a line; 0 for a table or a box. */
  sizePt: number
  /** Labels and figures: they go where their middle is and do not hold columns apart. */
  isLight: boolean
  isHeading: boolean
  /** Words of a line, '' for a table or a box. */
  text: string
}

const deepest = 12

/** Columns of pieces in reading order: within one column no piece stands beside another, except on one line. */
export function columnsInOrder<P extends Piece>(
  pieces: readonly P[],
  depth = 0,
  strips: readonly number[] = [], // where the columns of a strip above or below begin
): P[][] {
  const sorted = [...pieces].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
  const solid = sorted.filter((piece) => !piece.isLight)
  const emPt = median(solid.filter((piece) => piece.sizePt > 0).map((piece) => piece.sizePt)) || 9
  const deeper = (part: readonly P[]): P[][] => columnsInOrder(part, depth + 1, strips)
  const strip = depth < deepest ? stripOf(solid, emPt, strips) : null
  if (strip) {
    const { above, below } = roundStrip(strip, solid, sorted)
    const known = [...strips, ...strip.columns.map((column) => Math.min(...column.map(({ box }) => box.x)))]
    const around = (part: readonly P[]): P[][] => columnsInOrder(part, depth + 1, known)
    return [...around(above), ...strip.columns, ...around(below)]
  }
  const gutter = depth < deepest ? tallestGutter(solid, emPt) : null
  if (!gutter) return sorted.length === 0 ? [] : [sorted]
  const parts = cutAt(withoutLegend(withoutTail(gutter, solid), solid), solid, sorted)
  const titled = titledBelow(parts)
  if (titled) return [...deeper([...parts.above, ...titled.before]), ...deeper([...titled.after, ...parts.below])]
  const rows = rowsBeside(parts.left, parts.rest, emPt) ?? [{ left: parts.left, rest: parts.rest }]
  return [
    ...deeper(parts.above),
    ...rows.flatMap((row) => [...deeper(row.left), ...deeper(row.rest)]),
    ...deeper(parts.below),
  ]
}

/** What stands over a strip and under it; light pieces by their middle, as no label is part of a strip. */
function roundStrip<P extends Piece>(
  { columns, from, to }: Strip<P>,
  solid: readonly P[],
  all: readonly P[],
): Record<'above' | 'below', P[]> {
  const middle = middleY(union(columns.flat().map(({ box }) => box)))
  const rank = new Map(solid.map((piece, index) => [piece, index]))
  const placeOf = (piece: P): number => rank.get(piece) ?? (middleY(piece.box) < middle ? -1 : to)
  return { above: all.filter((piece) => placeOf(piece) < from), below: all.filter((piece) => placeOf(piece) >= to) }
}

/** A heading under the left column, below the end of the right one and above something that spans both, belongs to the latter. */
function withoutTail(gutter: Gutter, solid: readonly Piece[]): Gutter {
  if (gutter.to >= solid.length) return gutter
  const beside = solid.slice(gutter.from, gutter.to)
  const rest = beside.filter((piece) => piece.box.x >= gutter.x1 - 1)
  const end = Math.max(...rest.map((piece) => bottom(piece.box)))
  const tail = beside.findIndex((piece) => piece.box.y >= end && piece.isHeading)
  const isHeadingOnly = tail > 0 && beside.slice(tail).every((piece) => piece.isHeading || piece.sizePt === 0)
  return isHeadingOnly ? { ...gutter, to: gutter.from + tail } : withoutLoose(gutter, solid)
}

/** A list from 1 on to the right of a drawing, above all text of the left side: the drawing's legend, read before what stands below. */
function withoutLegend(gutter: Gutter, solid: readonly Piece[]): Gutter {
  const beside = solid.slice(gutter.from, gutter.to)
  const isLeft = ({ box }: Piece): boolean => box.x < gutter.x1 - 1
  const start = beside.findIndex((piece) => !isLeft(piece))
  const end = beside.findIndex((piece, at) => at > start && isLeft(piece))
  const [first, next] = [beside[start], beside[end]]
  // Nothing but the page's title may stand over it.
  if (!first || !next || start > 1 || end - start < 3 || ordinalOf(first) !== 1) return gutter
  const isApart = next.box.y - bottom(union(beside.slice(start, end).map(({ box }) => box))) > 3 * first.sizePt
  return isApart ? { ...gutter, from: gutter.from + end } : gutter
}

/**
 * Lines below the columns with more white above than below belong to what spans the page under them: a title in its middle, a short
 * first step. They stand on one side of the gutter alone only because they are short.
 */
function withoutLoose(gutter: Gutter, solid: readonly Piece[]): Gutter {
  let { to } = gutter
  const isLeft = ({ box }: Piece): boolean => box.x < gutter.x1 - 1
  for (let at = to - 1; at > gutter.from + 1; at -= 1) {
    const [piece, next] = [solid[at], solid[to]]
    if (!piece || !next) break
    const above = Math.max(...solid.slice(gutter.from, at).map(({ box }) => bottom(box)))
    const hasLevel = solid.slice(gutter.from, to).some((other) => other !== piece && overlapY(other.box, piece.box) > 0)
    if (hasLevel) break
    const [before, after] = [piece.box.y - above, next.box.y - bottom(piece.box)]
    if (before > Math.max(0.9 * piece.sizePt, 1.8 * after)) to = at
    else if (after > 1.2 * piece.sizePt) break
  }
  const kept = solid.slice(gutter.from, to)
  return kept.some(isLeft) && !kept.every(isLeft) ? { ...gutter, to } : gutter
}

/** Solid pieces by their place among the gutter's; light ones by their middle. */
function cutAt<P extends Piece>(
  gutter: Gutter,
  solid: readonly P[],
  all: readonly P[],
): Record<'above' | 'left' | 'rest' | 'below', P[]> {
  const parts: Record<'above' | 'left' | 'rest' | 'below', P[]> = { above: [], left: [], rest: [], below: [] }
  const beside = union(solid.slice(gutter.from, gutter.to).map((piece) => piece.box))
  const rank = new Map(solid.map((piece, index) => [piece, index]))
  for (const piece of all) {
    const index = rank.get(piece)
    const isAbove = index === undefined ? middleY(piece.box) < beside.y : index < gutter.from
    const isBelow = index === undefined ? middleY(piece.box) > bottom(beside) : index >= gutter.to
    const isLeft = (index === undefined ? middleX(piece.box) : piece.box.x) < gutter.x1 - 1
    parts[isAbove ? 'above' : isBelow ? 'below' : isLeft ? 'left' : 'rest'].push(piece)
  }
  return parts
}

/**
 * Left a drawing and, far below it, a title with its text; right a list from 1 on: this says what is done with what the drawing shows, and
 * is read first, under the title above both.
 */
function titledBelow<P extends Piece>({
  left,
  rest,
}: Record<'left' | 'rest', P[]>): Record<'before' | 'after', P[]> | null {
  const isSolid = ({ isLight }: Piece): boolean => !isLight
  const begin = top(rest.filter(isSolid))
  const above = left.filter(({ box }) => bottom(box) < begin)
  const after = left.filter((piece) => !above.includes(piece))
  const [title] = after.filter(isSolid).sort((a, b) => a.box.y - b.box.y)
  const first = rest.filter(isSolid).find(({ box }) => box.y === begin)
  if (!title?.isHeading || ordinalOf(first) !== 1) return null
  const isFar = title.box.y - begin > 0.4 * (Math.max(...rest.map(({ box }) => bottom(box))) - begin)
  return isFar ? { before: [...above, ...rest], after } : null
}

interface RowBeside<P> {
  left: P[]
  rest: P[]
}

/** Rows of label and text, or null where both sides are columns that run on by themselves. */
export function rowsBeside<P extends Piece>(
  left: readonly P[],
  rest: readonly P[],
  emPt: number,
): RowBeside<P>[] | null {
  const counted = countedRows(left, rest, emPt) ?? labelledRows(left, rest)
  if (counted) return counted
  const leftGroups = groupsOf(left, emPt)
  const restGroups = groupsOf(rest, emPt)
  if (leftGroups.length < 2 || restGroups.length < 2) return null
  const tops = restGroups.map((group) => top(group))
  const level = leftGroups.filter((group) => tops.some((y) => Math.abs(y - top(group)) < 0.6 * emPt))
  if (level.length < leftGroups.length) return null
  if (countsAcross(leftGroups, restGroups, emPt)) return rowsFrom(leftGroups, rest, emPt)
  const isSparse = heightOf(left) < 0.7 * heightOf(rest)
  return isSparse ? rowsFrom(leftGroups, rest, emPt) : null
}

/** Numbers that count 1, 2, 3 down the left, a picture beside each and its text to the right: each number with the text nearest to it. */
function countedRows<P extends Piece>(left: readonly P[], rest: readonly P[], emPt: number): RowBeside<P>[] | null {
  const ordered = [...left].sort((a, b) => a.box.y - b.box.y)
  const numbers = ordered.filter(({ text }) => /^\d{1,2}$/.test(text))
  const ordinals = numbers.map(({ text }) => Number(text))
  const isCounting = ordinals.every((ordinal, at) => ordinal === 1 || ordinal === (ordinals[at - 1] ?? 0) + 1)
  if (numbers.length < 2 || !isCounting) return null
  const [begin, end] = [top(rest), Math.max(...rest.map(({ box }) => bottom(box)))]
  const above = ordered.filter(({ box }) => bottom(box) < begin) // the last line of a paragraph over both sides
  const below = ordered.filter(({ box }) => box.y > end)
  const titles = ordered.filter((piece) => ![numbers, above, below].some((others) => others.includes(piece)))
  if (!titles.every(({ isHeading }) => isHeading) || numbers.some((number) => above.includes(number))) return null
  const rows = numbers.map((number, at) => {
    const before = numbers[at - 1]
    const own = titles.filter(({ box }) => box.y < number.box.y && box.y > (before?.box.y ?? -Infinity))
    const from = own[0]?.box.y ?? (before ? (middleY(before.box) + middleY(number.box)) / 2 : -Infinity)
    return { from, left: [...own, number], rest: new Array<P>() }
  })
  for (const group of groupsOf(rest, emPt))
    rows.findLast(({ from }) => middleY(union(group.map(({ box }) => box))) >= from)?.rest.push(...group)
  const isFilled = rows.every((row) => row.rest.length > 0)
  return isFilled ? [{ left: above, rest: [] }, ...rows, { left: below, rest: [] }] : null
}

/** "Lamp is on:   ready", "Lamp flashes:   call the service": each label and what stands beside it make one line. */
function labelledRows<P extends Piece>(left: readonly P[], rest: readonly P[]): RowBeside<P>[] | null {
  const labels = [...left].sort((a, b) => a.box.y - b.box.y)
  const isLevel = (label: P, piece: P): boolean => overlapY(label.box, piece.box) > 0.5 * label.box.height
  const areLabels = labels.every((label) => /:$/.test(label.text) && rest.some((piece) => isLevel(label, piece)))
  if (labels.length < 3 || !areLabels || rest.some(({ text }) => text === '' || /:$/.test(text))) return null
  const rows = labels.map((label) => ({ left: [label], rest: new Array<P>() }))
  for (const piece of rest)
    rows.findLast(({ left: [label] }) => label && label.box.y < bottom(piece.box))?.left.push(piece)
  return rows
}

/** "1. On/Off   2. Function" over "3. Time   4. Display": the next number stands to the right. */
function countsAcross(leftGroups: readonly Piece[][], restGroups: readonly Piece[][], emPt: number): boolean {
  const pairs = leftGroups.flatMap((group) => {
    const own = ordinalOf(group[0])
    const level = restGroups.find((other) => Math.abs(top(other) - top(group)) < 0.6 * emPt)
    return own === null || !level ? [] : [ordinalOf(level[0]) === own + 1]
  })
  return pairs.length >= 2 && pairs.every(Boolean)
}

function ordinalOf(piece: Piece | undefined): number | null {
  const marker = markerOf(piece?.text ?? '')
  return marker?.kind === 'step' ? marker.ordinal : null
}

function rowsFrom<P extends Piece>(leftGroups: readonly P[][], rest: readonly P[], emPt: number): RowBeside<P>[] {
  const starts = leftGroups.map(top)
  return leftGroups.map((group, index) => ({
    left: group,
    rest: rest.filter((piece) => {
      const from = index === 0 ? -Infinity : (starts[index] ?? 0) - 0.6 * emPt
      const to = (starts[index + 1] ?? Infinity) - 0.6 * emPt
      return piece.box.y >= from && piece.box.y < to
    }),
  }))
}

const top = (pieces: readonly Piece[]): number => Math.min(...pieces.map((piece) => piece.box.y))
/** Height that the pieces really cover, pieces side by side counted once. */
function heightOf(pieces: readonly Piece[]): number {
  let [covered, end] = [0, -Infinity]
  for (const { box } of [...pieces].sort((a, b) => a.box.y - b.box.y)) {
    covered += Math.max(0, bottom(box) - Math.max(box.y, end))
    end = Math.max(end, bottom(box))
  }
  return covered
}

/** Pieces of one side, split where the white between them is more than the usual leading. */
function groupsOf<P extends Piece>(pieces: readonly P[], emPt: number): P[][] {
  const groups: P[][] = []
  for (const piece of [...pieces].sort((a, b) => a.box.y - b.box.y)) {
    const open = groups.at(-1)
    const box = open ? union(open.map((member) => member.box)) : null
    if (open && box && (piece.box.y - bottom(box) < 0.55 * emPt || overlapY(box, piece.box) > 0)) open.push(piece)
    else groups.push([piece])
  }
  return groups
}
