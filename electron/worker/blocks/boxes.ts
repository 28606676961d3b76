// Fills and outlines of a page with the lines in them -> text boxes: what is inside is read together.
// Example: a grey panel "WARNING" + 5 bullets beside a column of text -> one piece for the reading order.
// Trap: a page background and a tinted column are fills too; a box is smaller than half the page. A title bar belongs to the panel below it.

import type { Box, Page } from '../../../shared/domain.ts'
import { bottom, contains, holds, overlapX, right, union } from './geometry.ts'
import type { Line } from './lines.ts'

export interface TextBox {
  box: Box
  lines: Line[]
}

const largestFraction = 0.5

export function boxesOf(page: Page, lines: readonly Line[]): { boxes: TextBox[]; rest: Line[] } {
  const boxes: TextBox[] = []
  let rest = [...lines]
  for (const frame of framesOf(page)) {
    const inside = rest.filter((line) => holds(frame, line.box))
    const isCut = rest.some((line) => !holds(frame, line.box) && isCutBy(frame, line.box))
    if (inside.length < 2 || isCut) continue
    boxes.push({ box: frame, lines: inside })
    const taken = new Set(inside)
    rest = rest.filter((line) => !taken.has(line))
  }
  return { boxes, rest }
}

/** The frame's side runs through the text: a highlight or a drawing, not a box round it. */
const isCutBy = (frame: Box, text: Box): boolean =>
  text.y + text.height / 2 > frame.y &&
  text.y + text.height / 2 < bottom(frame) &&
  overlapX(frame, text) > 4 &&
  (text.x < frame.x - 4 || right(text) > right(frame) + 4)

/** Tiles side by side, the symbol's and the text's, are one strip of a panel. */
function besideJoined(fills: readonly Box[]): Box[] {
  const joined: Box[] = []
  for (const fill of [...fills].sort((a, b) => a.x - b.x)) {
    const index = joined.findIndex(
      (other) =>
        Math.abs(other.y - fill.y) < 1 &&
        Math.abs(other.height - fill.height) < 2 &&
        Math.abs(fill.x - right(other)) < 2.5,
    )
    const other = joined[index]
    if (other) joined[index] = union([other, fill])
    else joined.push(fill)
  }
  return joined
}

/** Frames, largest first, with stacked fills joined. */
function framesOf(page: Page): Box[] {
  const pageArea = page.widthPt * page.heightPt
  const fills = besideJoined(page.fills.slice(0, 400)).filter((fill) => fill.width > 60 && fill.height > 10)
  const joined: Box[] = []
  for (const fill of [...fills].sort((a, b) => a.y - b.y)) {
    const index = joined.findIndex(
      (other) =>
        Math.abs(other.x - fill.x) < 3 &&
        Math.abs(right(other) - right(fill)) < 3 &&
        fill.y - bottom(other) < 2.5 &&
        fill.y >= other.y,
    )
    const other = joined[index]
    if (other) joined[index] = union([other, fill])
    else joined.push(fill)
  }
  return joined
    .filter((frame) => frame.height > 16 && frame.width * frame.height < largestFraction * pageArea)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .filter((frame, index, all) => !all.slice(0, index).some((outer) => contains(outer, frame)))
}
