// First rows of a table -> how many of them name the columns, and the names. Example: [Fault | Cause | Remedy] in bold -> 1 row.
// Evidence: bold against plain, another text colour, a tint of its own, words that only headers are made of, or words over figures.
// Trap: a first column in bold is no header row; every written cell of the row must stand apart.

import type { Box } from '../../../shared/domain.ts'
import { holds } from './geometry.ts'
import type { FilledCell } from './tableCells.ts'

/** Leading rows that name the columns: set apart from the next rows by weight or colour in every cell. */
export function headerRowCount(rows: readonly FilledCell[][], fills: readonly Box[]): number {
  const [first, second] = rows
  if (!first || !second || isOneCell(first)) return 0
  if (!looksLikeHeader(first, second, fills)) return rowsOverFigures(rows)
  const third = rows[2]
  const isGrouped =
    first.some((cell) => cell.columnSpan > 1) && third !== undefined && looksLikeHeader(second, third, fills)
  return isGrouped ? 2 : 1
}

/** "Level | °dH | °fH" over "1 | 0 - 6 | 0 - 10": one or two rows of words over columns that hold figures all the way down. */
function rowsOverFigures(rows: readonly FilledCell[][]): number {
  const textsOf = (row: readonly FilledCell[]): string[] => row.map(({ content }) => content.text)
  const count = [1, 2].find((head) => {
    const below = rows.slice(head).map(textsOf)
    const figures = textsOf(rows[0] ?? []).flatMap((_, column) => {
      const written = below.map((texts) => texts[column] ?? '').filter((text) => text !== '')
      return column > 0 && written.length >= 2 && written.every(isFigure) ? [column] : []
    })
    const namesAll = (texts: readonly string[]): boolean => figures.every((column) => isName(texts[column] ?? ''))
    return figures.length >= 2 && rows.slice(0, head).map(textsOf).every(namesAll)
  })
  return count ?? 0
}

const isFigure = (text: string): boolean => /^[~<>≤≥±+–-]?\s?\d/u.test(text)
const isName = (text: string): boolean => /\p{L}{2}/u.test(text) && !isFigure(text)

/** A table may begin with its own title, over all columns; the names of the columns stand below. */
export function titleRowCount(rows: readonly FilledCell[][]): number {
  const [first] = rows
  return first && rows.length > 3 && isOneCell(first) ? 1 : 0
}

const isOneCell = (row: readonly FilledCell[]): boolean => row.filter((cell) => cell.content.text !== '').length === 1

function looksLikeHeader(row: readonly FilledCell[], next: readonly FilledCell[], fills: readonly Box[]): boolean {
  const written = row.filter((cell) => cell.content.text !== '')
  if (written.length < 2 || written.some((cell) => cell.content.text.length > 60)) return false
  const isNamed = ({ content }: FilledCell): boolean => /\p{L}{2}/u.test(content.text)
  if (written.filter(isNamed).length * 2 < written.length) return false // numbers that point into a drawing above the table
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

export const headerWord =
  /^(?:possible |mögliche |probable )?(?:problems?|symptoms?|faults?|troubles?|causes?|reasons?|remed(?:y|ies)|solutions?|actions?|troubleshooting|what to do|checks?|error(?: code)?|codes?|display|meaning|description|programmes?|programs?|störung|problem|fehler|ursache|abhilfe|lösung|maßnahme|anzeige|bedeutung|programm|problème|cause|remède|solution|guasto|causa|rimedio|soluzione|problema|solución|código|codice)s?\b.{0,25}$/iu

/** Names of the columns; over a group of columns the group's name stands before each. */
export function headerOf(rows: readonly FilledCell[][], columnCount: number): string[] {
  if (rows.length === 0) return []
  return Array.from({ length: columnCount }, (_, column) => {
    const over = rows.flatMap((row) =>
      row.filter((cell) => cell.column <= column && column < cell.column + cell.columnSpan).slice(0, 1),
    )
    return [...new Set(over)]
      .map((cell) => cell.content.text)
      .filter(Boolean)
      .join(' ')
  })
}
