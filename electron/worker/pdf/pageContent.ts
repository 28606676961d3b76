// The operator list of one pdf.js page -> Page: text items, rules, fills and pictures, in one pass.
// Example: page 3 of a manual -> 412 items in content-stream order, 36 rules.
// One operator list costs about 1.4 × getTextContent and replaces it: it alone has colours, lines and exact glyph places.
// Trap: all but small pictures are left undecoded (openPdf, maxImageSize), so a picture shows as "transform, then restore, nothing painted".

import type { Box, Page, TextItem } from '../../../shared/domain.ts'
import type { DrawnLine } from '../../../shared/drawnLines.ts'
import { fontOf } from './fonts.ts'
import type { Font } from './fonts.ts'
import { ligaturesOf } from './ligatures.ts'
import type { Ligatures } from './ligatures.ts'
import { isWarningTriangle, pictureFrom } from './pictureSigns.ts'
import { largestSymbolPt, ShapeCollector, unitSquare } from './drawnShapes.ts'
import { drawnLinesOf, isInDrawnLine, isLetterOf } from './drawnLines.ts'
import { drawingsOf } from './drawings.ts'
import { inlinePicturesOf } from './inlinePictures.ts'
import { boxOf, identity, intersection, matrixFrom, multiply } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import type { PDFPageProxy, PdfJs } from './pdfjs.ts'
import { signAt, signsOf } from './signs.ts'
import { unmappedLines } from './unmappedLines.ts'
import { initialTextState, moveText, setTextMatrix, TextCollector } from './textState.ts'
import type { TextState } from './textState.ts'

interface GraphicsState {
  ctm: Matrix
  fill: number | undefined // 0xRRGGBB; undefined for patterns
  text: TextState
  /** What is drawn outside it does not show: drawings are often cut out of larger ones. */
  clip: Box
  /** A transform was made in this state and nothing painted since: the sign of a left-out picture. */
  isAwaitingPaint: boolean
}

export async function pageContent(page: PDFPageProxy, library: PdfJs): Promise<Page> {
  const viewport = page.getViewport({ scale: 1 })
  const list = await page.getOperatorList({ annotationMode: library.AnnotationMode.DISABLE })
  const ctm = matrixFrom(viewport.transform) ?? identity
  const painter = new PageReader(page, library, { ctm, ligatures: ligaturesOf(list, library) })
  list.fnArray.forEach((operator, index) => {
    painter.run(operator, list.argsArray[index] ?? [])
  })
  const { lines: unmapped, rest: items } = unmappedLines(painter.text.finish())
  const painted = drawnLinesOf(painter.shapes.letters.boxes, items)
  const shapes = painted.length === 0 ? painter.shapes : withoutLetters(painter.shapes, painted)
  const drawnLines = [...painted, ...unmapped]
  const read = [
    ...items,
    ...signsOf(shapes.triangles, painter.shapes.marks, items),
    ...(await pictureSigns(page, painter.symbols)),
  ]
  return {
    number: page.pageNumber,
    widthPt: viewport.width,
    heightPt: viewport.height,
    items: [...read, ...inlinePicturesOf([...painter.small, ...shapes.marks], read)],
    rules: shapes.rules,
    fills: shapes.fills,
    pictures: [...painter.pictures, ...drawingsOf(shapes.strokes, viewport)],
    isOcr: false,
    ...(drawnLines.length > 0 && { drawnLines }),
  }
}

type Shapes = Pick<ShapeCollector, 'rules' | 'fills' | 'strokes' | 'triangles' | 'marks'>

/** The stem of an "l" is no border of a table, a drawn "A" no warning sign. */
function withoutLetters({ rules, fills, strokes, triangles, marks }: Shapes, lines: readonly DrawnLine[]): Shapes {
  const isElsewhere = (box: Box): boolean => !isInDrawnLine(box, lines)
  return {
    rules: rules.filter(({ box }) => isElsewhere(box)),
    fills: fills.filter(isElsewhere),
    strokes: strokes.filter(isElsewhere),
    triangles: triangles.filter((box) => !isLetterOf(box, lines)),
    marks: marks.filter(isElsewhere),
  }
}

/** A picture of a symbol's size: its id at pdf.js, or the picture itself. */
interface Symbol {
  box: Box
  picture: unknown
}

async function pictureSigns(page: PDFPageProxy, symbols: readonly Symbol[]): Promise<TextItem[]> {
  const areSigns = new Map<unknown, boolean>()
  for (const { picture } of symbols) {
    if (areSigns.has(picture)) continue
    const decoded = pictureFrom(await decodedPicture(page, picture))
    areSigns.set(picture, decoded !== null && isWarningTriangle(decoded))
  }
  return symbols.filter(({ picture }) => areSigns.get(picture) === true).map(({ box }) => signAt(box))
}

/** pdf.js decodes beside the operators; a picture may come after them. */
function decodedPicture(page: PDFPageProxy, picture: unknown): Promise<unknown> {
  const id: unknown = typeof picture === 'object' && picture !== null ? Reflect.get(picture, 'data') : picture
  if (typeof id !== 'string') return Promise.resolve(picture)
  const known = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => {
    known.get(id, resolve)
  })
}

class PageReader {
  readonly text = new TextCollector()
  readonly shapes = new ShapeCollector()
  readonly pictures: Box[] = []
  /** Pictures no larger than a symbol, the tiniest among them. */
  readonly small: Box[] = []
  readonly symbols: Symbol[] = []
  readonly #fonts = new Map<string, Font>()
  readonly #ligatures: ReadonlyMap<string, Ligatures>
  readonly #stack: GraphicsState[] = []
  #state: GraphicsState
  readonly #paths: Paths
  readonly #operators: Map<number, Operator>
  #isClipPending = false

  constructor(
    readonly page: PDFPageProxy,
    library: PdfJs,
    { ctm, ligatures }: { ctm: Matrix; ligatures: ReadonlyMap<string, Ligatures> },
  ) {
    this.#ligatures = ligatures
    const clip = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 }
    this.#state = { ctm, fill: 0, text: { ...initialTextState }, clip, isAwaitingPaint: false }
    this.#operators = operatorsOf(library)
    this.#paths = pathsOf(library)
  }

  run(operator: number, args: Arguments): void {
    this.#operators.get(operator)?.(this, args)
  }

  get state(): GraphicsState {
    return this.#state
  }

  save(): void {
    this.#stack.push(this.#state)
    this.#state = { ...this.#state, text: { ...this.#state.text }, isAwaitingPaint: false }
  }

  restore(): void {
    if (this.#state.isAwaitingPaint) this.paintPicture()
    this.#state = this.#stack.pop() ?? this.#state
    this.#state.isAwaitingPaint = false
  }

  transform(matrix: Matrix | null): void {
    if (!matrix) return
    this.#state.ctm = multiply(this.#state.ctm, matrix)
    this.#state.isAwaitingPaint = true
  }

  setFont(loadedName: string, size: number): void {
    let font = this.#fonts.get(loadedName)
    if (!font) {
      font = { ...fontOf(this.page, loadedName), ligatures: this.#ligatures.get(loadedName) ?? null }
      this.#fonts.set(loadedName, font)
    }
    this.#state.text.font = font
    this.#state.text.fontSize = size
  }

  showText(args: Arguments): void {
    this.#state.isAwaitingPaint = false
    const { text, ctm, fill, clip } = this.#state
    this.text.show(text, args[0], { ctm, color: fill, clip })
  }

  paintPath(args: Arguments): void {
    const paint = this.#paths.get(args[0])
    const path: unknown = args[1]?.[0]
    const { ctm, clip, fill } = this.#state
    if (paint && (path instanceof Float32Array || path instanceof Float64Array)) {
      this.#state.isAwaitingPaint = false
      const painted = { ...paint, isWhite: fill === 0xffffff, clip }
      if (!this.shapes.addSpeck(args[2], ctm, painted)) this.shapes.add(path, ctm, painted)
    }
    if (this.#isClipPending) this.clipTo(args[2])
    this.#isClipPending = false
  }

  clipNext(): void {
    this.#isClipPending = true
  }

  /** `corners` are x0, y0, x1, y1 in user space. */
  clipTo(corners: ArrayLike<number> | null | undefined): void {
    if (!corners || corners.length < 4) return
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.from(corners)
    if (![x0, y0, x1, y1].every(Number.isFinite)) return
    this.#state.clip = intersection(this.#state.clip, boxOf(this.#state.ctm, [x0, y0, x1, y1]))
  }

  /** `picture` is what pdf.js's operator names; absent where the picture was left out. */
  paintPicture(picture?: unknown): void {
    this.#state.isAwaitingPaint = false
    const box = intersection(unitSquare(this.#state.ctm), this.#state.clip)
    if (Math.max(box.width, box.height) <= largestSymbolPt) this.small.push(box)
    if (box.width <= 8 || box.height <= 8) return
    this.pictures.push(box)
    if (picture !== undefined && Math.max(box.width, box.height) <= largestSymbolPt) this.symbols.push({ box, picture })
  }
}

// pdf.js types the arguments of its operators as any; each operator below reads what pdf.js's own canvas reads.
type Arguments = ReturnType<typeof JSON.parse>
type Operator = (reader: PageReader, args: Arguments) => void
type Paths = Map<number, { isFilled: boolean; isStroked: boolean }>

function operatorsOf({ OPS }: PdfJs): Map<number, Operator> {
  const text = (change: (state: TextState, args: Arguments) => void): Operator => {
    return (reader, args) => {
      change(reader.state.text, args)
    }
  }
  return new Map<number, Operator>([
    [OPS.save, (reader) => reader.save()],
    [OPS.restore, (reader) => reader.restore()],
    [OPS.transform, (reader, args) => reader.transform(matrixFrom(args))],
    [
      OPS.paintFormXObjectBegin,
      (reader, args) => {
        reader.save()
        reader.transform(matrixFrom(args[0]))
        reader.clipTo(args[1])
        reader.state.isAwaitingPaint = false
      },
    ],
    [OPS.paintFormXObjectEnd, (reader) => reader.restore()],
    [OPS.setFont, (reader, args) => reader.setFont(String(args[0]), Number(args[1]))],
    [OPS.setFillRGBColor, (reader, args) => (reader.state.fill = colorFrom(args[0]))],
    [OPS.setFillColorN, (reader) => (reader.state.fill = undefined)],
    [OPS.beginText, text((state) => setTextMatrix(state, identity))],
    [OPS.setCharSpacing, text((state, args) => (state.charSpacing = Number(args[0])))],
    [OPS.setWordSpacing, text((state, args) => (state.wordSpacing = Number(args[0])))],
    [OPS.setHScale, text((state, args) => (state.horizontalScale = Number(args[0]) / 100))],
    [OPS.setLeading, text((state, args) => (state.leading = Number(args[0])))],
    [OPS.setTextRise, text((state, args) => (state.rise = Number(args[0])))],
    [OPS.setTextRenderingMode, text((state, args) => (state.renderingMode = Number(args[0])))],
    [OPS.moveText, text((state, args) => moveText(state, Number(args[0]), Number(args[1])))],
    [
      OPS.setLeadingMoveText,
      text((state, args) => {
        state.leading = -Number(args[1])
        moveText(state, Number(args[0]), Number(args[1]))
      }),
    ],
    [OPS.setTextMatrix, text((state, args) => setTextMatrix(state, matrixFrom(args[0]) ?? identity))],
    [OPS.nextLine, text((state) => moveText(state, 0, -state.leading))],
    [OPS.showText, (reader, args) => reader.showText(args)],
    [OPS.clip, (reader) => reader.clipNext()],
    [OPS.eoClip, (reader) => reader.clipNext()],
    [OPS.constructPath, (reader, args) => reader.paintPath(args)],
    ...[OPS.paintImageXObject, OPS.paintImageMaskXObject, OPS.paintInlineImageXObject].map(
      (operator): [number, Operator] => [operator, (reader, args) => reader.paintPicture(args[0])],
    ),
    [
      OPS.paintSolidColorImageMask, // a 1×1 pixel picture, stretched: how some producers draw rules
      (reader) => {
        reader.state.isAwaitingPaint = false
        reader.shapes.addBox(
          intersection(unitSquare(reader.state.ctm), reader.state.clip),
          reader.state.fill === 0xffffff,
        )
      },
    ],
  ])
}

function pathsOf({ OPS }: PdfJs): Paths {
  const fill = { isFilled: true, isStroked: false }
  const stroke = { isFilled: false, isStroked: true }
  const both = { isFilled: true, isStroked: true }
  return new Map([
    [OPS.fill, fill],
    [OPS.eoFill, fill],
    [OPS.stroke, stroke],
    [OPS.closeStroke, stroke],
    [OPS.fillStroke, both],
    [OPS.eoFillStroke, both],
    [OPS.closeFillStroke, both],
    [OPS.closeEOFillStroke, both],
  ])
}

function colorFrom(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) return undefined
  return Number.parseInt(value.slice(1), 16)
}
