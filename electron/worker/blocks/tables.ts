// Lines, rules and fills of a page -> tables: rows of cells with their header. Text in a table leaves the reading order as lines.
// Example: a ruled troubleshooting table -> header [Problem, Cause, Remedy] and one row per remedy, each with its own symptom.
// Trap: content-stream order gives all problems first; only the coordinates pair them. A symptom cell over three rows belongs to each.

import type { Box, Page, Rule, TableCell, TextItem } from '../../../shared/domain.ts'
import { holds, median, union } from './geometry.ts'
import { gridOf } from './grid.ts'
import type { Grid, GridCell } from './grid.ts'
import type { Line } from './lines.ts'
import { linesOf } from './lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import { columnsInOrder } from './readingOrder.ts'
import { separatorGroups } from './separators.ts'

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

interface FilledCell extends GridCell {
  content: TableCell
  lines: Line[]
}

export function tablesOf(page: Page, lines: readonly Line[]): { tables: Table[]; rest: Line[] } {
  const tables: Table[] = []
  let rest = [...lines]
  const groups = separatorGroups(page.rules, page.fills).sort((a, b) => area(b.box) - area(a.box))
  for (const group of groups) {
    const inside = rest.filter((line) => holds(group.box, line.box))
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
  return { tables, rest }
}

const area = (box: Box): number => box.width * box.height

function tableOf(page: Page, grid: Grid, lines: readonly Line[]): Table | null {
  const items = lines.flatMap((line) => line.items)
  const cells = grid.cells.map((cell) => filled(page, cell, items, page.rules))
  if (!isTable(page, grid, cells)) return null
  const rows = rowsOf(grid, cells)
  const headerRows = headerRowCount(rows, page.fills)
  const header = headerOf(rows.slice(0, headerRows), grid)
  const box = union(grid.cells.map((cell) => cell.box))
  const body = rows.slice(headerRows).map((row) => tableRow(row, grid))
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

function filled(page: Page, cell: GridCell, items: readonly TextItem[], rules: readonly Rule[]): FilledCell {
  const own = items.filter((item) => holds(cell.box, item.box))
  const lines = linesOf(page.number, own, rules)
  const parts = columnsInOrder(lines.map((line) => ({ ...line, isLight: false, isHeading: false })))
    .flatMap(paragraphsOf)
    .map(({ text, marker }) =>
      marker?.kind === 'bullet' ? marker.rest && text.slice(text.indexOf(marker.rest.charAt(0))) : text,
    )
    .filter((part) => part !== '')
  const content = { text: parts.join(' '), parts, box: own.length > 0 ? union(own.map((item) => item.box)) : cell.box }
  return { ...cell, content, lines }
}

/** Text in at least two columns and two rows; and cells, not pages: a frame round columns of prose is no table. */
function isTable(page: Page, grid: Grid, cells: readonly FilledCell[]): boolean {
  const written = cells.filter((cell) => cell.content.text !== '')
  const rows = new Set(written.map((cell) => cell.row))
  const columns = new Set(written.map((cell) => cell.column))
  if (rows.size < 2 || columns.size < 2 || written.length < 4) return false
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

/** Leading rows that name the columns: set apart from the next rows by weight or colour in every cell. */
function headerRowCount(rows: readonly FilledCell[][], fills: readonly Box[]): number {
  const [first, second] = rows
  if (!first || !second || isOneCell(first)) return 0
  if (!looksLikeHeader(first, second, fills)) return 0
  const third = rows[2]
  const isGrouped =
    first.some((cell) => cell.columnSpan > 1) && third !== undefined && looksLikeHeader(second, third, fills)
  return isGrouped ? 2 : 1
}

const isOneCell = (row: readonly FilledCell[]): boolean => row.filter((cell) => cell.content.text !== '').length === 1

function looksLikeHeader(row: readonly FilledCell[], next: readonly FilledCell[], fills: readonly Box[]): boolean {
  const written = row.filter((cell) => cell.content.text !== '')
  if (written.length < 2 || written.some((cell) => cell.content.text.length > 60)) return false
  const styleOf = (cells: readonly FilledCell[]): { isBold: boolean; color: number } => {
    const lines = cells.flatMap((cell) => cell.lines)
    return { isBold: lines.every((line) => line.isBold), color: lines[0]?.color ?? 0 }
  }
  const fresh = next.filter((cell) => !row.includes(cell))
  const [head, body] = [styleOf(row), styleOf(fresh)]
  if (head.isBold && !body.isBold) return true
  if (head.color !== body.color && row.every((cell) => cell.lines.every((line) => line.color === head.color)))
    return true
  const isTinted = (cells: readonly FilledCell[]): boolean =>
    cells.length > 0 && cells.every((cell) => fills.some((fill) => holds(fill, cell.content.box) && fill.height < 80))
  if (isTinted(written) && !fresh.some((cell) => isTinted([cell]))) return true
  return written.filter((cell) => headerWord.test(cell.content.text)).length >= 0.6 * written.length
}

const headerWord =
  /^(?:possible |mögliche |probable )?(?:problems?|symptoms?|faults?|troubles?|causes?|reasons?|remed(?:y|ies)|solutions?|actions?|troubleshooting|what to do|checks?|error(?: code)?|codes?|display|meaning|description|programmes?|programs?|störung|problem|fehler|ursache|abhilfe|lösung|maßnahme|anzeige|bedeutung|programm|problème|cause|remède|solution|guasto|causa|rimedio|soluzione|problema|solución|código|codice)s?\b.{0,25}$/iu

/** Names of the columns; over a group of columns the group's name stands before each. */
function headerOf(rows: readonly FilledCell[][], grid: Grid): string[] {
  if (rows.length === 0) return []
  return grid.xs.slice(0, -1).map((_, column) => {
    const over = rows.flatMap((row) =>
      row.filter((cell) => cell.column <= column && column < cell.column + cell.columnSpan).slice(0, 1),
    )
    return [...new Set(over)]
      .map((cell) => cell.content.text)
      .filter(Boolean)
      .join(' ')
  })
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
