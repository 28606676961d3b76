// Lines of one page -> passages in reading order: paragraphs and tables, each knowing the box it stands in.
// Example: two columns with a grey warning panel in the second -> paragraphs of the first, of the second, of the panel where it stands.
// Tables are found first (their text is no longer prose), then boxes, then columns over what is left.

import type { Page } from '../../../shared/domain.ts'
import { boxesOf } from './boxes.ts'
import type { TextBox } from './boxes.ts'
import type { Line } from './lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import type { Paragraph } from './paragraphs.ts'
import { columnsInOrder } from './readingOrder.ts'
import type { Piece } from './readingOrder.ts'
import { tablesOf } from './tables.ts'
import type { Table } from './tables.ts'

export type Passage =
  | { kind: 'paragraph'; paragraph: Paragraph; frame: TextBox | null }
  | { kind: 'table'; table: Table; frame: TextBox | null }

type LinePiece = Piece & {
  content: { kind: 'line'; line: Line } | { kind: 'table'; table: Table } | { kind: 'box'; box: TextBox }
}

export function passagesOf(page: Page, lines: readonly Line[]): Passage[] {
  const { tables, rest } = tablesOf(page, lines)
  const { boxes, rest: loose } = boxesOf(page, rest)
  return inOrder([
    ...loose.map((line): LinePiece => ({ box: line.box, sizePt: line.sizePt, content: { kind: 'line', line } })),
    ...tables.map((table): LinePiece => ({ box: table.box, sizePt: 0, content: { kind: 'table', table } })),
    ...boxes.map((box): LinePiece => ({ box: box.box, sizePt: 0, content: { kind: 'box', box } })),
  ])
}

function inOrder(pieces: readonly LinePiece[]): Passage[] {
  return columnsInOrder(pieces).flatMap(columnPassages)
}

/** One column from top to bottom: runs of lines become paragraphs, tables and boxes stand between them. */
function columnPassages(column: readonly LinePiece[]): Passage[] {
  const passages: Passage[] = []
  let run: Line[] = []
  const flush = (): void => {
    passages.push(...paragraphsOf(run).map((paragraph): Passage => ({ kind: 'paragraph', paragraph, frame: null })))
    run = []
  }
  for (const { content } of column) {
    if (content.kind === 'line') {
      run.push(content.line)
      continue
    }
    flush()
    if (content.kind === 'table') passages.push({ kind: 'table', table: content.table, frame: null })
    else passages.push(...framed(content.box))
  }
  flush()
  return passages
}

function framed(frame: TextBox): Passage[] {
  const pieces = frame.lines.map((line): LinePiece => ({
    box: line.box,
    sizePt: line.sizePt,
    content: { kind: 'line', line },
  }))
  return inOrder(pieces).map((passage) => ({ ...passage, frame }))
}
