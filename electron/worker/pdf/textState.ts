// pdf.js glyph runs + text state -> TextItem[] on the page as a reader sees it.
// Example: (Bef) -20 (ore use) at 10 pt -> one item "Before use"; a jump wider than an em starts a new item.
// Trap: many producers draw no space glyphs at all; a gap above 0.15 em is a space, below it is kerning.

import type { Box, TextItem } from '../../../shared/domain.ts'
import { apply, boxOf, identity, intersection, multiply } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import type { Font } from './fonts.ts'
import { keyOf } from './ligatures.ts'

export interface TextState {
  font: Font | null
  fontSize: number
  charSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  rise: number
  renderingMode: number
  matrix: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
}

export const initialTextState: TextState = {
  font: null,
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderingMode: 0,
  matrix: identity,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
}

/** The part of a pdf.js glyph that we read. A number between glyphs is a kerning in thousandths of an em. */
export interface Glyph {
  unicode: string
  width: number
  isSpace: boolean
  vmetric: readonly number[] | null
}

export const moveText = (state: TextState, x: number, y: number): void => {
  state.x = state.lineX += x
  state.y = state.lineY += y
}

export const setTextMatrix = (state: TextState, matrix: Matrix): void => {
  state.matrix = matrix
  state.x = state.y = state.lineX = state.lineY = 0
}

const spaceGapEm = 0.15
const hiddenSpaceEm = 0.03
const itemGapEm = 0.6
/** Longer than any printed line. Without an end a page of one endless run takes minutes: each look at its last letter copies all of it. */
const longestItem = 2000
export const ascentEm = 0.8 // every item is this tall above its baseline, whatever its font says: baselines stay comparable
const descentEm = 0.2

export interface Paint {
  ctm: Matrix
  color: number | undefined
  /** Text wholly outside it does not show: labels of a drawing that was cut out of a larger one. */
  clip: Box
}

/** What the glyphs of one operator have in common. */
interface Run {
  matrix: Matrix // text space -> page
  paint: Paint
  state: TextState
  font: Font
  size: number // in text space
  y: number // of the baseline, in text space
}

/** Where one glyph stands along the baseline, in text space. */
interface Span {
  start: number
  end: number
}

interface OpenItem {
  /** Grows by a letter at a time: V8 joins the pieces when somebody looks at one, and copies all of them. So nobody does before the end. */
  text: string
  /** Ends in a space, which `text` has not got yet. */
  isSpaced: boolean
  matrix: Matrix // text space of the run -> page
  start: number // along the baseline, in text space
  end: number // end of the last visible glyph
  charSpacing: number // that it was drawn with
  y: number
  font: Font
  fontSize: number // in text space
  color: number | undefined
  clip: Box
}

/** What two runs have in common: the last letter of a line is often drawn alone, with a spacing far off that of the line. */
const smaller = (a: number, b: number): number => (a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b)

/** Nearly all glyphs are printable ASCII, and told without a pattern. */
function isSpace(text: string): boolean {
  const first = text.charCodeAt(0)
  return !(first > 0x20 && first < 0x7f) && /^[\s\u00a0]*$/.test(text)
}

/** Collects the glyphs of one page into items. */
export class TextCollector {
  readonly items: TextItem[] = []
  #open: OpenItem | null = null

  show(state: TextState, glyphs: readonly (Glyph | number)[], paint: Paint): void {
    const { font } = state
    if (!font || state.fontSize === 0) return
    const matrix = multiply(paint.ctm, state.matrix)
    const size = Math.abs(state.fontSize)
    const run: Run = { matrix, paint, state, font, size, y: state.y + state.rise }
    const along = font.isVertical ? 0 : state.x
    let x = 0
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= ((font.isVertical ? -1 : 1) * glyph * state.fontSize) / 1000
        continue
      }
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      if (font.isVertical) {
        // Vertical CJK: each glyph stands below the last one; good enough to see it as vertical text.
        this.#add({ ...run, y: run.y - x }, glyph.unicode, { start: along, end: along + size })
        x += (-(glyph.vmetric?.[0] ?? -1000) * state.fontSize) / 1000 + spacing
        continue
      }
      const width = glyph.width * font.unitsPerGlyph * state.fontSize
      const start = along + x * state.horizontalScale
      const end = along + (x + width) * state.horizontalScale
      this.#add(run, font.ligatures?.get(keyOf(glyph)) ?? glyph.unicode, { start, end })
      x += width + spacing
    }
    if (font.isVertical) state.y -= x
    else state.x += x * state.horizontalScale
  }

  #add(run: Run, text: string, span: Span): void {
    const open = this.#continued(run, span)
    if (isSpace(text)) {
      if (open) open.isSpaced = true
      return
    }
    if (open) {
      const gap = span.start - open.end
      // Some producers draw a space and take it back by kerning ("fi" + space - space + "lling"): no white, no space.
      const isSpaced = open.isSpaced && gap >= hiddenSpaceEm * run.size
      const tracking = smaller(open.charSpacing, run.state.charSpacing)
      if (isSpaced || gap - tracking > spaceGapEm * run.size) open.text += ' '
      open.text += text
      open.isSpaced = false
      open.end = Math.max(open.end, span.end)
      open.charSpacing = run.state.charSpacing
      return
    }
    this.#close()
    const { matrix, y, font, size, paint } = run
    const { charSpacing } = run.state
    this.#open = {
      text,
      isSpaced: false,
      matrix,
      start: span.start,
      end: span.end,
      charSpacing,
      y,
      font,
      fontSize: size,
      color: paint.color,
      clip: paint.clip,
    }
  }

  /** The open item if this glyph goes on in it: same line, font and colour, and no jump forwards or back. */
  #continued(run: Run, { start }: Span): OpenItem | null {
    const open = this.#open
    if (!open || open.font !== run.font || open.color !== run.paint.color) return null
    if (open.text.length >= longestItem) return null
    const isInSpace = open.matrix === run.matrix || this.#isMovedInto(open, run, start)
    if (!isInSpace) return null
    if (Math.abs(open.fontSize - run.size) > 0.01 * open.fontSize) return null
    if (Math.abs(run.y - open.y) > 0.1 * open.fontSize) return null
    const gap = start - open.end
    return gap < itemGapEm * open.fontSize && gap > -0.4 * open.fontSize ? open : null
  }

  /**
   * Most producers set the text matrix anew for every line or word; a pure shift keeps the run going: from here on the open item lives in
   * the new matrix's space, so that places are comparable. False where more than a shift is between the two.
   */
  #isMovedInto(open: OpenItem, { matrix, y: newY }: Run, start: number): boolean {
    const [a, b, c, d] = open.matrix
    const [a2, b2, c2, d2] = matrix
    const scale = Math.hypot(a, b) || 1
    if (Math.hypot(a - a2, b - b2, c - c2, d - d2) > 0.01 * scale) return false
    const determinant = a * d - b * c
    if (determinant === 0) return false
    const [px, py] = apply(matrix, start, newY)
    const [ox, oy] = apply(open.matrix, 0, 0)
    const x = (d * (px - ox) - c * (py - oy)) / determinant
    const y = (a * (py - oy) - b * (px - ox)) / determinant
    const shiftX = start - x
    const shiftY = newY - y
    open.start += shiftX
    open.end += shiftX
    open.y += shiftY
    open.matrix = matrix
    return true
  }

  #close(): void {
    const open = this.#open
    this.#open = null
    if (!open || open.text.trim() === '') return
    if (open.isSpaced) open.text += ' '
    const { matrix, start, end, y, fontSize, font, color, clip } = open
    const box = boxOf(matrix, [start, y - descentEm * fontSize, Math.max(end, start), y + ascentEm * fontSize])
    const visible = intersection(box, clip)
    if (visible.width <= 0 || visible.height <= 0) return
    this.items.push({
      text: open.text,
      box,
      fontName: font.name,
      fontSizePt: fontSize * Math.hypot(matrix[2], matrix[3]),
      isBold: font.isBold,
      isItalic: font.isItalic,
      angle: angleOf(matrix),
      ...(color === undefined ? {} : { color }),
    })
  }

  finish(): TextItem[] {
    this.#close()
    return this.items
  }
}

function angleOf(matrix: Matrix): number {
  const degrees = (Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI
  const quarter = Math.round(degrees / 90) * 90
  const angle = Math.abs(degrees - quarter) < 2 ? quarter : degrees
  return (angle + 360) % 360
}
