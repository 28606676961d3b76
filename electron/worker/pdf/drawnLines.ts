// Filled shapes of a page -> the lines of text among them: letters that were turned into outlines. Example: "unplug it first" drawn as one
// path of 26 contours -> one line with its box and baseline.
// Letters are known by what no drawing has: many small shapes of unlike widths side by side, standing on one line and no taller than the text
// of the page. Traps: grilles, keypads and rulers are rows of shapes as well, but all alike; the white inside an "o" is a shape of its own.

import type { Box, TextItem } from '../../../shared/domain.ts'
import type { DrawnLine } from '../../../shared/drawnLines.ts'
import { bottom, contains, median, overlapX, overlapY, right, union } from '../blocks/geometry.ts'

/** Between the feet of letters in one line: round ones reach a little lower. In points, and of their height. */
const baselineSlack = { pt: 0.3, share: 0.04 }
/** Heights of letters in ems: capitals and "d" are this tall. */
const ascenderEm = 0.72
/** Fewer are believed only on a page that has longer ones, and only where they can be read. */
const fewestLetters = 8
const fewestOfShort = 2
const mostLetters = 20_000

/** Filled shapes no larger than a headline's letters: `box` on the page. */
export class LetterCollector {
  readonly boxes: Box[] = []
  add(box: Box): void {
    const isLetterSized = box.height > 0.2 && box.height < 30 && box.width > 0.2 && box.width < 40
    if (isLetterSized && this.boxes.length < mostLetters) this.boxes.push(box)
  }
}

export function drawnLinesOf(painted: readonly Box[], items: readonly TextItem[]): DrawnLine[] {
  if (painted.length < fewestLetters) return []
  const shapes = onceEach(painted).sort((a, b) => bottom(a) - bottom(b))
  const sizes = sizesOf(items)
  const lines: DrawnLine[] = []
  const taken = new Set<Box>()
  for (const row of rowsOf(shapes)) {
    const free = row.filter((shape) => !taken.has(shape))
    if (free.length < fewestOfShort) continue
    for (const line of linesIn(free, shapes)) {
      const isKnown = line.shapes.some((shape) => taken.has(shape))
      const isOfText = sizes.some((size) => Math.abs(line.sizePt / size - 1) < 0.15)
      if (isKnown || !isOfText || isWritten(line.box, items)) continue
      for (const shape of line.shapes) taken.add(shape)
      lines.push({ box: line.box, baseline: line.baseline, sizePt: line.sizePt, isShort: line.isShort })
    }
  }
  const isBelieved = lines.some(({ isShort }) => !isShort)
  return isBelieved ? lines.sort((a, b) => a.baseline - b.baseline || a.box.x - b.box.x) : []
}

/** Heavy letters are painted twice over each other. */
const onceEach = (shapes: readonly Box[]): Box[] => [
  ...new Map(
    shapes.map((box) => [[box.x, box.y, right(box), bottom(box)].map((pt) => pt.toFixed(1)).join(' '), box]),
  ).values(),
]

/** Type sizes in which the page says something. */
function sizesOf(items: readonly TextItem[]): number[] {
  const letters = new Map<number, number>()
  for (const { text, fontSizePt } of items) {
    const size = Math.round(fontSizePt * 2) / 2
    letters.set(size, (letters.get(size) ?? 0) + text.length)
  }
  return [...letters].filter(([, count]) => count >= 40).map(([size]) => size)
}

/** Shapes, sorted by their feet, that stand on one height; the fullest rows first. */
function rowsOf(shapes: readonly Box[]): Box[][] {
  const rows: Box[][] = []
  for (const shape of shapes) {
    const first = rows.at(-1)?.[0]
    if (first && bottom(shape) - bottom(first) <= baselineSlack.pt + baselineSlack.share * first.height)
      rows.at(-1)?.push(shape)
    else rows.push([shape])
  }
  return rows.sort((a, b) => b.length - a.length)
}

interface FoundLine extends DrawnLine {
  shapes: Box[]
}

/** A row goes over columns and drawings; lines are what stands close together in it. */
function linesIn(row: readonly Box[], shapes: readonly Box[]): FoundLine[] {
  const found: FoundLine[] = []
  for (const feet of apart(row, (last) => 2.5 * last.height)) {
    const baseline = median(feet.map(bottom))
    const tall = tallestOf(feet)
    const level = shapes.slice(firstBelow(shapes, baseline - 1.2 * tall), firstBelow(shapes, baseline + 0.45 * tall))
    const around = level.filter((shape) => shape.y > baseline - 1.2 * tall && shape.height <= 1.35 * tall)
    const reach = union(feet)
    for (const letters of apart(around, () => 0.9 * tall)) {
      const box = union(letters)
      if (overlapX(box, reach) <= 0) continue
      const whole = lettersOf(letters)
      const standing = whole.filter((letter) => Math.abs(bottom(letter) - baseline) < 0.08 * tall + 0.2)
      const capital = tallestOf(standing)
      if (!areLetters(standing, { capital, whole, width: box.width })) continue
      found.push({
        ...{ shapes: letters, box, baseline },
        sizePt: capital / ascenderEm,
        isShort: standing.length < fewestLetters,
      })
    }
  }
  return found
}

/** Of shapes sorted by their feet: a drawing has thousands, and few of them are level with a line. */
function firstBelow(shapes: readonly Box[], y: number): number {
  let [low, high] = [0, shapes.length]
  while (low < high) {
    const half = (low + high) >> 1
    const shape = shapes[half]
    if (shape && bottom(shape) < y) low = half + 1
    else high = half
  }
  return low
}

/** Groups along the line, with a gap of `widest` or more between them. */
function apart(shapes: readonly Box[], widest: (last: Box) => number): Box[][] {
  const groups: Box[][] = []
  let end = -Infinity
  for (const shape of [...shapes].sort((a, b) => a.x - b.x)) {
    const open = groups.at(-1)
    const last = open?.at(-1)
    if (open && last && shape.x - end < widest(last)) open.push(shape)
    else {
      groups.push([shape])
      end = -Infinity
    }
    end = Math.max(end, right(shape))
  }
  return groups
}

/** Without the white inside of others. */
const lettersOf = (shapes: readonly Box[]): Box[] => {
  const sorted = [...shapes].sort((a, b) => a.x - b.x)
  return sorted.filter((shape, at) => {
    const near = sorted.slice(Math.max(0, at - 4), at + 5)
    return !near.some((other) => other !== shape && other.width > shape.width && contains(other, shape, 0))
  })
}

interface Reach {
  /** Height of a capital. */
  capital: number
  /** Those that stand and those that do not. */
  whole: readonly Box[]
  width: number
}

function areLetters(standing: readonly Box[], { capital: tall, whole, width: reach }: Reach): boolean {
  const letters = standing.filter(({ height }) => height > 0.55 * tall)
  const widths = new Set(letters.map(({ width }) => Math.round((10 * width) / tall)))
  if (letters.length < fewestOfShort) return false
  const isUpright = letters.every(({ width }) => width < 2.2 * tall)
  const isVaried = letters.length < 4 || widths.size >= 4
  const covered = letters.reduce((sum, { width }) => sum + width, 0)
  const overlapping = letters.filter((letter, at) => {
    const next = letters[at + 1]
    return next !== undefined && overlapX(letter, next) > 0.3 * Math.min(letter.width, next.width)
  })
  const hasFeet = letters.length >= 0.55 * whole.filter(({ height }) => height > 0.4 * tall).length
  return isUpright && isVaried && hasFeet && covered > 0.35 * reach && overlapping.length <= 0.15 * letters.length
}

/** As tall as capitals: nine of ten letters are not taller. */
function tallestOf(letters: readonly Box[]): number {
  const heights = letters.map(({ height }) => height).sort((a, b) => a - b)
  const middle = heights[Math.floor(heights.length / 2)] ?? 0
  const usual = heights.filter((height) => height < 1.9 * middle)
  return usual[Math.floor(usual.length * 0.95)] ?? usual.at(-1) ?? 0
}

/** Shapes under text of the page are no text: a line below it, a frame round it, its shadow. */
const isWritten = (line: Box, items: readonly TextItem[]): boolean =>
  items
    .filter(({ box }) => overlapX(box, line) > 0 && overlapY(box, line) > 0.4 * Math.min(box.height, line.height))
    .reduce((sum, { box }) => sum + overlapX(box, line), 0) >
  0.2 * line.width

export const isInDrawnLine = (shape: Box, lines: readonly DrawnLine[]): boolean =>
  lines.some(({ box }) => contains(box, shape, 0.5))

/** A warning sign in a line is taller than its capitals. */
export const isLetterOf = (shape: Box, lines: readonly DrawnLine[]): boolean =>
  lines.some(({ box, sizePt }) => contains(box, shape, 0.5) && shape.height < 1.1 * ascenderEm * sizePt)
