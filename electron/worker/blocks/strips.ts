// Pieces of one region -> a strip of short columns side by side, each opening level with the others. Example: three pictured keys in a
// row, under them "Press Clock twice.", "Set the time.", "Press Start. The time counts down." -> three columns, from left to right.
// What stands over a key ("Press twice.") belongs to its column. Strips over one another may be of two columns, where one has three.
// Trap: the columns are narrow, and the white between them is less than a gutter needs. Columns of prose open level too; but theirs go on.

import { bottom, middleX, right } from './geometry.ts'
import type { Piece } from './readingOrder.ts'

export interface Strip<P> {
  columns: P[][] // from left to right
  /** Range [from, to) of the pieces, sorted by top, that are in it. */
  from: number
  to: number
}

const fewestColumns = 3
const longestColumn = 8 // lines
const longestHead = 45 // letters
const apartEm = 2.5 // columns of strips over one another begin within it: an arrow stands before all but the first
const keyEm = { least: 1.5, most: 7 } // height of a pictured key

/** `pieces` sorted by top. `emPt` is the usual font size; `known` where the columns of a strip on the same page begin. */
export function stripOf<P extends Piece>(
  pieces: readonly P[],
  emPt: number,
  known: readonly number[] = [],
): Strip<P> | null {
  for (let from = 0; from < pieces.length; from += 1) {
    const heads = headsFrom(pieces, from, emPt)
    const isEnough = heads && (heads.length >= fewestColumns || areKnown(heads, known, emPt))
    const strip = isEnough ? stripUnder(heads, { pieces, from, emPt }) : null
    if (strip) return strip
  }
  return null
}

const areKnown = (heads: readonly Piece[], known: readonly number[], emPt: number): boolean =>
  heads.length > 1 && heads.every(({ box }) => known.some((x) => Math.abs(x - box.x) < apartEm * emPt))

interface Place<P> {
  pieces: readonly P[]
  from: number
  emPt: number
}

function stripUnder<P extends Piece>(heads: readonly P[], { pieces, from, emPt }: Place<P>): Strip<P> | null {
  const columns = heads.map((head) => [head])
  let to = from + heads.length
  for (let piece = pieces[to]; piece; piece = pieces[(to += 1)]) {
    const column = columnFor(piece, columns, emPt)
    if (!column) break
    column.push(piece)
  }
  const lines = columns.flat()
  const end = Math.max(...lines.map(({ box }) => bottom(box)))
  const isClosed = (pieces[to]?.box.y ?? Infinity) - end > emPt
  const isText = lines.length > heads.length + 1 && columns.every((column) => column.length <= longestColumn)
  return isClosed && isText ? withOver({ columns, from, to }, { pieces, from, emPt }) : null
}

/** With the short lines over the keys, each over one column. */
function withOver<P extends Piece>(strip: Strip<P>, { pieces, from, emPt }: Place<P>): Strip<P> {
  const heads = strip.columns.map(([head]) => head?.box.x ?? 0)
  const [last, y] = [pieces[from - 1], pieces[from]?.box.y ?? 0]
  if (!last || y - bottom(last.box) < keyEm.least * emPt || y - bottom(last.box) > keyEm.most * emPt) return strip
  const first = pieces.findIndex(({ box }) => last.box.y - box.y <= 0.3 * emPt)
  const over = pieces.slice(first, from)
  const columnOf = ({ box }: P): number => heads.findLastIndex((x) => middleX(box) > x)
  const isOver = over.every((piece) => {
    const at = columnOf(piece)
    const isInside = at >= 0 && piece.box.x > (heads[at] ?? 0) - emPt && right(piece.box) < (heads[at + 1] ?? Infinity)
    return isInside && piece.sizePt > 0 && !piece.isHeading && piece.text.length <= longestHead
  })
  if (!isOver) return strip
  const columns = strip.columns.map((column, at) => [...over.filter((piece) => columnOf(piece) === at), ...column])
  return { columns, from: first, to: strip.to }
}

/** Short lines on one level, half of them bold, with white between; nothing of what is above stands beside them. */
function headsFrom<P extends Piece>(pieces: readonly P[], from: number, emPt: number): P[] | null {
  const y = pieces[from]?.box.y ?? 0
  let end = from
  while (end < pieces.length && (pieces[end]?.box.y ?? y) - y <= 0.3 * emPt) end += 1
  const heads = pieces.slice(from, end).sort((a, b) => a.box.x - b.box.x)
  if (heads.length < 2 || heads.filter(({ isHeading }) => isHeading).length * 2 < heads.length) return null
  const isApart = heads.every(({ box, sizePt, text }, at) => {
    const next = heads[at + 1]?.box.x ?? Infinity
    return sizePt > 0 && text.length <= longestHead && next - right(box) > 0.8 * emPt
  })
  return isApart && pieces.slice(0, from).every(({ box }) => bottom(box) < y + 0.5 * emPt) ? heads : null
}

/** The column that a line goes on in: flush with it, close below, and clear of the next one. */
function columnFor<P extends Piece>(piece: P, columns: readonly P[][], emPt: number): P[] | undefined {
  return columns.find((column, at) => {
    const [head, last, next] = [column[0], column.at(-1), columns[at + 1]?.[0]?.box.x ?? Infinity]
    if (!head || !last || piece.sizePt === 0) return false
    const isFlush = Math.abs(piece.box.x - head.box.x) < 2 && next - right(piece.box) > 0.5 * emPt
    return isFlush && piece.box.y - bottom(last.box) < 0.6 * emPt
  })
}
