// Triangles, small shapes and text of a page -> its warning signs as items "⚠". Example: a triangle of 28 pt with a bar and a dot in it.
// A sign is read like a glyph of a symbol font: it says that what follows is a warning, in many manuals without any word.
// Trap: arrows and "up" keys are triangles as well; only one with something in its middle (an exclamation mark, a bolt, a flame) warns.

import type { Box, TextItem } from '../../../shared/domain.ts'

type Point = readonly [number, number]

const smallestPt = 7
const near = 0.14 // of the triangle's size

/** Upright, standing on its base, corners rounded or not: every point lies on one of the sides, and each corner has some. */
export function isTriangle(points: readonly Point[], box: Box): boolean {
  const { x, y, width, height } = box
  if (width < smallestPt || height < 0.7 * width || height > 1.15 * width) return false
  const unit = points.map(([px, py]): Point => [(px - x) / width, (py - y) / height])
  const isOnSide = ([u, v]: Point): boolean => v > 1 - near || Math.abs(Math.abs(u - 0.5) - v / 2) < near
  const corners: readonly Point[] = [
    [0.5, 0],
    [0, 1],
    [1, 1],
  ]
  const isReached = ([cu, cv]: Point): boolean =>
    unit.some(([u, v]) => Math.abs(u - cu) < 1.6 * near && Math.abs(v - cv) < 1.6 * near)
  return unit.every(isOnSide) && corners.every(isReached)
}

/** `marks` are the boxes of the small shapes of the page. */
export function signsOf(triangles: readonly Box[], marks: readonly Box[], items: readonly TextItem[]): TextItem[] {
  const filled = triangles.filter(
    (triangle) =>
      marks.some((mark) => isInMiddle(triangle, mark)) ||
      items.some(({ text, box }) => text.trim() === '!' && isInMiddle(triangle, box)),
  )
  // The outline, the white inside and the shadow of one sign are three triangles.
  const outer = filled.filter(
    (box, index) =>
      !filled.some((other, at) => at !== index && isInside(other, box) && (!isInside(box, other) || at < index)),
  )
  return outer.map(signAt)
}

export const signAt = (box: Box): TextItem => ({
  text: '⚠',
  box,
  fontName: 'sign',
  fontSizePt: box.height,
  isBold: false,
  isItalic: false,
  angle: 0,
})

const isInside = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x - 1 &&
  inner.y >= outer.y - 1 &&
  inner.x + inner.width <= outer.x + outer.width + 1 &&
  inner.y + inner.height <= outer.y + outer.height + 1

/** Smaller by far, and about the upright axis. */
function isInMiddle(triangle: Box, mark: Box): boolean {
  const middle = mark.x + mark.width / 2 - triangle.x - triangle.width / 2
  const isSmall = mark.width < 0.55 * triangle.width && mark.height < 0.8 * triangle.height
  return (
    isSmall &&
    mark.height > 0.05 * triangle.height &&
    isInside(triangle, mark) &&
    Math.abs(middle) < 0.12 * triangle.width
  )
}
