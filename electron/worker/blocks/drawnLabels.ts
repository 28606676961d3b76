// Pictures of a page + lines -> the lines that are written into drawings, which no table may take for its cells.
// Example: a mixing desk with "EQ", "PAN" and "LEVEL" beside rows of knobs -> a drawing; "1", "2" at the ends of leaders -> labels.
// Traps: symbols stand in tables too, beside their words; a picture may lie under a whole table, as its ground.

import type { Box, Page } from '../../../shared/domain.ts'
import { isCallout, longestLabel } from './figures.ts'
import { bottom, holds, median, middleX, middleY, overlap, overlapX, overlapY, right } from './geometry.ts'
import type { Line } from './lines.ts'
import type { SeparatorGroup } from './separators.ts'

const smallestPt = 24
const tallestWords = 3.5 // lines: a key or a display is no taller than that
const longestWritten = 14 // letters
const longestBeside = 25 // a line over two columns of labels
const crowd = 8 // drawings in one frame
const atEndPt = 6

const isDrawing = ({ width, height }: Box): boolean => Math.min(width, height) >= smallestPt
const isSentence = ({ text }: Line): boolean =>
  text.length > longestLabel || (/[.!?:]$/.test(text) && text.split(' ').length >= 4)

/** Short words that a drawing inside the frame holds; a picture under longer ones is their ground. */
export function writtenInto(pictures: readonly Box[], frame: Box, lines: readonly Line[]): Set<Line> {
  const written = pictures.flatMap((picture) => {
    if (!isDrawing(picture) || picture.width > 0.5 * frame.width) return []
    const held = lines.filter(({ box }) => holds(picture, box))
    const isGround = held.some(
      ({ text, box }) => text.length > longestBeside || picture.height < tallestWords * box.height,
    )
    return isGround ? [] : held.filter(({ text }) => text.length <= longestWritten && !/^\d+[.)]$/.test(text))
  })
  return new Set(written)
}

interface Drawn {
  page: Page
  /** All of the page. */
  lines: readonly Line[]
}

const usualSize = (lines: readonly Line[]): number => median(lines.map(({ sizePt }) => sizePt))

/**
 * What looks like a table is drawn: a desk of knobs whose names stand between its lines, a touch screen whose tiles are lettered much
 * smaller than the rest of the page.
 */
export function isDrawn(group: SeparatorGroup, inside: readonly Line[], { page: { pictures }, lines }: Drawn): boolean {
  if (inside.some(isSentence)) return false
  if (group.isTiled) {
    const around = lines.filter((line) => !inside.includes(line))
    if (around.length > 0 && usualSize(inside) < 0.6 * usualSize(around)) return true
  }
  const isCrowded = pictures.filter((picture) => isDrawing(picture) && holds(group.box, picture)).length >= crowd
  return writtenInto(pictures, group.box, inside).size > inside.length / (isCrowded ? 6 : 3)
}

/** Numbers at an end of a thin line that runs into a drawing. No cell stands right on its table's lines. */
export function leaderEnds({ pictures, rules }: Page, lines: readonly Line[]): Set<Line> {
  const drawings = pictures.filter(isDrawing)
  const leaders = rules.filter(({ box }) =>
    drawings.some((drawing) => overlapX(drawing, box) > -1 && overlapY(drawing, box) > -1),
  )
  const isAtEnd = (number: Box): boolean =>
    leaders.some(({ kind, box }) =>
      kind === 'vertical'
        ? Math.abs(middleX(number) - middleX(box)) < 3 && isNear(number.y, bottom(number), [box.y, bottom(box)])
        : Math.abs(middleY(number) - middleY(box)) < 3 && isNear(number.x, right(number), [box.x, right(box)]),
    )
  return new Set(lines.filter(({ text, items }) => isCallout(text) && items.some(({ box }) => isAtEnd(box))))
}

const isNear = (from: number, to: number, ends: readonly number[]): boolean =>
  ends.some((end) => overlap(from, to, end, end) > -atEndPt)
