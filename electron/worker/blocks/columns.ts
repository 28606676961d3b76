// Boxes of one region -> its tallest gutter: an upright strip of white with text on both sides.
// Example: a page with a full-width title over two columns -> { x0: 290, x1: 312, from: 1, to: 58 }, the title (0) left out.
// Trap: the white strip between "1." and its text, or between a label and its value, is no gutter (see readingOrder.ts).

import type { Box } from '../../../shared/domain.ts'
import { bottom, clusters, overlap, right } from './geometry.ts'

export interface Gutter {
  x0: number
  x1: number
  /** Range [from, to) of the boxes, sorted by top, that lie beside the gutter. */
  from: number
  to: number
  /** Height over which there is text on both sides. */
  height: number
}

const narrowestEm = 0.8

/** `boxes` sorted by top. `emPt` is the usual font size. */
export function tallestGutter(boxes: readonly Box[], emPt: number): Gutter | null {
  let best: Gutter | null = null
  // A column's left edge is where most of its lines begin; that is where a gutter ends.
  const edges = clusters(
    boxes.map((box) => box.x),
    2,
  )
  for (const { at } of edges) {
    for (const gutter of guttersBefore(at - 1, boxes, emPt)) {
      if (!best || gutter.height > best.height + 1 || (gutter.height > best.height - 1 && gutter.x1 < best.x1)) {
        best = gutter
      }
    }
  }
  return best
}

function guttersBefore(edge: number, boxes: readonly Box[], emPt: number): Gutter[] {
  const narrowest = Math.max(4, narrowestEm * emPt)
  const found: Gutter[] = []
  let from = 0
  for (let index = 0; index <= boxes.length; index += 1) {
    const box = boxes[index]
    if (box && (box.x >= edge - 2 || right(box) <= edge - narrowest)) continue
    const gutter = gutterOf(edge, boxes.slice(from, index), emPt)
    if (gutter) found.push({ ...gutter, from, to: index })
    from = index + 1
  }
  return found
}

function gutterOf(edge: number, boxes: readonly Box[], emPt: number): Omit<Gutter, 'from' | 'to'> | null {
  const left = boxes.filter((box) => box.x < edge - 2)
  const rest = boxes.filter((box) => box.x >= edge - 2)
  if (rowCount(left, emPt) < 2 || rowCount(rest, emPt) < 2) return null
  const height = overlap(top(left), end(left), top(rest), end(rest))
  if (height < 1.5 * emPt) return null
  return { x0: Math.max(...left.map(right)), x1: Math.min(...rest.map((box) => box.x)), height }
}

const top = (boxes: readonly Box[]): number => Math.min(...boxes.map((box) => box.y))
const end = (boxes: readonly Box[]): number => Math.max(...boxes.map(bottom))

const rowCount = (boxes: readonly Box[], emPt: number): number => clusters(boxes.map(bottom), 0.4 * emPt).length
