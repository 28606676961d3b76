// A line of text on a pdfkit page as outlines of its letters, as designers "convert to curves": no font and no text is left of it.
// Example: drawText(pdf, 'before you open the flap', [30, 82]) with its baseline at 82 pt.
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'

interface Outline {
  unitsPerEm: number
  layout: (text: string) => { glyphs: { advanceWidth: number; path: { toSVG: () => string } }[] }
}

/** A font whose outlines these are. */
export const sansFont = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts/LiberationSans-Regular.ttf',
)

export function drawText(pdf: PDFKit.PDFDocument, text: string, [x, baseline]: [number, number], sizePt = 10): void {
  pdf.save()
  pdf.font(sansFont)
  const { font } = Reflect.get(pdf, '_font') as { font: Outline } // pdfkit keeps fontkit's font to itself
  const scale = sizePt / font.unitsPerEm
  let at = x
  for (const { advanceWidth, path } of font.layout(text).glyphs) {
    pdf.save().translate(at, baseline).scale(scale, -scale)
    if (path.toSVG() !== '') pdf.path(path.toSVG()).fill('#222222')
    pdf.restore()
    at += advanceWidth * scale
  }
  pdf.restore()
}
