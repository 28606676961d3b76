// Lines of one column -> paragraphs: lines that belong to one block. Example: a step of three lines -> one paragraph with marker "2.".
// Trap: leading alone does not tell paragraphs apart in tightly set manuals; markers, indents, weight and size tell as much.

import { overlapY, right, union } from './geometry.ts'
import type { Box } from '../../../shared/domain.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'
import { opensWarning, signalOf } from './hazards.ts'
import type { Line } from './lines.ts'
import { mergeLines } from './lines.ts'
import { markerOf } from './markers.ts'
import type { Marker } from './markers.ts'
import { tocEntryOf } from './toc.ts'
import { joinLines } from './words.ts'

const loosePitch = 1.9

export interface Paragraph {
  page: number
  lines: Line[]
  text: string
  box: Box
  marker: Marker | null
}

export function paragraphsOf(column: readonly Line[]): Paragraph[] {
  const lines = withLetterDots(rowsOf(column))
  const pitch = usualPitch(lines)
  const paragraphs: Line[][] = []
  for (const line of lines) {
    const open = paragraphs.at(-1)
    if (open && continues(open, line, { pitch, columnRight: Math.max(...lines.map(({ box }) => box.x + box.width)) }))
      open.push(line)
    else paragraphs.push([line])
  }
  return paragraphs.map(paragraphOf)
}

/** "a Avoid narrow necks." over "b Do not overheat." and "c Stir it.": letters that have lost their dots. */
function withLetterDots(lines: Line[]): Line[] {
  const lettered = lines.filter(({ text }) => /^[a-z] \p{Lu}\p{Ll}/u.test(text))
  const runs: Line[][] = []
  for (const line of lettered) {
    const run = runs.at(-1)
    const [first] = run ?? []
    const isNext = run && line.text.charCodeAt(0) === 'a'.charCodeAt(0) + run.length
    if (isNext && first && Math.abs(first.box.x - line.box.x) < line.sizePt) run.push(line)
    else if (line.text.startsWith('a')) runs.push([line])
  }
  const listed = new Set(runs.filter((run) => run.length >= 3).flat())
  return lines.map((line) => (listed.has(line) ? { ...line, text: line.text.replace(/^[a-z]/, '$&.') } : line))
}

export function paragraphOf(lines: Line[]): Paragraph {
  return {
    page: lines[0]?.page ?? 0,
    lines,
    text: joinLines(lines.map((line) => line.text)),
    box: union(lines.map((line) => line.box)),
    marker: markerOf(lines[0]?.text ?? ''),
  }
}

/** Pieces of one text line that stood apart, joined from left to right. */
function rowsOf(column: readonly Line[]): Line[] {
  const rows: Line[][] = []
  for (const line of withLevelLabels(column).sort((a, b) => a.baseline - b.baseline || a.box.x - b.box.x)) {
    const row = rows.at(-1)
    const first = row?.[0]
    const isLevel =
      first !== undefined &&
      (Math.abs(first.baseline - line.baseline) < 0.25 * Math.min(first.sizePt, line.sizePt) ||
        overlapY(first.box, line.box) > 0.7 * Math.min(first.box.height, line.box.height))
    if (row && isLevel && !areTwoHeadings(row.at(-1), line)) row.push(line)
    else rows.push([line])
  }
  return rows.map(mergeLines)
}

/** "WARNING :" set level with the middle of the two lines that it stands before goes with the first of them. */
function withLevelLabels(column: readonly Line[]): Line[] {
  return column.map((line) => {
    if (!/^[^.:]{2,24}\s?:$/u.test(line.text)) return line
    const beside = column.filter(
      ({ box }) =>
        box.x > right(line.box) &&
        box.x < right(line.box) + 3 * line.sizePt &&
        overlapY(box, line.box) > 0.1 * box.height,
    )
    const [first, second] = [...beside].sort((a, b) => a.baseline - b.baseline)
    const isMiddle = first && second && first.baseline < line.baseline && second.baseline > line.baseline
    if (!isMiddle || beside.length > 2 || Math.abs(first.box.x - second.box.x) > 2) return line
    return { ...line, baseline: first.baseline, box: { ...line.box, y: first.box.y } }
  })
}

/** Titles side by side, over a table and over a list, are not one title. */
const areTwoHeadings = (left: Line | undefined, line: Line): boolean =>
  left !== undefined &&
  left.isBold &&
  line.isBold &&
  !/^\p{Ll}/u.test(line.text) && // the symbol of a key between two bold words leaves white as well
  line.box.x - right(left.box) > 2 * line.sizePt

/** The distance between baselines inside paragraphs, in ems: the lower quartile, as many lists have no line inside. */
function usualPitch(lines: readonly Line[]): number {
  const pitches = lines.slice(1).flatMap((line, index) => {
    const before = lines[index]
    if (!before || Math.abs(before.sizePt - line.sizePt) > 0.5) return []
    const pitch = (line.baseline - before.baseline) / line.sizePt
    return pitch > 0.8 && pitch < 2.6 ? [Math.round(pitch * 20) / 20] : []
  })
  return pitches.sort((a, b) => a - b)[Math.floor(pitches.length / 4)] ?? 1.25
}

function continues(open: readonly Line[], line: Line, column: { pitch: number; columnRight: number }): boolean {
  const first = open[0]
  const last = open.at(-1)
  if (!first || !last || tocEntryOf(last.text) || line.text.startsWith('⚠') || opensWarning(line.text)) return false
  if (markerOf(line.text) && !isNumberInText(open, line)) return false
  const em = Math.max(last.sizePt, line.sizePt)
  const pitch = (line.baseline - last.baseline) / em
  const slack = runsOn(last, line, column.columnRight) ? 0.7 : 0.25
  if (pitch < 0.4 || pitch > Math.max(column.pitch, 1) + slack) return false
  if (pitch > loosePitch && /[.!?:]$/.test(last.text)) return false // sentences set apart, not text set loosely
  if (pitch > 1.6 && last.isBold && line.isBold) return false // two headings
  if (!isSetAlike(last, line) && !endsSentenceOf(last, line)) return false
  if (last.isBold !== line.isBold && !endsSentenceOf(last, line) && !isOneSentence(last, line, column.columnRight))
    return false
  if (last.isBold && line.isBold && (last.color !== line.color || isOtherTitle(last, line, column.columnRight)))
    return false
  if (open.length === 1 && isLeadIn(last, line, column.columnRight)) return false
  if (startsAfresh(open, line, column.columnRight)) return false
  return true
}

/** Of one size, or small capitals ("press WASH TEMP") among words of it. */
function isSetAlike(last: Line, line: Line): boolean {
  const sizesOf = ({ items, sizePt }: Line): number[] => [
    sizePt,
    ...items.filter(({ text }) => /\p{L}{2}/u.test(text)).map(({ fontSizePt }) => fontSizePt),
  ]
  const near = 0.08 * Math.max(last.sizePt, line.sizePt)
  const sizes = sizesOf(line)
  return sizesOf(last).some((size) => sizes.some((other) => Math.abs(size - other) <= near))
}

/** "… to save and exit" | "SET-UP MODE.": the last words of a sentence, in small capitals. */
const endsSentenceOf = (last: Line, line: Line): boolean =>
  /[\p{L},]$/u.test(last.text) &&
  /^\p{Lu}[^\p{Ll}]*\.$/u.test(line.text) &&
  line.sizePt < last.sizePt &&
  line.sizePt > 0.8 * last.sizePt &&
  Math.abs(line.box.x - last.box.x) < 2

/** The line before is full and ends no sentence, and this one begins in the middle of one. Drawn keys push lines apart and end some. */
const runsOn = (last: Line, line: Line, columnRight: number): boolean =>
  /^(?:\d+\s)?\p{Ll}/u.test(line.text) &&
  !/[.!?:;]$/.test(last.text) &&
  (right(last.box) > columnRight - 4 * last.sizePt || line.text.includes(inlinePicture))

/** A number at the start of a running line ("… press Delay | (3) buttons", "… wait for | 10 Minutes") is no step. */
function isNumberInText(open: readonly Line[], line: Line): boolean {
  const [marker, first, last] = [markerOf(line.text), markerOf(open[0]?.text ?? ''), open.at(-1)]
  if (marker?.kind !== 'step' || !last || /[.!?:;,]$/.test(last.text)) return false
  if (first?.kind === 'step' && marker.ordinal === first.ordinal + 1) return false // the next step of the list
  const isBracketed = marker.marker.startsWith('(')
  if (isBracketed && marker.rest === '') return true // "… upper spray arm | (2)"
  if (marker.isLetter && marker.rest === '') return true // "… as shown in picture | A."
  const isUnderText = open.length > 1 && first !== null && Math.abs((open[1] ?? last).box.x - line.box.x) < 2
  if (marker.rest === '' && isUnderText && /\p{Ll}$/u.test(last.text)) return true // "• … goes back to level | 1."
  const isInText = marker.isBare || (isBracketed && /^[\p{Ll}(]/u.test(marker.rest))
  return isInText && open.length > 1 && Math.abs((open.at(1) ?? last).box.x - line.box.x) < 2
}

/** "Live parts" in one bold font, "Danger of electrocution" below it in another: two titles, each with room left on its line. */
const isOtherTitle = (last: Line, line: Line, columnRight: number): boolean =>
  last.fontName !== line.fontName &&
  /^\p{Lu}\p{Ll}/u.test(line.text) &&
  /[\p{L})]$/u.test(last.text) &&
  hadRoom(last, line, columnRight)

/** A bold passage that begins or ends inside a paragraph: the line before runs to the margin, and both kinds stand on one line. */
function isOneSentence(last: Line, line: Line, columnRight: number): boolean {
  if (/^\p{Ll}/u.test(line.text) && !/[.:!?]$/.test(last.text)) return true
  const isMixed = ({ items }: Line): boolean => new Set(items.map((item) => item.isBold)).size > 1
  if (isMixed(last) && !/[.:!?]$/.test(last.text)) return true
  return isMixed(line) && last.box.x + last.box.width > columnRight - 0.3 * (columnRight - last.box.x)
}

/** A short line that begins in bold stands over a full line of text: "Eco mode  45 °C" | "The appliance heats …". */
function isLeadIn(last: Line, line: Line, columnRight: number): boolean {
  const middle = columnRight - 0.35 * (columnRight - last.box.x)
  const isTitle = beginsBold(last) && !signalOf(last.text) && !/[,;–-]$/.test(last.text)
  const isText = line.items.every((item) => !item.isBold) && /^\p{Lu}/u.test(line.text)
  return isTitle && isText && right(last.box) < middle && right(line.box) > middle
}

/** "Width  42.3 cm": a name and its figure, in a line of its own. */
const isFact = ({ text }: Line): boolean =>
  /^\p{Lu}[^.!?]*\s\d[\d.,]*\s?(?:\p{L}{1,3}[²³]?|[°%]\s?\p{L}?)?$/u.test(text)

const beginsBold = ({ items }: Line): boolean => items.find(({ text }) => /\p{L}/u.test(text))?.isBold === true

/** The next word would have stood on the line before: the line was ended on purpose. */
function hadRoom(last: Line, line: Line, columnRight: number): boolean {
  const [word = ''] = line.text.split(' ')
  const wordPt = (line.box.width / Math.max(1, line.text.length)) * (word.length + 1)
  return right(last.box) + wordPt < columnRight - 1.5 * last.sizePt
}

/** Text that ran round a pictogram goes on below it, further left, in the middle of a sentence and of a full line. */
function runsRound(open: readonly Line[], line: Line, columnRight: number): boolean {
  const [first, last] = [open[0], open.at(-1)]
  if (!first || !last || markerOf(first.text)) return false
  return /[\p{L},(]$/u.test(last.text) && /^[\p{Ll}\d(]/u.test(line.text) && !hadRoom(last, line, columnRight)
}

function startsAfresh(open: readonly Line[], line: Line, columnRight: number): boolean {
  const first = open[0]
  const last = open.at(-1)
  if (!first || !last) return true
  const body = open[1] ?? (markerOf(first.text) ? null : first)
  const em = line.sizePt
  const endsSentence = /[.!?:][)"”’]?$/.test(last.text)
  if (body && line.box.x - body.box.x > 1.2 * em && endsSentence) return true // first-line indent
  const isIndentedFirst = open.length === 1 && !endsSentence && last.box.x + last.box.width > columnRight - 6 * em
  const left = Math.min(...open.map(({ box }) => box.x))
  if (line.box.x < left - 1.2 * em) return !isIndentedFirst && !runsRound(open, line, columnRight) // back out of an indented block
  const isShort = last.box.x + last.box.width < columnRight - 0.35 * (columnRight - first.box.x)
  const isUnderMarker = markerOf(first.text) !== null && Math.abs(line.box.x - first.box.x) < 0.3 * em
  // "• 22 mm thick" | "The height depends on the plinth": the text below shows how wide the column is.
  if (isUnderMarker && open.length === 1 && /^\p{Lu}\p{Ll}/u.test(line.text) && hadRoom(last, line, right(line.box)))
    return true
  if (isUnderMarker && endsSentence) {
    // Under the marker rather than under its text: the step has ended, unless its own lines run back to the margin too.
    const isEnded = isShort || (/^\p{Lu}/u.test(line.text) && hadRoom(last, line, columnRight))
    return open.length === 1 ? isEnded : Math.abs((open[1]?.box.x ?? 0) - first.box.x) > 0.5 * em || isEnded
  }
  if ((isFact(last) || /[:：]$/.test(last.text)) && isFact(line) && isShort) return true
  const isTitleNext = beginsBold(line) && !line.items.every((item) => item.isBold) && hadRoom(last, line, columnRight)
  return endsSentence && (isShort || isTitleNext) && /^["“„«‘]?[\p{Lu}\d•]/u.test(line.text)
}
