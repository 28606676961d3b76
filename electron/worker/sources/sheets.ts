// Units of a source without pages -> sheets: one a topic file, set in one column, so that every block has a page and a box as it has in a
// PDF and the review can show where a sentence stands. Example: a task of six steps -> one sheet, heading and six step blocks.
// Trap: lines are broken by counting letters, not by measuring a font: boxes must come out the same on every machine.

import type { Block, Box } from '../../../shared/domain.ts'
import { partsOf } from './unit.ts'
import type { Part, RowPart, SourceUnit } from './unit.ts'

export interface SheetLine {
  text: string
  x: number
  baseline: number
  sizePt: number
  isBold: boolean
  widthPt: number
}

export interface Sheet {
  number: number
  file: string
  widthPt: number
  heightPt: number
  /** The unit's title first, then its parts, in order. */
  blocks: Block[]
  lines: SheetLine[]
}

const widthPt = 595
const leastHeightPt = 842
const marginPt = 56
const measurePt = widthPt - 2 * marginPt
const letterEm = 0.5
const leading = 1.35

/** Sheets are numbered from 1, in the order of the units. */
export const sheetsOf = (units: readonly SourceUnit[]): Sheet[] => units.map((unit, at) => sheetOf(unit, at + 1))

function sheetOf(unit: SourceUnit, number: number): Sheet {
  const sheet: Sheet = { number, file: unit.file, widthPt, heightPt: leastHeightPt, blocks: [], lines: [] }
  let y = marginPt
  const title: Part = {
    kind: 'heading',
    level: Math.min(6, unit.chapter.length + 1),
    text: unit.title,
    place: `${unit.file}#${unit.id}`,
  }
  for (const part of [title, ...partsOf(unit)]) {
    const { block, lines, bottom } = part.kind === 'table-row' ? setRow(part, number, y) : setPart(part, number, y)
    sheet.blocks.push(block)
    sheet.lines.push(...lines)
    y = bottom
  }
  sheet.heightPt = Math.max(leastHeightPt, Math.ceil(y + marginPt))
  return sheet
}

interface Setting {
  block: Block
  lines: SheetLine[]
  bottom: number
}

function setPart(part: Part, page: number, top: number): Setting {
  const isHeading = part.kind === 'heading'
  const sizePt = isHeading ? (part.level <= 2 ? 15 : 12.5) : 10.5
  const indent = part.kind === 'step' || part.kind === 'bullet' ? 22 : part.kind === 'hazard' ? 10 : 0
  const before = isHeading ? 14 : 5
  const { lines, box } = setText(
    part.text,
    { x: marginPt + indent, y: top + before, width: measurePt - indent },
    sizePt,
  )
  const mark = part.kind === 'step' ? part.marker : part.kind === 'bullet' ? '•' : ''
  const [first] = lines
  const marked = mark === '' || !first ? [] : [{ ...first, text: mark, x: marginPt + 4, widthPt: 18 }]
  return {
    block: { ...part, page, box: { ...box, x: marginPt, width: box.width + indent } },
    lines: [...marked, ...lines.map((line) => ({ ...line, isBold: isHeading }))],
    bottom: box.y + box.height,
  }
}

function setRow(row: RowPart, page: number, top: number): Setting {
  const width = measurePt / Math.max(1, row.cells.length)
  const set = row.cells.map((text, at) =>
    setText(text, { x: marginPt + at * width, y: top + 5, width: width - 10 }, 9.5),
  )
  const bottom = Math.max(top, ...set.map(({ box }) => box.y + box.height))
  const { text, table, header, place } = row
  return {
    block: {
      kind: 'table-row',
      text,
      table,
      header,
      place,
      page,
      box: { x: marginPt, y: top + 5, width: measurePt, height: Math.max(0, bottom - top - 5) },
      cells: row.cells.map((words, at) => ({ text: words, parts: [words], box: set[at]?.box ?? empty })),
    },
    lines: set.flatMap(({ lines }) => lines),
    bottom,
  }
}

const empty: Box = { x: 0, y: 0, width: 0, height: 0 }

function setText(
  text: string,
  { x, y, width }: { x: number; y: number; width: number },
  sizePt: number,
): { lines: SheetLine[]; box: Box } {
  const broken = brokenLines(text, Math.max(4, Math.floor(width / (letterEm * sizePt))))
  const lines = broken.map((line, at) => ({
    text: line,
    x,
    baseline: y + sizePt * (leading * at + 1),
    sizePt,
    isBold: false,
    widthPt: width,
  }))
  const longest = Math.max(0, ...broken.map((line) => line.length))
  return {
    lines,
    box: {
      x,
      y,
      width: Math.min(width, longest * letterEm * sizePt),
      height: Math.ceil(sizePt * leading * broken.length),
    },
  }
}

/** A word longer than a line is cut. */
function brokenLines(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').flatMap((long) => long.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? [])) {
    const open = lines.at(-1)
    if (open !== undefined && open.length + 1 + word.length <= letters) lines[lines.length - 1] = `${open} ${word}`
    else lines.push(word)
  }
  return lines
}
