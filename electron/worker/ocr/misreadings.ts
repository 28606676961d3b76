// Lines of recognised words -> the same without two misreadings that change what a manual says.
//   "EO1" where E02 stands on the page too -> "E01": a letter O in a code.
//   "141" whose last stroke is bare and stands apart -> "14 l": litres in a table.
// Trap: "CO2" and "101" are right as they are; so a code needs another of its kind, and a litre is told by its ink.

import type { GreyImage } from './greyImage.ts'
import { inkLimit } from './greyImage.ts'
import { lastStroke, strokePx } from './ink.ts'
import type { OcrLine, OcrWord } from './ocrThread.ts'

export function repaired(image: GreyImage, lines: readonly OcrLine[]): OcrLine[] {
  const limit = inkLimit(image)
  const codes = codeShapes(lines.flatMap(({ words }) => words))
  return lines.map((line) => ({
    ...line,
    words: line.words.flatMap((word) => {
      if (/\d1$/.test(word.text) || /^\d1$/.test(word.text)) return withLitre(image, limit, word, line.heightPx)
      const code = asCode(word.text)
      return [code !== word.text && (codes.get(shapeOf(code)) ?? 0) > 0 ? { ...word, text: code } : word]
    }),
  }))
}

/** E02 and E03 -> { "E00": 2 }. */
function codeShapes(words: readonly OcrWord[]): Map<string, number> {
  const shapes = new Map<string, Set<string>>()
  for (const { text } of words)
    if (/^\p{Lu}{1,2}\d{1,3}$/u.test(text))
      shapes.set(shapeOf(text), (shapes.get(shapeOf(text)) ?? new Set()).add(text))
  return new Map([...shapes].map(([shape, codes]) => [shape, codes.size]))
}

const shapeOf = (code: string): string => code.replace(/\d/g, '0')
const asCode = (text: string): string =>
  /^\p{Lu}{1,2}[OQoIl\d]{1,3}$/u.test(text)
    ? text.slice(0, 1) + text.slice(1).replace(/[OQo]/g, '0').replace(/[Il]/g, '1')
    : text

function withLitre(image: GreyImage, limit: number, word: OcrWord, linePx: number): OcrWord[] {
  const stroke = lastStroke(image, limit, word)
  const usual = strokePx(image, limit, [word])
  const isBare = stroke.width <= 1.3 * usual && stroke.height > 0.55 * linePx && stroke.fill > 0.85
  if (!isBare || stroke.gap < 0.1 * linePx) return [word]
  const end = word.x1 - stroke.width - stroke.gap
  return [
    { ...word, text: word.text.slice(0, -1), x1: end },
    { ...word, text: 'l', x0: word.x1 - stroke.width },
  ]
}
