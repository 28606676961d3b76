// Small pictures and shapes + text of a page -> those that stand in a line as a word does, as items "￼" (object replacement character).
// Example: "press and hold", a drawn key, "for 3 seconds." -> an item between the two, so that the sentence is not read as if it were whole.
// Trap: bullets, ticks in table cells, underlines and highlights are small shapes too: a word has text close by on both sides of it,
// or a full stop behind it.

import type { Box, TextItem } from '../../../shared/domain.ts'
import { middleY, overlapX, overlapY, right, union } from '../blocks/geometry.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'

/** All in the height of the text beside it. */
const smallest = 0.5
const largest = { width: 5, height: 2 }
const gap = 1.2
const apartEm = 0.95 // from middle to middle

/** `shapes` are the boxes of pictures and of the small shapes that drawings are made of. */
export function inlinePicturesOf(shapes: readonly Box[], items: readonly TextItem[]): TextItem[] {
  const words = items.filter(({ text, angle }) => angle === 0 && text.trim() !== '')
  const level = levels(shapes.filter(({ width, height }) => Math.max(width, height) > 0))
  return words.flatMap((after) => {
    const picture = pictureBefore(after, level(middleY(after.box), after.fontSizePt))
    if (!picture || words.some(({ box }) => isOver(box, picture))) return []
    const isExpected =
      opensWithStop.test(after.text) || // nothing else puts a full stop at the start of a line
      words.some((before) => isOnLine(before.box, after.box) && isCarriedOn(before, picture, after))
    return isExpected ? [itemOf(picture, after)] : []
  })
}

const opensWithStop = /^\s*[.,;](?:\s|$)/

/** "press ▢ to start", "hold it. ▢ will flash": a word before it, or a sentence that begins with the picture. */
function isCarriedOn(before: TextItem, picture: Box, after: TextItem): boolean {
  if (!isWithin(picture.x - right(before.box), -0.2 * before.fontSizePt, gap * before.fontSizePt)) return false
  return /[\p{L}\p{N},]\s*$/u.test(before.text) || (/[.:;]\s*$/.test(before.text) && /^\s*\p{Ll}/u.test(after.text))
}

/** In the letters of the text behind it, and as high as they are. There is no space before a full stop. */
function itemOf(picture: Box, after: TextItem): TextItem {
  const width = opensWithStop.test(after.text) ? after.box.x - picture.x : picture.width
  return { ...after, text: inlinePicture, box: { x: picture.x, width, y: after.box.y, height: after.box.height } }
}

/** Shapes by height on the page: a drawing has thousands, and few of them are level with a word. */
function levels(shapes: readonly Box[]): (middle: number, em: number) => Box[] {
  const sorted = shapes
    .map((shape) => ({ shape, middle: middleY(shape) }))
    .filter(({ middle }) => Number.isFinite(middle))
    .sort((a, b) => a.middle - b.middle)
  const firstFrom = (height: number): number => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const half = (low + high) >> 1
      if ((sorted[half]?.middle ?? Infinity) < height) low = half + 1
      else high = half
    }
    return low
  }
  return (middle, em) =>
    sorted.slice(firstFrom(middle - apartEm * em), firstFrom(middle + apartEm * em)).map(({ shape }) => shape)
}

/** What is drawn left of some text, put together from its shapes; null where that is nothing, or not of a word's size. */
function pictureBefore({ box, fontSizePt: em }: TextItem, shapes: readonly Box[]): Box | null {
  const near = shapes.filter(
    (shape) =>
      isInLine(shape, box, em) && right(shape) <= box.x + 0.2 * em && shape.x > box.x - (gap + largest.width) * em,
  )
  let picture: Box | null = null
  for (const shape of [...near].sort((a, b) => right(b) - right(a))) {
    const from = picture ? picture.x : box.x
    if (from - right(shape) > (picture ? 0.2 : gap) * em) break
    picture = picture ? union([picture, shape]) : shape
  }
  if (!picture || picture.height < smallest * em || picture.width < smallest * em) return null
  return picture.width <= largest.width * em ? picture : null
}

/** As high as a line at most, and level with its middle. */
function isInLine(shape: Box, line: Box, em: number): boolean {
  const apart = Math.abs(middleY(shape) - middleY(line))
  return shape.height <= largest.height * em && shape.width <= largest.width * em && apart < apartEm * em
}

const isOnLine = (a: Box, b: Box): boolean => Math.abs(middleY(a) - middleY(b)) < 0.4 * b.height
const isWithin = (value: number, least: number, most: number): boolean => value >= least && value <= most

/** More than the edges of two boxes meet. */
const isOver = (text: Box, picture: Box): boolean =>
  overlapX(text, picture) > 0.25 * Math.min(text.width, picture.width) && overlapY(text, picture) > 0.25 * text.height
