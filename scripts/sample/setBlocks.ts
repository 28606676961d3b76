// SampleBlock[] -> pages: each kind of block is set by one function. Example: a hazard is a box with a coloured bar and its signal word.

import { drawFigure, figureHeight } from './figures.ts'
import type { SampleBlock, SignalWord } from './blocks.ts'
import { body, bodyWidth, bold, chapter, heading, page, small } from './typesetter.ts'
import type { Style, Typesetter } from './typesetter.ts'

export type Of<Kind extends SampleBlock['kind']> = Extract<SampleBlock, { kind: Kind }>

export function setBlock(type: Typesetter, block: SampleBlock): void {
  switch (block.kind) {
    case 'chapter':
      return // numbered and placed by the book
    case 'heading':
      return setHeading(type, block.title)
    case 'text':
      type.paragraph(block.text)
      return type.space(4)
    case 'steps':
      return setSteps(type, block)
    case 'bullets':
      for (const bullet of block.bullets) type.paragraph(bullet, body, { indent: 10, marker: '•' })
      return type.space(4)
    case 'hazard':
      return setHazard(type, block)
    case 'table':
      return setTable(type, block)
    case 'figure':
      return setFigure(type, block)
  }
}

export function setChapter(type: Typesetter, title: string, number: number): void {
  type.newPage()
  type.setColumns(1)
  type.paragraph(`${number}  ${title}`, chapter)
  type.document
    .moveTo(page.left, type.y + 2)
    .lineTo(page.width - page.right, type.y + 2)
    .lineWidth(1.2)
    .strokeColor('#0b5563')
    .stroke()
  type.space(10)
  type.setColumns(2)
}

function setHeading(type: Typesetter, title: string): void {
  type.need(heading.leading + 3 * body.leading) // never alone at the foot of a column
  type.space(5)
  type.paragraph(title, heading)
  type.space(2)
}

function setSteps(type: Typesetter, { steps }: Of<'steps'>): void {
  steps.forEach((step, at) => {
    const text = typeof step === 'string' ? step : step.text
    type.paragraph(text, body, { indent: 13, marker: `${at + 1}.` })
    if (typeof step !== 'string')
      for (const part of step.parts) type.paragraph(part.slice(3), body, { indent: 25, marker: part.slice(0, 2) })
    type.space(1.5)
  })
  type.space(4)
}

const signalColours: Readonly<Record<SignalWord, string>> = {
  DANGER: '#b3141b',
  WARNING: '#d95f02',
  CAUTION: '#c79a00',
  NOTICE: '#2563a8',
}

function setHazard(type: Typesetter, { signal, text }: Of<'hazard'>): void {
  const lines = type.lines(text, body, type.width - 18)
  const height = bold.leading + lines.length * body.leading + 10
  type.need(height + 4)
  type.space(2)
  const { x, y, document } = type
  document.rect(x, y, type.width, height).lineWidth(0.6).strokeColor(signalColours[signal]).stroke()
  document.rect(x, y, 4, height).fill(signalColours[signal])
  type.line(signal, { ...bold, colour: signalColours[signal] }, x + 11, y + 5)
  lines.forEach((line, at) => type.line(line, body, x + 11, y + 5 + bold.leading + at * body.leading))
  type.y = y + height
  type.space(6)
}

const cellPadding = 4

/** Across the page, with rules; the head is repeated on the next page; an empty first cell belongs to the one above. */
function setTable(type: Typesetter, { head, widths, rows }: Of<'table'>): void {
  type.setColumns(1, type.deepest + 4)
  const columns = widths.map((share) => share * bodyWidth)
  const lefts = columns.map((_, at) => page.left + columns.slice(0, at).reduce((sum, width) => sum + width, 0))
  const cellLines = (row: readonly string[], style: Style): string[][] =>
    row.map((text, at) => type.lines(text, style, (columns[at] ?? 0) - 2 * cellPadding))
  const heightOf = (cells: readonly string[][]): number =>
    Math.max(...cells.map((lines) => lines.length)) * small.leading + 5

  const setRow = (row: readonly string[], style: Style, isHead: boolean): void => {
    const cells = cellLines(row, style)
    const height = heightOf(cells)
    if (isHead) type.document.rect(page.left, type.y, bodyWidth, height).fill('#dcebee')
    const from = row[0] === '' ? (lefts[1] ?? page.left) : page.left
    type.document
      .moveTo(from, type.y)
      .lineTo(page.left + bodyWidth, type.y)
      .lineWidth(0.4)
      .strokeColor('#7d8c92')
      .stroke()
    cells.forEach((lines, column) =>
      lines.forEach((line, at) =>
        type.line(line, style, (lefts[column] ?? 0) + cellPadding, type.y + 3 + at * small.leading),
      ),
    )
    for (const left of [...lefts, page.left + bodyWidth])
      type.document
        .moveTo(left, type.y)
        .lineTo(left, type.y + height)
        .stroke()
    type.y += height
  }
  const rowStyle: Style = { ...small, colour: body.colour }
  const headStyle: Style = { ...rowStyle, font: 'Helvetica-Bold' }
  const closed = (): unknown =>
    type.document
      .moveTo(page.left, type.y)
      .lineTo(page.left + bodyWidth, type.y)
      .lineWidth(0.4)
      .strokeColor('#7d8c92')
      .stroke()

  type.need(60)
  setRow(head, headStyle, true)
  for (const row of rows) {
    if (type.y + heightOf(cellLines(row, rowStyle)) > page.height - page.bottom) {
      closed()
      type.newPage()
      setRow(head, headStyle, true)
    }
    setRow(row, rowStyle, false)
  }
  closed()
  type.space(10)
  type.setColumns(2)
}

function setFigure(type: Typesetter, { draw, caption }: Of<'figure'>): void {
  type.need(figureHeight + small.leading + 8)
  drawFigure(type, draw)
  type.y += figureHeight + 3
  type.paragraph(caption, { ...small, font: 'Helvetica-Oblique' })
  type.space(5)
}
