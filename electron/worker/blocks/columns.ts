// Pieces of one region -> its tallest gutter: an upright strip of white with text on both sides.
// Example: a page with a full-width title over two columns -> { x0: 290, x1: 312, from: 1, to: 58 }, the title (0) left out.
// Trap: the white strip between "1." and its text, or between a label and its value, is no gutter (see readingOrder.ts).

import type { Box } from '../../../shared/domain.ts'
import { markerOf } from './markers.ts'
import { bottom, clusters, overlap, overlapY, right } from './geometry.ts'

interface Placed {
  box: Box
  text: string
  isHeading: boolean
}

export interface Gutter {
  x0: number
  x1: number
  /** Range [from, to) of the pieces, sorted by top, that lie beside the gutter. */
  from: number
  to: number
  /** Height over which there is text on both sides. */
  height: number
}

const narrowestEm = 0.8

/** `pieces` sorted by top. `emPt` is the usual font size. */
export function tallestGutter(pieces: readonly Placed[], emPt: number): Gutter | null {
  let best: Gutter | null = null
  // A column's left edge is where most of its lines begin; that is where a gutter ends.
  const edges = clusters(
    pieces.map(({ box }) => box.x),
    2,
  )
  for (const { at } of edges) {
    for (const gutter of guttersBefore(at - 1, pieces, emPt)) {
      if (!best || gutter.height > best.height + 1 || (gutter.height > best.height - 1 && gutter.x1 < best.x1)) {
        best = gutter
      }
    }
  }
  return best
}

function guttersBefore(edge: number, pieces: readonly Placed[], emPt: number): Gutter[] {
  const narrowest = Math.max(4, narrowestEm * emPt)
  const found: Gutter[] = []
  let from = 0
  for (let index = 0; index <= pieces.length; index += 1) {
    const box = pieces[index]?.box
    if (box && (box.x >= edge - 2 || right(box) <= edge - narrowest)) continue
    const gutter = gutterOf(edge, pieces.slice(from, index), emPt)
    if (gutter) found.push({ ...gutter, from, to: index })
    from = index + 1
  }
  return found
}

function gutterOf(edge: number, pieces: readonly Placed[], emPt: number): Omit<Gutter, 'from' | 'to'> | null {
  const left = pieces.filter(({ box }) => box.x < edge - 2)
  const rest = pieces.filter(({ box }) => box.x >= edge - 2)
  if (left.length === 0 || rest.length === 0) return null
  const [x0, x1] = [Math.max(...left.map(({ box }) => right(box))), Math.min(...rest.map(({ box }) => box.x))]
  const fewest = rowsNeeded((x1 - x0) / emPt)
  const [leftRows, restRows] = [rowCount(left, emPt), rowCount(rest, emPt)]
  if (Math.min(leftRows, restRows) < 4 && isOneSentence(left, rest)) return null
  const height = overlap(top(left), end(left), top(rest), end(rest))
  if ((isLastLine(rest, leftRows) || (leftRows >= 4 && isTitleAlone(left, rest, emPt))) && height > 0)
    return { x0, x1, height }
  return Math.min(leftRows, restRows) < fewest || height < 1.5 * emPt ? null : { x0, x1, height }
}

/** A column may hold no more than the end of its text: one or two lines of words beside a long column. */
const isLastLine = (rest: readonly Placed[], leftRows: number): boolean =>
  leftRows >= 6 &&
  rest.length <= 2 &&
  rest.every(({ text }) => text.length >= 18 && text.includes(' ') && /[.!?]$/.test(text))

/** A title level with the first of the steps beside it: the column goes on with a drawing, or on the next page. */
const isTitleAlone = (left: readonly Placed[], rest: readonly Placed[], emPt: number): boolean =>
  rest.length <= 2 &&
  rest.every(({ isHeading, text }) => isHeading && /\p{L}{3}/u.test(text) && text.includes(' ')) &&
  Math.abs(top(rest) - top(left)) < 0.6 * emPt &&
  Math.min(...rest.map(({ box }) => box.x)) - Math.max(...left.map(({ box }) => right(box))) > emPt &&
  left.filter(({ text }) => markerOf(text)?.kind === 'step').length * 2 >= left.length

/** A picture of a button inside two lines of text leaves white too: the narrower a strip, the more rows must agree on it. */
const rowsNeeded = (widthEm: number): number => (widthEm >= 3 ? 2 : widthEm >= 1.6 ? 3 : 4)

/** Every right piece goes on with the sentence of the left piece level with it. */
const isOneSentence = (left: readonly Placed[], rest: readonly Placed[]): boolean =>
  rest.every(({ box, text }) =>
    left.some(
      (other) =>
        overlapY(other.box, box) > 0.6 * box.height && /^[\p{Ll}.,;]/u.test(text) && !/[.:!?]$/.test(other.text),
    ),
  )

const top = (pieces: readonly Placed[]): number => Math.min(...pieces.map(({ box }) => box.y))
const end = (pieces: readonly Placed[]): number => Math.max(...pieces.map(({ box }) => bottom(box)))

/** Rows of text; a table or a box counts as many as would fit into it. */
function rowCount(pieces: readonly Placed[], emPt: number): number {
  const tall = pieces.filter(({ box }) => box.height > 2.4 * emPt)
  const lines = clusters(
    pieces.filter((piece) => !tall.includes(piece)).map(({ box }) => bottom(box)),
    0.4 * emPt,
  )
  return lines.length + tall.reduce((sum, { box }) => sum + Math.floor(box.height / (1.5 * emPt)), 0)
}
