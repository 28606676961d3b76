// Path operators of pdf.js -> Rule[], filled boxes and the boxes of line drawings. Example: a table drawn as one path of 14 lines -> 14 rules.
// Trap: rules are drawn as lines, as rectangles half a point tall, as outlines of cells, or as 1×1 pixel pictures; all count.

import type { Box, Rule } from '../../../shared/domain.ts'
import { apply, boxOf, intersection } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { LetterCollector } from './drawnLines.ts'
import { isTriangle } from './signs.ts'

const thinPt = 3 // a rectangle thinner than this is a rule
const shortestRulePt = 5
const shortestFillPt = 7
export const largestSymbolPt = 60
const speckPt = 4.5 // less than the shortest rule
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
  /** Filled shapes that may be letters. */
  readonly letters = new LetterCollector()

  /**
   * A drawing has tens of thousands of specks, which are neither rule nor fill: their corners (x0, y0, x1, y1) are all that is looked at.
   * False for what is larger, and has to be added as a path.
   */
  addSpeck(corners: ArrayLike<number> | null | undefined, ctm: Matrix, { clip, isFilled }: Paint): boolean {
    if (this.rules.length > mostRules) return true
    if (!corners || corners.length < 4) return false
    const around = boxOf(ctm, corners)
    if (!(around.width < speckPt && around.height < speckPt)) return false
    if (this.marks.length < mostRules) this.marks.push(around)
    const shown = intersection(around, clip)
    if (isFilled) this.letters.add(shown)
    if (around.width > 1 && around.height > 1) this.#addStroke(shown)
    return true
  }

  /** `path` is pdf.js's flat list: 0 moveTo x y · 1 lineTo x y · 2 curveTo ×6 · 3 quadratic ×4 · 4 close. */
  add(path: ArrayLike<number>, ctm: Matrix, paint: Paint): void {
    for (const { points, isCurved } of polygonsOf(path, ctm)) {
      const box = boxRound(points)
      const shown = intersection(box, paint.clip)
      this.#addSymbol(points, box)
      if (paint.isFilled) this.letters.add(shown)
      const rectangle = isCurved ? null : rectangleOf(points)
      if (rectangle) this.#addRectangle(intersection(rectangle, paint.clip), paint)
      else {
        if (isCurved || isSlanted(points)) this.#addStroke(shown)
        if (paint.isStroked && !isCurved) this.#addSegments(points, paint.clip)
      }
    }
  }

  addBox(box: Box, isWhite: boolean): void {
    this.#addRectangle(box, { isFilled: true, isStroked: false, isWhite, clip: box })
  }

  #addSymbol(points: readonly (readonly [number, number])[], box: Box): void {
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
  let open: Polygon = { points: [], isCurved: false }
  for (let i = 0; i < path.length;) {
    const operator = path[i] ?? 4
    const length = lengths[operator] ?? 1
    if (operator === 0) {
      if (open.points.length > 1) polygons.push(open)
      open = { points: [], isCurved: false }
    }
    if (operator <= 3) {
      if (operator > 1) open.isCurved = true
      open.points.push(apply(ctm, path[i + length - 2] ?? 0, path[i + length - 1] ?? 0))
    } else {
      const first = open.points[0]
      if (first) open.points.push(first)
    }
    i += length
  }
  if (open.points.length > 1) polygons.push(open)
  return polygons
}

const lengths = [3, 3, 7, 5, 1] // numbers that each operator takes, itself included

function boxRound(points: readonly (readonly [number, number])[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}

const isSlanted = (points: readonly (readonly [number, number])[]): boolean =>
  points.some(([x, y], index) => {
    const before = points[index - 1]
    return before !== undefined && Math.abs(before[0] - x) > 1 && Math.abs(before[1] - y) > 1
  })

/** The box if the polygon is an upright rectangle. */
function rectangleOf(points: readonly (readonly [number, number])[]): Box | null {
  if (points.length < 4 || points.length > 6) return null
  const box = boxRound(points)
  const [left, right, top, bottom] = [box.x, box.x + box.width, box.y, box.y + box.height]
  for (const [x, y] of points) {
    const isOnSide = Math.abs(x - left) < 0.3 || Math.abs(x - right) < 0.3
    if (!isOnSide || (Math.abs(y - top) >= 0.3 && Math.abs(y - bottom) >= 0.3)) return null
  }
  const [first, second, third] = points
  if (!first || !second || !third) return null
  const turns = first[0] !== third[0] || first[1] !== third[1] // there and back again is a line, not a rectangle
  return turns ? box : null
}

/** The unit square of a picture on the page. */
export const unitSquare = (ctm: Matrix): Box => boxOf(ctm, [0, 0, 1, 1])
