// Lines, rules and fills of a page -> tables: rows of cells with their header. Text in a table leaves the reading order as lines.
// Example: a ruled troubleshooting table -> header [Problem, Cause, Remedy] and one row per remedy, each with its own symptom.
// Trap: content-stream order gives all problems first; only the coordinates pair them. A symptom cell over three rows belongs to each.

import type { Box, Page, TableCell } from '../../../shared/domain.ts'
import { isFigureName } from './figures.ts'
import { bottom, holds, median, union } from './geometry.ts'
import { gridOf } from './grid.ts'
import type { Grid } from './grid.ts'
import type { Line } from './lines.ts'
import { openTablesOf } from './openTables.ts'
import { separatorGroups } from './separators.ts'
import type { SeparatorGroup } from './separators.ts'
import { filledCell, pairedRows } from './tableCells.ts'
import type { FilledCell } from './tableCells.ts'
import { headerOf, headerRowCount } from './tableHeader.ts'

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

export function tablesOf(page: Page, lines: readonly Line[]): { tables: Table[]; rest: Line[] } {
  const tables: Table[] = []
  let rest = [...lines]
  const groups = separatorGroups(page.rules, page.fills).sort((a, b) => area(b.box) - area(a.box))
  for (const group of groups) {
    const inside = linesIn(group, rest)
    if (inside.length < 3) continue
    const grid = gridOf(
      group,
      inside.map((line) => line.box),
    )
    const table = grid && tableOf(page, grid, inside)
    if (!table) continue
    tables.push(table)
    const taken = new Set(inside)
    rest = rest.filter((line) => !taken.has(line))
  }
  for (const { grid, lines: inside } of openTablesOf(rest)) {
    const table = tableOf(page, grid, inside)
    if (!table) continue
    tables.push(table)
    rest = rest.filter((line) => !inside.includes(line))
  }
  return { tables, rest }
}

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
  const cells = grid.cells.map((cell) => filledCell(page, cell, lines))
  if (!isTable(page, grid, cells)) return null
  const rows = rowsOf(grid, cells)
  const headerRows = headerRowCount(rows, page.fills)
  const header = headerOf(rows.slice(0, headerRows), grid.xs.length - 1)
  const box = union(grid.cells.map((cell) => cell.box))
  const body = rows
    .slice(headerRows)
    .flatMap(pairedRows)
    .map((row) => tableRow(row, grid))
  if (body.length === 0) return null
  const columns = grid.xs.slice(0, -1)
  const used = columns.map((_, column) => body.some((row) => row.cells[column]?.text !== ''))
  const kept = <T>(values: readonly T[]): T[] => values.filter((_, column) => used[column] === true)
  return {
    page: page.number,
    box,
    header: kept(header),
    rows: body.map((row) => ({ ...row, cells: kept(row.cells) })),
    columns: kept(columns),
  }
}

/** Text in at least two columns and two rows; and cells, not pages: a frame round columns of prose is no table. */
function isTable(page: Page, grid: Grid, cells: readonly FilledCell[]): boolean {
  const written = cells.filter((cell) => cell.content.text !== '')
  const rows = new Set(written.map((cell) => cell.row))
  const columns = new Set(written.map((cell) => cell.column))
  if (rows.size < 2 || columns.size < 2 || written.length < 3) return false
  // A frame drawn round pictures holds their names.
  if (written.filter((cell) => isFigureName(cell.content.parts[0] ?? '')).length * 2 > written.length) return false
  const sideBySide = [...rows].filter((row) => written.filter((cell) => cell.row === row).length > 1)
  if (sideBySide.length < 0.34 * rows.size) return false
  const isLarge = (grid.ys.at(-1) ?? 0) - (grid.ys[0] ?? 0) > 0.5 * page.heightPt
  return !(isLarge && median(written.map((cell) => cell.lines.length)) > 9)
}

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
