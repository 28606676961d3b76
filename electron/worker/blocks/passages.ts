// Lines of one page -> passages in reading order: paragraphs and tables, each knowing the box it stands in.
// Example: two columns with a grey warning panel in the second -> paragraphs of the first, of the second, of the panel where it stands.
// Tables are found first (their text is no longer prose), then boxes, then columns over what is left.

import type { Box, Page } from '../../../shared/domain.ts'
import { boxesOf } from './boxes.ts'
import type { TextBox } from './boxes.ts'
import { figuresOf, isCallout, labelsOf, runningText } from './figures.ts'
import type { Figure } from './figures.ts'
import { bottom, holds, middleX, middleY, overlapX, overlapY, right } from './geometry.ts'
import type { Line } from './lines.ts'
import { paragraphOf, paragraphsOf } from './paragraphs.ts'
import type { Paragraph } from './paragraphs.ts'
import { columnsInOrder } from './readingOrder.ts'
import type { Piece } from './readingOrder.ts'
import type { Table } from './tables.ts'

export type Passage =
  | { kind: 'label'; paragraph: Paragraph; frame: TextBox | null }
  | { kind: 'paragraph'; paragraph: Paragraph; frame: TextBox | null }
  | { kind: 'table'; table: Table; frame: TextBox | null }

type Content =
  | { kind: 'line'; line: Line }
  | { kind: 'table'; table: Table }
  | { kind: 'box'; box: TextBox }
  | { kind: 'figure'; figure: Figure }
type ContentPiece = Piece & { content: Content }

export interface PageContent {
  page: Page
  tables: Table[]
  lines: Line[]
  outlines: Box[]
  drawings: Figure[]
}

export function passagesOf({ page, tables, lines, outlines, drawings }: PageContent): Passage[] {
  const bodySizePt = usualSize(lines)
  const { figures, rest: unlabelled } = figuresOf(page, lines, bodySizePt)
  const { boxes, rest: loose } = boxesOf({ ...page, fills: [...page.fills, ...outlines] }, unlabelled)
  const labels = labelsNear(page.pictures, loose, bodySizePt)
  return inOrder([
    ...loose.map((line) => widened(linePiece(line, bodySizePt, labels), page)),
    ...tables.map((table) => piece(table.box, { kind: 'table', table })),
    ...boxes.map((box) => piece(box.box, { kind: 'box', box })),
    ...[...drawings, ...figures].map((figure) => ({ ...piece(figure.box, { kind: 'figure', figure }), isLight: true })),
  ])
}

const piece = (box: Box, content: Content): ContentPiece => ({
  box,
  sizePt: 0,
  isLight: false,
  isHeading: false,
  text: '',
  content,
})

/** A few words in small print near a picture are its label too, unless a sentence above runs on in them: they do not hold columns apart. */
function labelsNear(pictures: readonly Box[], lines: readonly Line[], bodySizePt: number): Set<Line> {
  const labels = lines.filter(({ text, sizePt, box }) => {
    const isSmall = sizePt < 0.8 * bodySizePt && text.length < 30
    const isPointer = isCallout(text) && sizePt < 1.3 * bodySizePt
    const isNear = (picture: Box): boolean => overlapX(picture, box) > -60 && overlapY(picture, box) > -60
    return (isSmall || isPointer) && pictures.some(isNear)
  })
  const running = runningText(lines, new Set(labels))
  return new Set(labels.filter((line) => !running.has(line)))
}

function linePiece(line: Line, bodySizePt: number, labels: ReadonlySet<Line>): ContentPiece {
  if (!labels.has(line))
    return {
      ...piece(line.box, { kind: 'line', line }),
      sizePt: line.sizePt,
      isHeading: line.isBold || line.sizePt > 1.15 * bodySizePt,
      text: line.text,
    }
  const figure = { box: line.box, labels: [line] }
  return { ...piece(line.box, { kind: 'figure', figure }), isLight: true, text: line.text }
}

/** A heading over a rule, or on a coloured bar, is as wide as these: it divides the columns above it from those below. */
function widened(known: ContentPiece, page: Page): ContentPiece {
  const { box, sizePt } = known
  const bars = [
    ...page.rules
      .filter((rule) => rule.kind === 'horizontal' && isUnder(box, rule.box, sizePt))
      .map((rule) => rule.box),
    ...page.fills.filter((fill) => fill.height < 3 * sizePt && holds(fill, box)),
  ]
  const widest = Math.max(right(box), ...bars.filter((bar) => bar.x > box.x - 12).map(right))
  const centred = bars.filter((bar) => Math.abs(middleX(bar) - middleX(box)) < 6 && bar.width > box.width)
  const [x, end] = [Math.min(box.x, ...centred.map((bar) => bar.x)), Math.max(widest, ...centred.map(right))]
  return known.isLight ? known : { ...known, box: { ...box, x, width: end - x } }
}

const isUnder = (text: Box, rule: Box, sizePt: number): boolean =>
  rule.y > text.y + 0.6 * sizePt && rule.y < bottom(text) + 0.9 * sizePt && overlapX(text, rule) > 0.8 * text.width

/** The size that most of the page is set in. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>()
  for (const line of lines) {
    const size = Math.round(line.sizePt * 2) / 2
    letters.set(size, (letters.get(size) ?? 0) + line.text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

function inOrder(pieces: readonly ContentPiece[]): Passage[] {
  return columnsInOrder(pieces).flatMap(columnPassages)
}

/** One column from top to bottom: runs of lines become paragraphs; tables, boxes and figures stand between them. */
function columnPassages(column: readonly ContentPiece[]): Passage[] {
  const passages: Passage[] = []
  let run: Line[] = []
  const flush = (): void => {
    passages.push(...paragraphsOf(run).map((paragraph): Passage => ({ kind: 'paragraph', paragraph, frame: null })))
    run = []
  }
  const figures: Figure[] = []
  for (const { content } of column) {
    if (content.kind === 'line') run.push(content.line)
    else if (content.kind === 'figure') figures.push(content.figure)
    else {
      flush()
      if (content.kind === 'table') passages.push({ kind: 'table', table: content.table, frame: null })
      else passages.push(...framed(content.box))
    }
  }
  flush()
  return figures.reduce(withFigure, passages)
}

/** Labels stand after the last paragraph that begins above the figure's middle: text may run round a figure unbroken. */
function withFigure(passages: readonly Passage[], figure: Figure): Passage[] {
  const before = passages.findLastIndex((passage) => boxOf(passage).y < middleY(figure.box))
  const labels = labelsOf(figure).map((lines) => labelPassage(paragraphOf(lines)))
  return [...passages.slice(0, before + 1), ...labels, ...passages.slice(before + 1)]
}

/** A speech bubble with a whole sentence is text; "colder" is a label. */
function labelPassage(paragraph: Paragraph): Passage {
  const isSentence = /[.!?]$/.test(paragraph.text) && paragraph.text.split(' ').length >= 4
  return { kind: isSentence ? 'paragraph' : 'label', paragraph, frame: null }
}

export function pageOf(passage: Passage): number {
  switch (passage.kind) {
    case 'label':
    case 'paragraph':
      return passage.paragraph.page
    case 'table':
      return passage.table.page
  }
}

function boxOf(passage: Passage): Box {
  switch (passage.kind) {
    case 'label':
    case 'paragraph':
      return passage.paragraph.box
    case 'table':
      return passage.table.box
  }
}

const framed = (frame: TextBox): Passage[] =>
  inOrder(frame.lines.map((line) => linePiece(line, usualSize(frame.lines), new Set()))).map((passage) => ({
    ...passage,
    frame,
  }))
