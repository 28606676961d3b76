// Pictures of a page with the lines in them -> figures with their labels. Example: a drawing of a control knob with "colder", "mid",
// "less cold" -> one figure, three labels. Labels become captions: shown in review, never spoken, and out of the way of the columns.
// Trap: a cover photo or a tinted panel lies under whole paragraphs; only short pieces of text in a picture smaller than the page are labels.

import type { Box, Page } from '../../../shared/domain.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'
import { bottom, holds, middleX, middleY, overlapX, overlapY, right, union } from './geometry.ts'
import type { Line } from './lines.ts'
import { markerOf } from './markers.ts'

const isLarge = (frame: Box): boolean => frame.width > 60 && frame.height > 30

export interface Figure {
  box: Box
  labels: Line[]
}

/** "Fig. 3:" is the name of a picture, however bold. */
export const isFigureName = (text: string): boolean =>
  /^(?:fig(?:ure|ura)?|abb(?:ildung)?|bild|pic)\.?\s*\d+[a-z]?\s*[.:]?$/i.test(text)

const largestFraction = 0.6
const nearPt = 9
const tallestWords = 4 // lines: displays that the text runs round may be one picture
export const longestLabel = 42
const longestExclamation = 12 // "CLICK!" in a speech bubble, "MENU" on a display: bold and large, and no heading

export function figuresOf(page: Page, lines: readonly Line[], bodySizePt: number): { figures: Figure[]; rest: Line[] } {
  const pageArea = page.widthPt * page.heightPt
  const words = page.items.filter(({ text }) => text === inlinePicture)
  const pictures = touching(
    page.pictures.filter(
      (picture) =>
        picture.width * picture.height < largestFraction * pageArea &&
        Math.min(picture.width, picture.height) > 14 &&
        !words.some(({ box }) => holds(picture, box) && picture.height < tallestWords * box.height), // keys and displays between words
    ),
  )
  // A drawing made of rectangles alone shows as a frame with nothing but labels in it.
  const frames = page.fills.filter((fill) => fill.width * fill.height < largestFraction * pageArea && isLarge(fill))
  const figures = [...captionsUnder(page.pictures, lines), ...namedKeys(page.pictures, lines)]
  const captions = new Set(figures.flatMap(({ labels }) => labels))
  let rest = lines.filter((line) => !captions.has(line))
  for (const picture of [...pictures, ...frames]) {
    const isFrame = page.fills.includes(picture)
    const held = rest.filter((line) => isIn(picture, line, isFrame ? 0 : nearPt))
    const isBubbled = !isFrame && held.every((line) => line.text.length <= longestExclamation)
    const running = runningText(rest, new Set(held))
    const labels = held.filter(
      (line) => !running.has(line) && (isLabel(line, rest, bodySizePt) || (isBubbled && holds(picture, line.box))),
    )
    if (isFrame && (labels.length < held.length || held.length === 0)) continue
    // A picture under running text is a background.
    if (labels.length === 0 || held.length - labels.length > labels.length) continue
    const taken = new Set(labels)
    figures.push({ box: union([picture, ...labels.map((line) => line.box)]), labels })
    rest = rest.filter((line) => !taken.has(line))
  }
  return { figures, rest }
}

/** Bold words centred close under a picture, with white below: its caption, which a heading would be mistaken for. */
function captionsUnder(pictures: readonly Box[], lines: readonly Line[]): Figure[] {
  const large = pictures.filter(({ width, height }) => width > 80 && height > 60)
  return large.flatMap((picture) => {
    const isCentred = ({ box }: Line): boolean =>
      Math.abs(middleX(box) - middleX(picture)) < 6 && box.width < picture.width + 20 && box.y > bottom(picture) - 2
    const under = lines.filter(isCentred).sort((a, b) => a.box.y - b.box.y)
    const labels: Line[] = []
    for (const line of under) {
      const above = labels.at(-1)?.box ?? picture
      if (line.box.y - bottom(above) > (labels.length === 0 ? 1.6 : 0.5) * line.sizePt) break
      labels.push(line)
    }
    const [first] = labels
    const isCaption = ({ text, isBold }: Line): boolean =>
      isBold && text.length <= longestLabel && !/[.:;!?]$/.test(text)
    if (!first || labels.length > 2 || !labels.every(isCaption)) return []
    const all = union(labels.map((line) => line.box))
    const isBelow = ({ box }: Line): boolean =>
      overlapX(box, picture) > 0 && box.y > bottom(all) - 1 && box.y - bottom(all) < 1.8 * first.sizePt
    return lines.some(isBelow) ? [] : [{ box: union([picture, all]), labels }]
  })
}

const fewestKeys = 4

/** Pictures of keys, each as tall as a line, with a name to the left: names of a legend, however bold. Titles have text below them. */
function namedKeys(pictures: readonly Box[], lines: readonly Line[]): Figure[] {
  const named = lines.flatMap((line): Figure[] => {
    if (line.text.length > longestLabel || /[.:;,!?]$/.test(line.text)) return []
    const isKey = (picture: Box): boolean =>
      picture.height < 2.5 * line.sizePt &&
      Math.abs(middleY(picture) - middleY(line.box)) < 0.5 * line.sizePt &&
      picture.x > right(line.box) - 2 &&
      picture.x - right(line.box) < 3 * line.sizePt
    const key = pictures.find(isKey)
    return key ? [{ box: union([key, line.box]), labels: [line] }] : []
  })
  const names = new Set(named.flatMap(({ labels }) => labels))
  const legend = named.filter(({ labels: [name] }) => {
    const isBelow = ({ box, sizePt }: Line): boolean =>
      name !== undefined &&
      box.y > bottom(name.box) - 0.3 * sizePt &&
      box.y - bottom(name.box) < sizePt &&
      overlapX(box, name.box) > 0
    return !lines.some((line) => !names.has(line) && isBelow(line))
  })
  return legend.length < fewestKeys ? [] : legend
}

/** Labels of more than one line, each as its lines: one below the other and close. */
export function labelsOf({ labels }: Figure): Line[][] {
  const groups: Line[][] = []
  for (const line of [...labels].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)) {
    const group = groups.find((lines) => {
      const last = lines.at(-1)
      if (!last || overlapX(last.box, line.box) < 2 || line.text.length < 3) return false
      const gap = line.box.y - bottom(last.box)
      return gap > -0.5 * line.sizePt && gap < 0.5 * line.sizePt && Math.abs(last.sizePt - line.sizePt) < 0.5
    })
    if (group) group.push(line)
    else groups.push([line])
  }
  return groups
}

const isIn = (picture: Box, line: Line, marginPt: number): boolean => {
  const { x, y, width, height } = picture
  const near = { x: x - marginPt, y: y - marginPt, width: width + 2 * marginPt, height: height + 2 * marginPt }
  return line.sizePt > 0 && holds(near, line.box)
}

/** Numbers or letters that point into a drawing: "4", "A B C"; circled tens come out as "!0" of a font of their own. */
export const isCallout = (text: string): boolean => /^(?:[!-/]?\d{1,2}|[A-Z])(?:\s(?:[!-/]?\d{1,2}|[A-Z]))*$/.test(text)

/** Few words that do not belong to a paragraph: nothing of the same size stands right above or below, flush with it. */
function isLabel(line: Line, lines: readonly Line[], bodySizePt: number): boolean {
  if (markerOf(line.text)?.kind === 'bullet') return false
  if (line.text.length > longestLabel || line.sizePt > 1.3 * bodySizePt) return false
  if (line.sizePt < 0.82 * bodySizePt || isCallout(line.text)) return true
  if (/[.:;!?]$/.test(line.text) || /^[•\d]+(?:[.)]|\s)/.test(line.text)) return false
  if (line.isBold && line.sizePt >= bodySizePt) return false
  const flush = lines.filter((other) => other !== line && Math.abs(other.box.x - line.box.x) < 1.5)
  if (flush.filter((other) => other.text.length > 25).length >= 4) return false // it stands on a column's edge
  const isParagraph = lines.some(
    (other) =>
      other !== line &&
      Math.abs(other.sizePt - line.sizePt) < 0.5 &&
      Math.abs(other.box.x - line.box.x) < 3 &&
      other.text.length > longestLabel &&
      Math.min(Math.abs(other.box.y - bottom(line.box)), Math.abs(line.box.y - bottom(other.box))) < 0.9 * line.sizePt,
  )
  return !isParagraph
}

const shortestAbove = 20 // letters

/** Lines beside a picture that a sentence of the text above runs on in: the picture stands in the text, and names nothing of it. */
export function runningText(lines: readonly Line[], held: ReadonlySet<Line>): Set<Line> {
  const running = new Set<Line>()
  for (const line of [...held].sort((a, b) => a.baseline - b.baseline)) {
    if (!/^[\p{Ll}(\ufffc]/u.test(line.text) || markerOf(line.text)) continue
    const runsInto = (above: Line): boolean =>
      (!held.has(above) || running.has(above) || above.text.length > longestLabel) &&
      above.text.length >= shortestAbove &&
      /[\p{L}\p{N},)\ufffc-]$/u.test(above.text) &&
      Math.abs(above.sizePt - line.sizePt) < 0.5 &&
      overlapX(above.box, line.box) > 0.3 * line.box.width &&
      line.box.y > above.box.y &&
      line.box.y - bottom(above.box) < 0.9 * line.sizePt
    if (lines.some(runsInto)) running.add(line)
  }
  return running
}

/** Pictures that overlap or nearly touch are parts of one figure. */
function touching(pictures: readonly Box[]): Box[] {
  let merged = [...pictures].slice(0, 300)
  for (let isChanged = true; isChanged;) {
    isChanged = false
    const next: Box[] = []
    for (const picture of merged) {
      const index = next.findIndex((other) => overlapX(other, picture) > -4 && overlapY(other, picture) > -4)
      const other = next[index]
      if (other) {
        next[index] = union([other, picture])
        isChanged = true
      } else next.push(picture)
    }
    merged = next
  }
  return merged.sort((a, b) => right(b) - b.x - (right(a) - a.x))
}
