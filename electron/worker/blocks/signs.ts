// Items of a page -> the same with each warning sign put before the words it warns with. Example: ⚠ 28 pt tall beside three lines of
// text -> "⚠ Keep children away", the first of the three; before "WARNING!" it says nothing new and goes.
// Trap: a sign in a table's own cell, in a drawing or in a legend has no words to its right, or a rule between: it stays out of the text.

import type { Rule, TextItem } from '../../../shared/domain.ts'
import { bottom, contains, overlapY, right } from './geometry.ts'
import { signalOf } from './hazards.ts'

export const isSign = ({ text, fontName }: TextItem): boolean => fontName === 'sign' || text.trim() === '⚠'

export function withSigns(items: readonly TextItem[], rules: readonly Rule[]): TextItem[] {
  const signs = items.filter(isSign)
  if (signs.length === 0) return [...items]
  const inSign = (item: TextItem): boolean =>
    item.text.trim() === '!' && signs.some((sign) => contains(sign.box, item.box, 2))
  const words = items.filter((item) => !isSign(item) && !inSign(item))
  const marked = new Set(signs.flatMap((sign) => wordsOf(sign, signs, words, rules) ?? []))
  return words.map((item) =>
    marked.has(item) && signalOf(item.text) === null ? { ...item, text: `⚠ ${item.text}` } : item,
  )
}

/** The topmost words that begin right of the sign, level with it; another sign may stand between. */
function wordsOf(
  sign: TextItem,
  signs: readonly TextItem[],
  words: readonly TextItem[],
  rules: readonly Rule[],
): TextItem | undefined {
  const level = words.filter(({ box, fontSizePt }) => {
    const gap = box.x - right(sign.box)
    const between = signs.filter(
      (other) => other !== sign && other.box.x >= right(sign.box) - 2 && right(other.box) <= box.x + 2,
    )
    const room = 3 * fontSizePt + between.reduce((sum, other) => sum + other.box.width, 0)
    return gap > -2 && gap < room && overlapY(sign.box, box) > 0.3 * Math.min(box.height, sign.box.height)
  })
  const first = level.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)[0]
  const beside =
    first && level.filter(({ box }) => overlapY(first.box, box) > 0.6 * box.height).sort((a, b) => a.box.x - b.box.x)[0]
  const isWalled = rules.some(
    ({ kind, box }) =>
      kind === 'vertical' &&
      beside !== undefined &&
      box.x > right(sign.box) - 1 &&
      box.x < beside.box.x + 1 &&
      box.y < bottom(beside.box) &&
      bottom(box) > beside.box.y,
  )
  return isWalled ? undefined : beside
}
