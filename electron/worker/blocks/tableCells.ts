// Text of one grid cell -> its content: parts (bullets, paragraphs) in reading order. Example: "• Reset" "• Call" -> parts [Reset, Call].
// Trap: in one ruled row, cause and remedy may be two lists that pair line by line: "a", "b" beside "1", "2" are two rows, not one.

import type { Page, TableCell } from '../../../shared/domain.ts'
import { holds, overlapX, overlapY, union } from './geometry.ts'
import type { GridCell } from './grid.ts'
import { bandsOf } from './tableBands.ts'
import { linesOf } from './lines.ts'
import type { Line } from './lines.ts'
import { paragraphOf, paragraphsOf } from './paragraphs.ts'
import type { Paragraph } from './paragraphs.ts'
import { columnsInOrder } from './readingOrder.ts'

export interface FilledCell extends GridCell {
  content: TableCell
  lines: Line[]
  paragraphs: Paragraph[]
}

/** `lines` are those of the table; items in them are dealt out anew, as a line may run over two narrow cells. */
export function filledCell(page: Page, cell: GridCell, lines: readonly Line[]): FilledCell {
  const near = lines.filter(({ box }) => overlapY(cell.box, box) >= 0 && overlapX(cell.box, box) >= 0)
  const own = near.flatMap((line) => line.items.filter((item) => holds(cell.box, item.box)))
  const cellLines = linesOf(page.number, own, page.rules)
  const pieces = cellLines.map((line) => ({ ...line, isLight: false, isHeading: false }))
  const paragraphs = columnsInOrder(pieces).flatMap(paragraphsOf)
  return { ...cell, content: contentOf(paragraphs, cell), lines: cellLines, paragraphs }
}

function contentOf(paragraphs: readonly Paragraph[], cell: GridCell): TableCell {
  const parts = paragraphs.map(partOf).filter((part) => part !== '')
  const box = paragraphs.length > 0 ? union(paragraphs.map((paragraph) => paragraph.box)) : cell.box
  return { text: parts.join(' '), parts, box }
}

/** Without its bullet; a number stays, because it orders the parts. */
function partOf({ text, marker }: Paragraph): string {
  if (marker?.kind !== 'bullet') return text
  return text.startsWith(marker.marker) ? text.slice(marker.marker.length).trim() : text
}

/** A row whose cells, the first aside, are lists of one length with level entries -> one row per entry. */
export function pairedRows(printed: readonly FilledCell[]): FilledCell[][] {
  // Lines as paragraphs have them: "1.5" and "kg", far apart in a column of figures, are one.
  const row = printed.map((cell) => ({ ...cell, lines: cell.paragraphs.flatMap(({ lines }) => lines) }))
  return rowsOfBands(row) ?? rowsOfValues(row) ?? rowsOfLists(row)
}

const rowsOfBands = (row: readonly FilledCell[]): FilledCell[][] | null =>
  bandsOf(row)?.map((band) =>
    row.map((cell) => {
      const lines = band.get(cell)
      return lines ? withLines(cell, lines) : cell
    }),
  ) ?? null

const fewestValues = 3

/** Names over names beside figures over figures ("Butter", "Cheese", "Fish" and "6", "3", "12"): a row for each figure. */
function rowsOfValues(row: readonly FilledCell[]): FilledCell[][] | null {
  const written = row.filter((cell) => cell.content.text !== '')
  const [names, values] = written.slice(-2)
  if (!names || !values || names === values) return null
  const isBeside = (value: Line, name: Line): boolean => Math.abs(value.baseline - name.baseline) < 0.3 * name.sizePt
  const isValue = ({ text }: Line): boolean => /\d/.test(text) && text.length <= (/^\d/.test(text) ? 24 : 16)
  if (!values.lines.every(isValue)) return null
  const isPair = names.lines.length === 2 && names.lines.every(({ text }) => /^\p{Lu}/u.test(text))
  const isFigure = ({ text }: Line): boolean => /^\d/.test(text)
  if (values.lines.length < (isPair && values.lines.every(isFigure) ? 2 : fewestValues)) return null
  const groups: { name: Line[]; value: Line[] }[] = []
  for (const line of names.lines) {
    const value = values.lines.filter((known) => isBeside(known, line))
    const open = groups.at(-1)
    // A name may run on below its figure, in lower case; one without a figure at the start is a title.
    if (value.length === 0 && open && /^\p{Ll}/u.test(line.text)) open.name.push(line)
    else groups.push({ name: [line], value })
  }
  if (groups.flatMap(({ value }) => value).length !== values.lines.length) return null
  const isTitle = ({ name, value }: (typeof groups)[number]): boolean => value.length === 0 && name[0]?.isBold === true
  if (groups.slice(1).some((group) => group.value.length !== 1 && !isTitle(group))) return null
  return groups.map(({ name, value }) =>
    row.map((cell) => (cell === names ? withLines(cell, name) : cell === values ? withLines(cell, value) : cell)),
  )
}

function withLines(cell: FilledCell, lines: Line[]): FilledCell {
  const paragraphs = lines.length === 0 ? [] : [paragraphOf(lines)]
  return { ...cell, lines, paragraphs, content: contentOf(paragraphs, cell) }
}

function rowsOfLists(row: readonly FilledCell[]): FilledCell[][] {
  const [first, ...others] = row
  const lists = others.filter((cell) => cell.content.text !== '')
  const count = lists[0]?.paragraphs.length ?? 0
  const isPaired =
    first !== undefined &&
    lists.length >= 2 &&
    count >= 2 &&
    lists.every((cell) => cell.paragraphs.length === count && isLevel(cell.paragraphs, lists[0]?.paragraphs ?? []))
  if (!isPaired) return [[...row]]
  const own = first.paragraphs.length === count && isLevel(first.paragraphs, lists[0]?.paragraphs ?? [])
  return Array.from({ length: count }, (_, index) =>
    row.map((cell) => {
      const paragraph = cell === first && !own ? undefined : cell.paragraphs[index]
      return paragraph ? { ...cell, paragraphs: [paragraph], content: contentOf([paragraph], cell) } : cell
    }),
  )
}

const isLevel = (a: readonly Paragraph[], b: readonly Paragraph[]): boolean =>
  a.every((paragraph, index) => Math.abs(paragraph.box.y - (b[index]?.box.y ?? Infinity)) < 5)
