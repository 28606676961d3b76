// Path operators of pdf.js -> Rule[], filled boxes and the boxes of line drawings. Example: a table drawn as one path of 14 lines -> 14 rules.
// Trap: rules are drawn as lines, as rectangles half a point tall, as outlines of cells, or as 1×1 pixel pictures; all count.

import type { Box, Rule } from '../../../shared/domain.ts'
import { apply, boxOf, intersection } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { isTriangle } from './signs.ts'

const thinPt = 3 // a rectangle thinner than this is a rule
const shortestRulePt = 5
const shortestFillPt = 7
const largestSymbolPt = 60
const mostRules = 8000 // a CAD drawing has a hundred thousand strokes, and none of them is a table

interface Paint {
  isFilled: boolean
  isStroked: boolean
  isWhite: boolean
  /** What is outside does not show. */
  clip: Box
}

export class ShapeCollector {
  readonly rules: Rule[] = []
  readonly fills: Box[] = []
  /** Boxes of curves and slanted strokes: what figures are made of. */
  readonly strokes: Box[] = []
  /** Upright triangles of a symbol's size, and the small shapes that one of them may hold. */
  readonly triangles: Box[] = []
  readonly marks: Box[] = []

  /** `path` is pdf.js's flat list: 0 moveTo x y · 1 lineTo x y · 2 curveTo ×6 · 3 quadratic ×4 · 4 close. */
  add(path: ArrayLike<number>, ctm: Matrix, paint: Paint): void {
    if (this.rules.length > mostRules) return
    for (const { points, isCurved } of polygonsOf(path, ctm)) {
      this.#addSymbol(points)
      const rectangle = isCurved ? null : rectangleOf(points)
      if (rectangle) this.#addRectangle(intersection(rectangle, paint.clip), paint)
      else {
        if (isCurved || isSlanted(points)) this.#addStroke(intersection(boxRound(points), paint.clip))
        if (paint.isStroked && !isCurved) this.#addSegments(points, paint.clip)
      }
    }
  }

  addBox(box: Box, isWhite: boolean): void {
    this.#addRectangle(box, { isFilled: true, isStroked: false, isWhite, clip: box })
  }

  #addSymbol(points: readonly (readonly [number, number])[]): void {
    const box = boxRound(points)
    if (Math.max(box.width, box.height) > largestSymbolPt || this.marks.length > mostRules) return
    if (isTriangle(points, box)) this.triangles.push(box)
    else this.marks.push(box)
  }

  #addStroke(box: Box): void {
    if (box.width > 0 || box.height > 0) this.strokes.push(box)
  }

  #addRectangle(box: Box, paint: Paint): void {
    const { x, y, width, height } = box
    if (height <= thinPt && width >= shortestRulePt) this.rules.push({ kind: 'horizontal', box })
    else if (width <= thinPt && height >= shortestRulePt) this.rules.push({ kind: 'vertical', box })
    else if (width >= shortestFillPt && height >= shortestFillPt) {
      if (paint.isStroked) this.#addOutline(x, y, width, height)
      if (paint.isStroked || !paint.isWhite) this.fills.push(box)
    }
  }

  #addOutline(x: number, y: number, width: number, height: number): void {
    for (const edge of [y, y + height]) this.rules.push({ kind: 'horizontal', box: { x, y: edge, width, height: 0 } })
    for (const edge of [x, x + width]) this.rules.push({ kind: 'vertical', box: { x: edge, y, width: 0, height } })
  }

  #addSegments(points: readonly (readonly [number, number])[], clip: Box): void {
    for (const [index, [x1, y1]] of points.entries()) {
      const previous = points[index - 1]
      if (!previous) continue
      const [x0, y0] = previous
      const drawn = { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) }
      const box = intersection(drawn, clip)
      if (box.height < 0.5 && box.width >= shortestRulePt) this.rules.push({ kind: 'horizontal', box })
      else if (box.width < 0.5 && box.height >= shortestRulePt) this.rules.push({ kind: 'vertical', box })
    }
  }
}

interface Polygon {
  points: [number, number][]
  isCurved: boolean
}

/** The subpaths on the page; a curve counts by its end point. */
function polygonsOf(path: ArrayLike<number>, ctm: Matrix): Polygon[] {
  const polygons: Polygon[] = []
  let points: [number, number][] = []
  let isCurved = false
  const finish = (): void => {
    if (points.length > 1) polygons.push({ points, isCurved })
    points = []
    isCurved = false
  }
  const at = (index: number): number => path[index] ?? 0
  for (let i = 0; i < path.length;) {
    const operator = path[i]
    if (operator === 0 || operator === 1) {
      if (operator === 0) finish()
      points.push(apply(ctm, at(i + 1), at(i + 2)))
      i += 3
    } else if (operator === 2 || operator === 3) {
      isCurved = true
      const length = operator === 2 ? 7 : 5
      points.push(apply(ctm, at(i + length - 2), at(i + length - 1)))
      i += length
    } else {
      const first = points[0]
      if (first) points.push(first)
      i += 1
    }
  }
  finish()
  return polygons
}

function boxRound(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

const isSlanted = (points: readonly (readonly [number, number])[]): boolean =>
  points.some(([x, y], index) => {
    const before = points[index - 1]
    return before !== undefined && Math.abs(before[0] - x) > 1 && Math.abs(before[1] - y) > 1
  })

/** The box if the polygon is an upright rectangle. */
function rectangleOf(points: readonly (readonly [number, number])[]): Box | null {
  if (points.length < 4 || points.length > 6) return null
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const isCorner = ([x, y]: readonly [number, number]): boolean =>
    (Math.abs(x - left) < 0.3 || Math.abs(x - right) < 0.3) && (Math.abs(y - top) < 0.3 || Math.abs(y - bottom) < 0.3)
  const [first, second, third] = points
  if (!points.every(isCorner) || !first || !second || !third) return null
  const turns = first[0] !== third[0] || first[1] !== third[1] // there and back again is a line, not a rectangle
  return turns ? { x: left, y: top, width: right - left, height: bottom - top } : null
}

/** The unit square of a picture on the page. */
export const unitSquare = (ctm: Matrix): Box => boxOf(ctm, [0, 0, 1, 1])
