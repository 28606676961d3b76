// Pieces of one page (lines, tables, boxes) -> the order in which a person reads them, as a tree of columns.
// Example: title, two columns, footnote -> [title] [left column] [right column] [footnote].
// Method: cut the region at its tallest gutter; what is above it comes first, then left, right, and what is below; repeat inside.
// Trap: where the left side is sparse and each of its groups starts level with a group on the right (label and text, symptom and
// remedy), the region is read row by row; column by column would give all problems first, then all remedies.

import { tallestGutter } from './columns.ts'
import type { Gutter } from './columns.ts'
import { bottom, median, overlapY, union } from './geometry.ts'
import type { Box } from '../../../shared/domain.ts'

export interface Piece {
  box: Box
  /** Font size of a line; 0 for a table or a box. */
  sizePt: number
}

/** Columns of pieces in reading order: within one column no piece stands beside another, except on one line. */
export function columnsInOrder<P extends Piece>(pieces: readonly P[], depth = 0): P[][] {
  const sorted = [...pieces].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
  const emPt = median(sorted.filter((piece) => piece.sizePt > 0).map((piece) => piece.sizePt)) || 9
  const gutter =
    depth < 12
      ? tallestGutter(
          sorted.map((piece) => piece.box),
          emPt,
        )
      : null
  if (!gutter) return sorted.length === 0 ? [] : [sorted]
  const beside = sorted.slice(gutter.from, gutter.to)
  const left = beside.filter((piece) => piece.box.x < gutter.x1 - 1)
  const rest = beside.filter((piece) => piece.box.x >= gutter.x1 - 1)
  const inner = rowsBeside(left, rest, emPt)?.flatMap((row) => [
    ...columnsInOrder(row.left, depth + 1),
    ...columnsInOrder(row.rest, depth + 1),
  ]) ?? [...columnsInOrder(left, depth + 1), ...columnsInOrder(rest, depth + 1)]
  return [
    ...columnsInOrder(sorted.slice(0, gutter.from), depth + 1),
    ...inner,
    ...columnsInOrder(sorted.slice(gutter.to), depth + 1),
  ]
}

export type { Gutter }

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
  const leftGroups = groupsOf(left, emPt)
  const restGroups = groupsOf(rest, emPt)
  if (leftGroups.length < 2 || restGroups.length < 2) return null
  const tops = restGroups.map((group) => top(group))
  const level = leftGroups.filter((group) => tops.some((y) => Math.abs(y - top(group)) < 0.6 * emPt))
  if (level.length < leftGroups.length) return null
  const isSparse = heightOf(left) < 0.7 * heightOf(rest)
  if (!isSparse) return null
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
/** Height that the pieces really cover. */
function heightOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.box.height, 0)
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
