// Boxes in PDF points, origin top left, y downwards. Example: right({ x: 10, y: 0, width: 5, height: 1 }) -> 15.

import type { Box } from '../../../shared/domain.ts'

export const right = (box: Box): number => box.x + box.width
export const bottom = (box: Box): number => box.y + box.height
export const middleX = (box: Box): number => box.x + box.width / 2
export const middleY = (box: Box): number => box.y + box.height / 2

export function union(boxes: readonly Box[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    x0 = Math.min(x0, box.x)
    y0 = Math.min(y0, box.y)
    x1 = Math.max(x1, right(box))
    y1 = Math.max(y1, bottom(box))
  }
  return boxes.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}

/** Length shared by [a0, a1] and [b0, b1]; negative is the gap between them. */
export const overlap = (a0: number, a1: number, b0: number, b1: number): number => Math.min(a1, b1) - Math.max(a0, b0)
export const overlapX = (a: Box, b: Box): number => overlap(a.x, right(a), b.x, right(b))
export const overlapY = (a: Box, b: Box): number => overlap(a.y, bottom(a), b.y, bottom(b))

export const contains = (outer: Box, inner: Box, slack = 1): boolean =>
  inner.x >= outer.x - slack &&
  inner.y >= outer.y - slack &&
  right(inner) <= right(outer) + slack &&
  bottom(inner) <= bottom(outer) + slack

/** The middle of `inner` lies in `outer`: what counts for text, whose boxes stick out a little. */
export const holds = (outer: Box, inner: Box): boolean =>
  middleX(inner) > outer.x &&
  middleX(inner) < right(outer) &&
  middleY(inner) > outer.y &&
  middleY(inner) < bottom(outer)

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Sorted values merged where closer than `tolerance`; each cluster is its mean and its members' count. */
export function clusters(values: readonly number[], tolerance: number): { at: number; count: number }[] {
  const found: { sum: number; last: number; count: number }[] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const open = found.at(-1)
    if (open && value - open.last <= tolerance) {
      open.sum += value
      open.last = value
      open.count += 1
    } else found.push({ sum: value, last: value, count: 1 })
  }
  return found.map(({ sum, count }) => ({ at: sum / count, count }))
}
