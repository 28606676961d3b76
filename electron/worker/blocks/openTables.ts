// Lines that no rule divides -> grids of tables set by white alone.
// Example: "Problem", "Cause", "Remedy" over three ragged columns -> a grid whose rows begin where a problem begins.
// Evidence: a row of header words over columns, or at least three rows of three short cells that begin at the same places.
// Trap: columns of prose are level too; their lines are long, fill the column, and no header stands over them.

import type { Box } from '../../../shared/domain.ts'
import { bottom, clusters, median, right, union } from './geometry.ts'
import type { Grid } from './grid.ts'
import type { Line } from './lines.ts'
import { headerWord } from './tableHeader.ts'

export interface OpenTable {
  grid: Grid
  lines: Line[]
}
type Row = Line[] // level lines, left to right

export function openTablesOf(lines: readonly Line[]): OpenTable[] {
  const rows = rowsOf(lines)
  const tables: OpenTable[] = []
  for (let index = 0; index < rows.length; index += 1) {
    const table = headedTable(rows, index) ?? alignedTable(rows, index)
    if (!table) continue
    tables.push(table)
    const end = Math.max(...table.lines.map((line) => bottom(line.box)))
    while ((rows[index + 1]?.[0]?.box.y ?? Infinity) < end - 1) index += 1
  }
  return tables
}

function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = []
  for (const line of [...lines].sort((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1)
    if (row?.[0] && line.baseline - row[0].baseline < 0.3 * line.sizePt) row.push(line)
    else rows.push([line])
  }
  return rows.map((row) => row.sort((a, b) => a.box.x - b.box.x))
}

/** A row of header words and what stands under it, until a line runs across the columns or a larger heading comes. */
function headedTable(rows: readonly Row[], index: number): OpenTable | null {
  const header = rows[index]
  if (!header || header.length < 2 || !header.every((line) => headerWord.test(line.text))) return null
  const body = rowsUnder(rows.slice(index + 1), header)
  const starts = columnStarts(header, body.flat())
  if (body.length < 2 || starts.length !== header.length) return null
  const tops = rowTops(body, starts)
  return tops.length < 2 ? null : tableFrom([header, ...body], starts, [topOf(header), ...tops])
}

function rowsUnder(rows: readonly Row[], header: Row): Row[] {
  const starts = header.map((line) => line.box.x)
  const headerSize = header[0]?.sizePt ?? 10
  const under: Row[] = []
  for (const row of rows) {
    const isCrossing = row.some((line) =>
      starts.slice(1).some((x, column) => line.box.x < x - 25 && right(line.box) > x + 25 && column >= 0),
    )
    const isHeading = row.some((line) => line.sizePt > 1.15 * headerSize)
    const last = under.at(-1) ?? header
    const gap = topOf(row) - Math.max(...last.map((line) => bottom(line.box)))
    if (isCrossing || isHeading || gap > 4 * headerSize) break
    under.push(row)
  }
  return under
}

/** Where the columns really begin: headers are often centred over them. */
function columnStarts(header: Row, body: readonly Line[]): number[] {
  const edges = clusters(
    body.map((line) => line.box.x),
    4,
  )
  return header.flatMap((name, column) => {
    const from = column === 0 ? -Infinity : (header[column - 1]?.box.x ?? 0) + 10
    const near = edges.filter(({ at }) => at > from && at < right(name.box))
    const best = near.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count)[0] ?? near[0]
    return [Math.min(best?.at ?? name.box.x, name.box.x)]
  })
}

/** Tops of the rows: a first-column entry that has white above it and something beside it. */
function rowTops(body: readonly Row[], starts: readonly number[]): number[] {
  const columnOf = (line: Line): number => starts.filter((x) => x <= line.box.x + 4).length - 1
  const lines = body.flat()
  const firsts = lines.filter((line) => columnOf(line) <= 0)
  return firsts.flatMap((line, index) => {
    const before = firsts[index - 1]
    const isLevel = lines.some(
      (other) => columnOf(other) > 0 && Math.abs(other.baseline - line.baseline) < 0.4 * line.sizePt,
    )
    const gap = before ? line.box.y - bottom(before.box) : Infinity
    const isNew =
      gap > 0.55 * line.sizePt ||
      (isLevel && /[.!?:]$|^.{0,18}$/.test(before?.text ?? '') && /^[\p{Lu}\d]/u.test(line.text))
    return isLevel && isNew ? [line.box.y] : []
  })
}

/** Rows of at least three short cells that begin, end or are centred at the same places. */
function alignedTable(rows: readonly Row[], index: number): OpenTable | null {
  const first = rows[index]
  if (!first || !isCells(first)) return null
  const taken: Row[] = [first]
  for (const row of rows.slice(index + 1)) {
    const last = taken.at(-1) ?? first
    const sizePt = median(first.map((line) => line.sizePt))
    if (topOf(row) - bottom(union(last.map((line) => line.box))) > 2.2 * sizePt) break
    if (!isCells(row) || row.length !== first.length || !isUnder(row, first)) break
    taken.push(row)
  }
  if (taken.length < 3) return null
  const starts = first.map((_, column) => Math.min(...taken.map((row) => row[column]?.box.x ?? Infinity)))
  return tableFrom(taken, starts, taken.map(topOf))
}

const isCells = (row: Row): boolean =>
  row.length >= 3 &&
  row.every((line) => line.text.length <= 30 && !/[.,;]$/.test(line.text)) &&
  row.some((line) => /\p{L}|\d/u.test(line.text))

const isUnder = (row: Row, first: Row): boolean =>
  row.every((line, column) => {
    const above = first[column]
    if (!above) return false
    const shift = [line.box.x - above.box.x, right(line.box) - right(above.box)]
    return shift.some((value) => Math.abs(value) < 4) || Math.abs((shift[0] ?? 0) + (shift[1] ?? 0)) < 8
  })

const topOf = (row: Row): number => Math.min(...row.map((line) => line.box.y))

function tableFrom(rows: readonly Row[], starts: readonly number[], tops: readonly number[]): OpenTable {
  const lines = rows.flat()
  const all: Box = union(lines.map((line) => line.box))
  const xs = [...starts.map((x) => x - 2), right(all) + 2]
  const ys = [...tops.map((y) => y - 1), bottom(all) + 1]
  const cells = ys.slice(0, -1).flatMap((y, row) =>
    xs.slice(0, -1).map((x, column) => {
      const [width, height] = [(xs[column + 1] ?? x) - x, (ys[row + 1] ?? y) - y]
      return { row, column, rowSpan: 1, columnSpan: 1, box: { x, y, width, height } }
    }),
  )
  return { grid: { xs, ys, cells }, lines }
}
