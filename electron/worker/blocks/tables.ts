// Lines, rules and fills of a page -> tables: rows of cells with their header. Text in a table leaves the reading order as lines.
// Example: a ruled troubleshooting table -> header [Problem, Cause, Remedy] and one row per remedy, each with its own symptom.
// Trap: content-stream order gives all problems first; only the coordinates pair them. A symptom cell over three rows belongs to each.

import type { Box, Page, TableCell } from '../../../shared/domain.ts'
import { isDrawn, leaderEnds, writtenInto } from './drawnLabels.ts'
import { isFigureName } from './figures.ts'
import type { Figure } from './figures.ts'
import { bottom, holds, median, middleX, middleY, overlapX, overlapY, right, union } from './geometry.ts'
import { gridOf } from './grid.ts'
import type { Grid } from './grid.ts'
import { signalOf } from './hazards.ts'
import type { Line } from './lines.ts'
import { openTablesOf } from './openTables.ts'
import type { OpenTable } from './openTables.ts'
import { separatorGroups } from './separators.ts'
import type { Separator, SeparatorGroup } from './separators.ts'
import { filledCell, pairedRows } from './tableCells.ts'
import type { FilledCell } from './tableCells.ts'
import { headerOf, headerRowCount, titleRowCount } from './tableHeader.ts'

export interface TableRow {
  box: Box
  cells: TableCell[]
  /** The whole row is one cell: a heading inside the table. */
  isTitle: boolean
}
export interface Table {
  page: number
  box: Box
  header: string[]
  rows: TableRow[]
  /** Left edges of the columns: a table on the next page with the same ones goes on. */
  columns: number[]
}

export interface FoundTables {
  tables: Table[]
  rest: Line[]
  /** Frames drawn by four rules that are no table. */
  outlines: Box[]
  /** Frames and tiles that are drawings. */
  drawings: Figure[]
}

export function tablesOf(page: Page, lines: readonly Line[]): FoundTables {
  const tables: Table[] = []
  const outlines: Box[] = []
  const drawings: Figure[] = []
  const lone: OpenTable[] = []
  const pointers = leaderEnds(page, lines)
  let rest = lines.filter((line) => !pointers.has(line))
  const groups = separatorGroups(page.rules, page.fills).sort((a, b) => area(b.box) - area(a.box))
  for (let group = groups.shift(); group; group = groups.shift()) {
    const { y: firstRule } = group.box
    const inside = linesIn(group, rest)
    if (inside.length < 3) continue
    if (isDrawn(group, inside, { page, lines })) {
      drawings.push({ box: group.box, labels: inside })
      rest = rest.filter((line) => !inside.includes(line))
      continue
    }
    const grid = gridOf(
      group,
      inside.map((line) => line.box),
    )
    const [top = 0, end = 0] = [grid?.ys[0], grid?.ys.at(-1)]
    const drawn = writtenInto(page.pictures, group.box, inside)
    const own = inside.filter((line) => middleY(line.box) > top && middleY(line.box) < end && !drawn.has(line))
    const table = grid && tableOf(page, grid, own)
    // it begins lower, or some of its lines are taken: else it would grow by the row above it and come back as it was
    if (end > 0 && end < bottom(group.box) - 1 && (table || end > firstRule + 1)) groups.unshift(below(group, end))
    if (grid?.ys.length === 2) lone.push({ grid, lines: own })
    if (!table && isFramed(group) && (rowEdges(group).length === 0 || isWarned(group, inside))) outlines.push(group.box)
    if (!table) continue
    const names = namesAbove(table, rest)
    if (names.length > 0) table.header = namesByColumn(table, names)
    tables.push(table)
    const taken = new Set([...own, ...names])
    rest = rest.filter((line) => !taken.has(line))
  }
  for (const { grid, lines: own } of lone) {
    if (!tables.some((table) => isRowOf(grid, table)) || !own.every((line) => rest.includes(line))) continue
    const table = tableFrom(page, grid, filledCells(page, grid, own))
    if (!table) continue
    tables.push(table)
    rest = rest.filter((line) => !own.includes(line))
  }
  for (const { grid, lines: inside } of openTablesOf(rest)) {
    const table = tableOf(page, grid, inside)
    if (!table) continue
    tables.push(table)
    rest = rest.filter((line) => !inside.includes(line))
  }
  const left = new Set([...rest, ...pointers])
  return { tables, rest: lines.filter((line) => left.has(line)), outlines, drawings }
}

/** One ruled row with white above and below, in the columns of the table next to it. */
function isRowOf({ xs, ys }: Grid, { box, columns }: Table): boolean {
  const [top = 0, end = 0] = ys
  const isColumn = (x: number): boolean => columns.some((known) => Math.abs(known - x) < 5)
  const gap = Math.max(top - bottom(box), box.y - end)
  const isAsWide = Math.abs((xs.at(-1) ?? 0) - right(box)) < 5
  return xs.length > 3 && isAsWide && gap > -1 && gap < 2.5 * (end - top) && xs.slice(0, -1).every(isColumn)
}

/** What is left of a group that prose divides. */
const below = ({ horizontal, vertical, isTiled, box }: SeparatorGroup, y: number): SeparatorGroup => ({
  isTiled,
  horizontal: horizontal.filter(({ at }) => at > y - 1),
  vertical,
  box: { ...box, y, height: bottom(box) - y },
})

/** Rules along its sides and its foot. */
function isFramed({ box, horizontal, vertical }: SeparatorGroup): boolean {
  const isAlong = (separators: readonly Separator[], at: number, lengthPt: number): boolean =>
    separators.some((side) => Math.abs(side.at - at) < 2.5 && side.to - side.from > 0.9 * lengthPt)
  return (
    isAlong(horizontal, bottom(box), box.width) &&
    isAlong(vertical, box.x, box.height) &&
    isAlong(vertical, right(box), box.height)
  )
}

const rowEdges = ({ box, horizontal }: SeparatorGroup): number[] =>
  horizontal.map(({ at }) => at).filter((at) => at > box.y + 4 && at < bottom(box) - 4)

/** A bar with nothing but a signal word, and the warning below it, beside its picture: no rows of a table. */
function isWarned(group: SeparatorGroup, lines: readonly Line[]): boolean {
  const [bar = 0, ...others] = rowEdges(group)
  const said = lines.filter(({ box }) => middleY(box) < bar).sort((a, b) => a.box.x - b.box.x)
  return others.length === 0 && signalOf(said.map(({ text }) => text).join(' '))?.rest === ''
}

/** Names of the columns may stand above a ruled table, outside its lines: one over each column, bold or in capitals. */
function namesAbove({ header, columns, box }: Table, lines: readonly Line[]): Line[] {
  if (header.length > 0 && header.some((name) => name !== '')) return []
  const near = lines.filter(
    (line) =>
      middleX(line.box) > box.x && middleX(line.box) < right(box) && Math.abs(box.y - bottom(line.box)) < line.sizePt,
  )
  const isName = ({ text, isBold, baseline }: Line): boolean =>
    (isBold || text === text.toUpperCase()) &&
    /\p{L}{2}/u.test(text) &&
    Math.abs(baseline - (near[0]?.baseline ?? 0)) < 2
  const own = new Set(near.map((line) => columnOf(columns, line)))
  return near.length >= 2 && near.every(isName) && own.size === near.length && own.size >= columns.length - 1
    ? near
    : []
}

const columnOf = (columns: readonly number[], { box }: Line): number => columns.findLastIndex((x) => x < middleX(box))
const namesByColumn = ({ columns }: Table, names: readonly Line[]): string[] =>
  columns.map((_, column) => names.find((line) => columnOf(columns, line) === column)?.text ?? '')

/** Rows ruled only in between have their first and last row outside the lines: the group grows by them. */
function linesIn(group: SeparatorGroup, lines: readonly Line[]): Line[] {
  const inside = lines.filter((line) => holds(group.box, line.box))
  if (group.vertical.length > 0 || group.horizontal.length < 2 || inside.length === 0) return inside
  const sizePt = median(inside.map((line) => line.sizePt))
  const { x, y, width, height } = group.box
  const above = rowWithin({ x, y: y - 2 * sizePt, width, height: 2 * sizePt }, lines)
  const below = rowWithin({ x, y: y + height, width, height: 2 * sizePt }, lines)
  const top = Math.min(y, ...above.map((line) => line.box.y - 1))
  const end = Math.max(y + height, ...below.map((line) => bottom(line.box) + 1))
  group.box = { x, y: top, width, height: end - top }
  return [...above, ...inside, ...below]
}

/** The lines in a strip if they are one row of cells. */
function rowWithin(strip: Box, lines: readonly Line[]): Line[] {
  const found = lines.filter((line) => holds(strip, line.box))
  const isRow = found.length >= 2 && found.every((line) => Math.abs(line.baseline - (found[0]?.baseline ?? 0)) < 2)
  return isRow ? found : []
}

const area = (box: Box): number => box.width * box.height

export function tableOf(page: Page, grid: Grid, lines: readonly Line[]): Table | null {
  const cells = filledCells(page, grid, lines)
  return isTable(page, grid, cells) ? tableFrom(page, grid, cells) : null
}

const filledCells = (page: Page, grid: Grid, lines: readonly Line[]): FilledCell[] =>
  grid.cells.map((cell) => filledCell(page, cell, lines))

function tableFrom(page: Page, grid: Grid, cells: readonly FilledCell[]): Table | null {
  const rows = rowsOf(grid, cells)
  const titles = titleRowCount(rows)
  const named = headerRowCount(rows.slice(titles), page.fills)
  const columns = grid.xs.slice(0, -1)
  const bodyBelow = (headerRows: number): TableRow[] =>
    [...rows.slice(0, titles), ...rows.slice(titles + headerRows)].flatMap(pairedRows).map((row) => tableRow(row, grid))
  const isUsed = (body: readonly TableRow[], column: number): boolean =>
    body.some(({ cells }) => cells[column]?.text !== '')
  // Words over pictures: where nothing is written under most of them, they name no columns.
  const names = headerOf(rows.slice(titles, titles + named), columns.length)
  const bodyOfNamed = bodyBelow(named)
  const idle = names.filter((name, column) => name !== '' && !isUsed(bodyOfNamed, column))
  const areNames = idle.length * 2 <= columns.length
  const body = areNames ? bodyOfNamed : bodyBelow(0)
  if (body.length === 0) return null
  const kept = <T>(values: readonly T[]): T[] => values.filter((_, column) => isUsed(body, column))
  return {
    page: page.number,
    box: union(grid.cells.map((cell) => cell.box)),
    header: named > 0 && areNames ? kept(names) : [],
    rows: body.map((row) => ({ ...row, cells: kept(row.cells) })),
    columns: kept(columns),
  }
}

/** Text in at least two columns and two rows, or in one over pictures; and cells, not pages: a frame round columns of prose is no table. */
function isTable(page: Page, grid: Grid, cells: readonly FilledCell[]): boolean {
  const written = cells.filter((cell) => cell.content.text !== '')
  const rows = new Set(written.map((cell) => cell.row))
  const columns = new Set(written.map((cell) => cell.column))
  if (rows.size === 0 || columns.size < 2 || written.length < 3) return false
  if (rows.size === 1) {
    const unwritten = cells.filter(({ row }) => !rows.has(row))
    const isDrawnOver = unwritten.every(({ box }) => page.pictures.some((picture) => isOver(picture, box)))
    if (unwritten.length < 2 || !isDrawnOver) return false
  }
  // A frame drawn round pictures holds their names.
  if (written.filter((cell) => isFigureName(cell.content.parts[0] ?? '')).length * 2 > written.length) return false
  const sideBySide = [...rows].filter((row) => written.filter((cell) => cell.row === row).length > 1)
  if (sideBySide.length < 0.34 * rows.size) return false
  // A page laid out in frames: one of them holds nearly everything.
  const longest = Math.max(...written.map((cell) => cell.lines.length))
  if (longest > 12 && longest > 0.6 * written.reduce((sum, cell) => sum + cell.lines.length, 0)) return false
  const isLarge = (grid.ys.at(-1) ?? 0) - (grid.ys[0] ?? 0) > 0.5 * page.heightPt
  return !(isLarge && median(written.map((cell) => cell.lines.length)) > 9)
}

const isOver = (picture: Box, cell: Box): boolean =>
  overlapX(picture, cell) > 0.3 * cell.width && overlapY(picture, cell) > 0.3 * cell.height

/** The cells of each grid row from left to right; a cell over several rows stands in each. */
function rowsOf(grid: Grid, cells: readonly FilledCell[]): FilledCell[][] {
  const rows: FilledCell[][] = []
  for (let row = 0; row < grid.ys.length - 1; row += 1) {
    const own = cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column)
    const isNew = own.some((cell) => cell.row === row && cell.content.text !== '')
    // A line through an empty strip makes a grid row without words of its own.
    const isShortest = own.some((cell) => cell.rowSpan === 1 && cell.content.text !== '')
    if (isNew || isShortest) rows.push(own)
  }
  return rows
}

function tableRow(row: readonly FilledCell[], grid: Grid): TableRow {
  const cells = grid.xs.slice(0, -1).map((_, column): TableCell => {
    const cell = row.find((candidate) => candidate.column === column)
    const over = row.find((candidate) => candidate.column < column && column < candidate.column + candidate.columnSpan)
    return cell?.content ?? { text: '', parts: [], box: (over ?? row[0])?.box ?? union([]) }
  })
  const written = row.filter((cell) => cell.content.text !== '')
  const isTitle = row.length === 1 || (written.length === 1 && (written[0]?.columnSpan ?? 1) > 1)
  return { box: union(written.map((cell) => cell.content.box)), cells, isTitle }
}
