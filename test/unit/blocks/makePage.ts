// Short lines of words with their places -> a Page, for tests that need no PDF.
// Example: makePage(['50 100 Press Start.']) puts "Press Start." at x 50, y 100 in 10 pt; options come in front: 'b' bold, 's14' size.
import type { Box, Page, Rule, TextItem } from '../../../shared/domain.ts'

export interface PageOptions {
  number?: number
  rules?: Rule[]
  fills?: Box[]
  pictures?: Box[]
}

/** Each line: "[b] [s<size>] <x> <y> <words>". A glyph is half an em wide. */
export function makePage(lines: readonly string[], options: PageOptions = {}): Page {
  return {
    number: options.number ?? 1,
    widthPt: 600,
    heightPt: 800,
    items: lines.map(itemFrom),
    rules: options.rules ?? [],
    fills: options.fills ?? [],
    pictures: options.pictures ?? [],
    isOcr: false,
  }
}

function itemFrom(line: string): TextItem {
  const match = /^(b )?(?:s(\d+) )?(\d+) (\d+) (.*)$/.exec(line)
  if (!match) throw new Error(`not a line of a page: ${line}`)
  const sizePt = Number(match[2] ?? 10)
  const text = match[5]!
  const box = { x: Number(match[3]), y: Number(match[4]), width: text.length * sizePt * 0.5, height: sizePt }
  return { text, box, fontName: 'Test', fontSizePt: sizePt, isBold: match[1] !== undefined, isItalic: false, angle: 0 }
}

export const horizontal = (x: number, y: number, width: number): Rule => ({
  kind: 'horizontal',
  box: { x, y, width, height: 0 },
})
export const vertical = (x: number, y: number, height: number): Rule => ({
  kind: 'vertical',
  box: { x, y, width: 0, height },
})

/** Enough plain text that 10 pt plain is what the manual is set in. */
export const bodyText = ['40 700 ', '40 712 ', '40 724 '].map(
  (place) => `${place}This is the running text of the manual, as long as a line can be.`,
)
