// A font of pdf.js -> the little of it that layout needs. Example: "ABCDEF+Helvetica-Bold" -> { name: "Helvetica-Bold", isBold: true }.
// Trap: the flags in a font descriptor are often unset; the name says more ("-Bd", "Black", "Demi", "Halbfett").

import * as v from 'valibot'
import type { Ligatures } from './ligatures.ts'
import type { PDFPageProxy } from './pdfjs.ts'

export interface Font {
  name: string
  isBold: boolean
  isItalic: boolean
  isVertical: boolean
  /** Width unit of its glyphs in ems: 0.001 except for Type 3 fonts. */
  unitsPerGlyph: number
  /** Glyphs of it that draw more letters than they say; null where there are none. */
  ligatures: Ligatures | null
}

const FontShape = v.object({
  name: v.optional(v.string()),
  bold: v.optional(v.boolean()),
  black: v.optional(v.boolean()),
  italic: v.optional(v.boolean()),
  vertical: v.optional(v.boolean()),
  fontMatrix: v.optional(v.nullable(v.array(v.number()))),
})

const boldName = /bold|black|heavy|demi|halbfett|fett|semibold|[-,]bd|[-_](?:6|7|8|9)5\b|Bd(?:It)?$/i
const italicName = /italic|oblique|kursiv|[-,]it\b|It$/i

export function fontOf(page: PDFPageProxy, loadedName: string): Omit<Font, 'ligatures'> {
  // pdf.js gives the font as a class with getters over packed bytes: read the six we know, then check them.
  const known: unknown = page.commonObjs.has(loadedName) ? page.commonObjs.get(loadedName) : {}
  const field = (name: string): unknown =>
    typeof known === 'object' && known !== null ? Reflect.get(known, name) : undefined
  const names = ['name', 'bold', 'black', 'italic', 'vertical', 'fontMatrix']
  const parsed = v.safeParse(FontShape, Object.fromEntries(names.map((name) => [name, field(name)])))
  const font = parsed.success ? parsed.output : {}
  const name = (font.name ?? loadedName).replace(/^[A-Z]{6}\+/, '')
  return {
    name,
    isBold: font.bold === true || font.black === true || boldName.test(name),
    isItalic: font.italic === true || italicName.test(name),
    isVertical: font.vertical === true,
    unitsPerGlyph: font.fontMatrix?.[0] ?? 0.001,
  }
}
