// The operator list of a page -> for each font, glyphs that draw two letters though the font's own map says only the last of them.
// Example: two glyphs of one font say "i", 222 and 500 wide; its "f" is 278 wide: the wide one draws "fi", and "filter" is no "ilter".
// Trap: nothing but the widths tells them apart, and small capitals are other glyphs of the same letters too: only a width that is the
// sum of the others counts, in a font whose "f" is of one width, and only one that is rarer than the letter alone.

import type { PdfJs } from './pdfjs.ts'
import type { Glyph } from './textState.ts'

/** Glyphs as `keyOf` names them -> the letters that they draw. */
export type Ligatures = ReadonlyMap<string, string>

export const keyOf = ({ unicode, width }: Glyph): string => `${unicode}${width}`

const letters = ['i', 'l'] as const
/** A few words of a title may have more ligatures than plain letters. */
const most = 5
/** How often each width was drawn. */
type Widths = Record<'f' | (typeof letters)[number], Map<number, number>>

interface Operators {
  fnArray: readonly number[]
  /** As pdf.js types it: what each operator takes. */
  argsArray: readonly ReturnType<typeof JSON.parse>[]
}

export function ligaturesOf(list: Operators, { OPS }: PdfJs): Map<string, Ligatures> {
  const widthsByFont = new Map<string, Widths>()
  const stack: string[] = []
  let font = ''
  for (const [at, operator] of list.fnArray.entries()) {
    if (operator === OPS.setFont) font = String(list.argsArray[at][0])
    else if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) stack.push(font)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) font = stack.pop() ?? font
    else if (operator === OPS.showText) addWidths(widthsIn(widthsByFont, font), list.argsArray[at][0])
  }
  return new Map(
    [...widthsByFont].flatMap(([name, widths]): [string, Ligatures][] => {
      if (widths.f.size > 1) return []
      const found = letters.flatMap((letter) => ligaturesEndingIn(letter, widths))
      return found.length > 0 ? [[name, new Map(found)]] : []
    }),
  )
}

function widthsIn(widthsByFont: Map<string, Widths>, font: string): Widths {
  const known = widthsByFont.get(font) ?? { f: new Map(), i: new Map(), l: new Map() }
  widthsByFont.set(font, known)
  return known
}

function addWidths(widths: Widths, glyphs: readonly (Glyph | number)[]): void {
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') continue
    const { unicode } = glyph
    if (unicode !== 'i' && unicode !== 'l' && unicode !== 'f') continue
    const drawn = widths[unicode]
    drawn.set(glyph.width, (drawn.get(glyph.width) ?? 0) + 1)
  }
}

/** "f" is a fifth wider than "i" where the page does not show it. */
function ligaturesEndingIn(letter: (typeof letters)[number], widths: Widths): [string, string][] {
  const own = Math.min(...widths[letter].keys())
  const often = widths[letter].get(own) ?? 0
  const f = widths.f.size > 0 ? Math.min(...widths.f.keys()) : 1.2 * own
  return [...widths[letter]].flatMap(([width, count]): [string, string][] => {
    if (width === own || own === 0 || (count > most && count >= often)) return []
    const before = ['f', 'ff'].find((fs) => isSum(width, fs.length * f + own))
    return before === undefined ? [] : [[`${letter}${width}`, before + letter]]
  })
}

const isSum = (width: number, sum: number): boolean => Math.abs(width - sum) < 0.02 * sum
