// Items of a page -> the same, with each number that is taller than the text beside it set level with the first line there.
// Example: a "2" of 22 pt before "Insert two batteries." and "Close the lid." of 9 pt -> "2." of 9 pt, on the line of "Insert two batteries."
// Its height says what a dot says elsewhere: this numbers a step, even if it is the only one.
// Trap: on its own baseline the number belongs to the second line, and the first one would be read after it.

import type { TextItem } from '../../../shared/domain.ts'
import { overlapY, right } from './geometry.ts'
import { baselineOf } from './lines.ts'

const isNumber = ({ text }: TextItem): boolean => /^\d{1,2}[.)]?$/.test(text.trim())
const tallerThan = 1.4
const nearEm = 1.2

export function withNumbersLevel(items: readonly TextItem[]): TextItem[] {
  return items.map((item) => {
    const first = isNumber(item) ? firstBeside(item, items) : undefined
    if (!first) return item
    const box = { ...item.box, y: first.box.y, height: first.box.height }
    return {
      ...item,
      text: isStep(item, first) ? `${item.text.trim()}.` : item.text,
      box,
      fontSizePt: first.fontSizePt,
    }
  })
}

/** A title in capitals has the number of its chapter, which may be its page's as well. */
const isStep = (number: TextItem, beside: TextItem): boolean =>
  /^\d+$/.test(number.text.trim()) && /^\p{Lu}.*\p{Ll}/u.test(beside.text)

/** The first of the lines that begin close to the right of the number. */
function firstBeside(number: TextItem, items: readonly TextItem[]): TextItem | undefined {
  return items
    .filter(
      ({ text, box, fontSizePt }) =>
        tallerThan * fontSizePt < number.fontSizePt &&
        box.x > right(number.box) - 1 &&
        box.x - right(number.box) < nearEm * number.fontSizePt &&
        overlapY(number.box, box) > 0.5 * box.height &&
        /\p{L}/u.test(text),
    )
    .sort((a, b) => baselineOf(a) - baselineOf(b))[0]
}
