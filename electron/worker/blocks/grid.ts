// A group of separators and the text in it -> a grid of cells, merged where no line divides them.
// Example: a symptom cell beside three causes -> 3 rows × 2 columns, the left cell spanning all three rows.
// Trap: many tables draw only the lines between rows; their columns are the white strips that run through all rows.

import type { Box } from '../../../shared/domain.ts'
import { bottom, clusters, median, overlap, right, union } from './geometry.ts'
import type { Separator, SeparatorGroup } from './separators.ts'

export interface GridCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  box: Box
}
export interface Grid {
  /** Edges, ascending; one more than there are columns or rows. */
  xs: number[]
  ys: number[]
  cells: GridCell[]
}

const samePt = 4
const narrowestPt = 20 // column that no line divides from the next
const enough = 0.6 // of a cell's side must be drawn for the side to count

/** `texts` are the boxes of the text lines inside, for finding columns that no line divides. A grid may have one row alone. */
export function gridOf(group: SeparatorGroup, texts: readonly Box[]): Grid | null {
  const isOpen = group.vertical.length === 0 || group.isTiled
  const lines = edges([...group.horizontal.map(({ at }) => at), group.box.y, bottom(group.box)])
  const part = isOpen ? partOf(group, texts, withoutTitles(lines, texts)) : { ...group, texts, all: lines }
  const { box, all } = part
  const drawn = edges([...part.vertical.map(({ at }) => at), box.x, right(box)])
  const inner = group.isTiled ? drawn.slice(1, -1).filter((at) => !isCrossed(at, part.texts, all)) : []
  const found = drawn.length === 2 || group.isTiled ? whiteEdges(part.texts, box, all) : []
  const apart = found.filter((at) => inner.every((x) => Math.abs(x - at) > narrowestPt))
  const white = [...inner, ...apart].sort((a, b) => a - b)
  const ys = withoutProse(all, white, part.texts)
  const xs = edges([...(group.isTiled ? [box.x, right(box)] : drawn), ...white])
  if (xs.length < 3 || ys.length < 2) return null
  const vertical: Separator[] = [...part.vertical, ...white.map((at) => ({ at, from: box.y, to: bottom(box) }))]
  return { xs, ys, cells: cellsOf({ horizontal: group.horizontal, vertical, xs, ys }) }
}

/** What of the group and the text lies between the first and the last of these lines. */
function partOf(group: SeparatorGroup, texts: readonly Box[], all: number[]) {
  const [top = group.box.y, end = bottom(group.box)] = [all[0], all.at(-1)]
  return {
    all,
    box: { ...group.box, y: top, height: end - top },
    vertical: group.vertical.filter(({ from, to }) => overlap(from, to, top, end) > samePt),
    texts: texts.filter((text) => overlap(text.y, bottom(text), top, end) > 3),
  }
}

/** The first lines that follow each other without a title between, in letters larger than the table's. */
function withoutTitles(ys: readonly number[], texts: readonly Box[]): number[] {
  const usualPt = median(texts.map(({ height }) => height))
  const isTitle = (text: Box, from: number, to: number): boolean =>
    text.height > 1.25 * usualPt && overlap(text.y, bottom(text), from, to) > 3
  return firstRun(ys, (from, to) => texts.some((text) => isTitle(text, from, to)))
}

/** Of strips between neighbouring lines, the first ones that are not left out. */
function firstRun(ys: readonly number[], isLeftOut: (from: number, to: number) => boolean): number[] {
  const strips = ys.slice(1).map((y, at) => isLeftOut(ys[at] ?? y, y))
  const first = strips.indexOf(false)
  const next = strips.indexOf(true, first)
  return first < 0 ? [] : ys.slice(first, next < 0 ? undefined : next + 1)
}

const edges = (values: readonly number[]): number[] => clusters(values, samePt).map(({ at }) => at)

/** Text crosses it in more than a third of the rows. */
function isCrossed(x: number, texts: readonly Box[], ys: readonly number[]): boolean {
  const crossed = ys.slice(1).filter((y, index) => {
    const from = ys[index] ?? 0
    return texts.some((text) => text.x < x - 1 && right(text) > x + 1 && overlap(text.y, bottom(text), from, y) > 3)
  })
  return crossed.length > 0.34 * (ys.length - 1)
}

/** Middles of the white strips that most rows share. A row whose text crosses a strip has a cell over both columns. */
function whiteEdges(texts: readonly Box[], box: Box, ys: readonly number[]): number[] {
  const inside = [...texts].sort((a, b) => a.x - b.x)
  const found: number[] = []
  for (const { at, count } of clusters(
    inside.map((text) => text.x),
    3,
  )) {
    const edge = at - 3
    const isColumn = count >= 2 && edge - box.x > 15 && !isCrossed(edge, inside, ys)
    if (isColumn && inside.some((text) => right(text) < edge) && edge - (found.at(-1) ?? -Infinity) > narrowestPt)
      found.push(edge)
  }
  return found
}

/**
 * The first rows that follow each other without prose between. Text between the rule under a page's title and the table's first
 * rule, or between two tables, runs across the columns in several lines; a row's title is one short line.
 */
function withoutProse(ys: readonly number[], white: readonly number[], texts: readonly Box[]): number[] {
  const widthPt = right(union(texts)) - Math.min(...texts.map(({ x }) => x))
  const isProse = (from: number, to: number): boolean => {
    const crossing = texts.filter(
      (text) =>
        overlap(text.y, bottom(text), from, to) > 3 && white.some((x) => text.x < x - 20 && right(text) > x + 20),
    )
    return crossing.length > 1 || crossing.some(({ width }) => width > 0.6 * widthPt)
  }
  return firstRun(ys, isProse)
}

function cellsOf(grid: { horizontal: Separator[]; vertical: Separator[]; xs: number[]; ys: number[] }): GridCell[] {
  const { xs, ys } = grid
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  const isDrawn = (separators: readonly Separator[], at: number, [from, to]: [number, number]): boolean => {
    const covered = separators
      .filter((separator) => Math.abs(separator.at - at) < samePt + 0.5)
      .reduce((most, separator) => Math.max(most, overlap(separator.from, separator.to, from, to)), 0)
    return covered >= enough * (to - from)
  }
  const x = (index: number): number => xs[index] ?? 0
  const y = (index: number): number => ys[index] ?? 0
  const isFree = Array.from({ length: rows }, () => Array.from({ length: columns }, () => true))
  const cells: GridCell[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isFree[row]?.[column] !== true) continue
      let columnSpan = 1
      while (
        column + columnSpan < columns &&
        isFree[row]?.[column + columnSpan] === true &&
        !isDrawn(grid.vertical, x(column + columnSpan), [y(row), y(row + 1)])
      )
        columnSpan += 1
      let rowSpan = 1
      const isOpenBelow = (span: number): boolean =>
        Array.from({ length: columnSpan }, (_, index) => column + index).every(
          (at) => isFree[row + span]?.[at] === true && !isDrawn(grid.horizontal, y(row + span), [x(at), x(at + 1)]),
        )
      while (row + rowSpan < rows && isOpenBelow(rowSpan)) rowSpan += 1
      for (let r = row; r < row + rowSpan; r += 1) isFree[r]?.fill(false, column, column + columnSpan)
      const box = {
        x: x(column),
        y: y(row),
        width: x(column + columnSpan) - x(column),
        height: y(row + rowSpan) - y(row),
      }
      cells.push({ row, column, rowSpan, columnSpan, box })
    }
  }
  return cells
}
