// Text of one grid cell -> its content: parts (bullets, paragraphs) in reading order. Example: "• Reset" "• Call" -> parts [Reset, Call].
// Trap: in one ruled row, cause and remedy may be two lists that pair line by line: "a", "b" beside "1", "2" are two rows, not one.

import type { Page, TableCell } from '../../../shared/domain.ts'
import { holds, union } from './geometry.ts'
import type { GridCell } from './grid.ts'
import { linesOf } from './lines.ts'
import type { Line } from './lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import type { Paragraph } from './paragraphs.ts'
import { columnsInOrder } from './readingOrder.ts'

export interface FilledCell extends GridCell {
  content: TableCell
  lines: Line[]
  paragraphs: Paragraph[]
}

/** `lines` are those of the table; items in them are dealt out anew, as a line may run over two narrow cells. */
export function filledCell(page: Page, cell: GridCell, lines: readonly Line[]): FilledCell {
  const own = lines.flatMap((line) => line.items.filter((item) => holds(cell.box, item.box)))
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
export function pairedRows(row: readonly FilledCell[]): FilledCell[][] {
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
