// Page with lines of drawn letters + what text recognition read of them -> the page with those lines as text, in their places.
// Example: "Let it cool for an hour,", then a drawn "and unplug it first." -> both are read, the second with its confidence.
// Lines that nobody could read leave the sign ⍰ there: a sentence with a hole in it must not sound whole (spokenText).
// Traps: type that is measured wanders, and would make paragraphs of their own of these lines, so they take the type of their neighbours;
// short words are as often parts of a drawing, so they must be read without doubt.

import type { Box, Page, TextItem } from '../../../shared/domain.ts'
import type { DrawnLine } from '../../../shared/drawnLines.ts'
import { unreadWords } from '../../../shared/drawnLines.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'
import { bottom, holds, overlapX, right } from '../blocks/geometry.ts'
import { signalOf } from '../blocks/hazards.ts'
import { baselineOf } from '../blocks/lines.ts'
import { ascentEm } from '../pdf/textState.ts'
import type { GreyImage } from './greyImage.ts'
import type { PixelBox } from './ink.ts'
import type { ScannedText } from './readScan.ts'
import { sureConfidence } from './textFromWords.ts'

/** No key is lettered that wide. */
const sentenceEm = 12
/** White round each line: Tesseract wants some. */
const marginEm = 0.2

/** Only the lines of the picture, dark on white whatever they are printed on. */
export function linesAlone(image: GreyImage, lines: readonly DrawnLine[], pxPerPt: number): GreyImage {
  const { width, height } = image
  const pixels = new Uint8Array(width * height).fill(255)
  const px = (pt: number, most: number): number => Math.max(0, Math.min(most, Math.round(pt * pxPerPt)))
  for (const { box, sizePt } of lines) {
    const margin = marginEm * sizePt
    const corners = {
      x0: px(box.x - margin, width),
      y0: px(box.y - margin, height),
      x1: px(right(box) + margin, width),
      y1: px(bottom(box) + margin, height),
    }
    const paper = commonGrey(image, corners)
    for (let y = corners.y0; y < corners.y1; y += 1)
      for (let at = y * width + corners.x0; at < y * width + corners.x1; at += 1)
        pixels[at] = 255 - Math.abs((image.pixels[at] ?? paper) - paper)
  }
  return { pixels, width, height }
}

function commonGrey({ pixels, width }: GreyImage, { x0, y0, x1, y1 }: PixelBox): number {
  const counts = new Uint32Array(256)
  for (let y = y0; y < y1; y += 1)
    for (let at = y * width + x0; at < y * width + x1; at += 1) {
      const grey = pixels[at] ?? 255
      counts[grey] = (counts[grey] ?? 0) + 1
    }
  return counts.indexOf(Math.max(...counts))
}

/** `read` is of linesAlone; null where nothing reads in this language. */
export function withDrawnText(page: Page, read: ScannedText | null): Page {
  const { drawnLines = [], items } = page
  const found = (read?.items ?? []).filter(({ angle }) => angle === 0)
  const added: TextItem[] = []
  const among = linesAmongText(drawnLines, items)
  const lines = drawnLines.flatMap((line) => {
    const all = found.filter(({ box }) => holds(grown(line.box), box))
    const signalAt = all.findIndex(({ text }) => signalOf(text) !== null)
    const own = all.slice(Math.max(0, signalAt)) // the triangle before it is read as "AA"
    const isRead = isReading(own, line)
    if (!among.has(line) && (!isRead || signalAt < 0)) return []
    if (isRead) added.push(...own.map((item) => settled(item, line, items)))
    else if (!line.isShort) added.push(settled(hole(line), line, items))
    return [{ ...line, isRead }]
  })
  const uncertain = (read?.uncertain ?? []).filter(({ box }) =>
    lines.some((line) => line.isRead && holds(line.box, box)),
  )
  return {
    ...page,
    items: [...items, ...added],
    drawnLines: lines,
    ...(uncertain.length > 0 && { uncertain }),
  }
}

const grown = ({ x, y, width, height }: Box): Box => ({ x, y: y - 0.3 * height, width, height: 1.6 * height })

function isReading(read: readonly TextItem[], { isShort }: DrawnLine): boolean {
  const text = read.map((item) => item.text).join(' ')
  const isSure = read.every(({ confidence = 0 }) => confidence >= sureConfidence)
  return /\p{L}{2}/u.test(text) && (isSure || !isShort)
}

/** Lines of paragraphs and of tables' cells. What is lettered on a drawn key or screen is not read aloud, as little as a picture's labels. */
function linesAmongText(lines: readonly DrawnLine[], items: readonly TextItem[]): Set<DrawnLine> {
  const written: Written[] = items
    .filter(({ text, angle }) => angle === 0 && /\p{L}{2}/u.test(text))
    .map((item) => ({ box: item.box, baseline: baselineOf(item), sizePt: item.fontSizePt }))
  const among = new Set(lines.filter(({ box, sizePt }) => box.width > sentenceEm * sizePt))
  for (let before = -1; before < among.size;) {
    before = among.size
    for (const line of lines)
      if (written.some((other) => isBeside(line, other)) || [...among, ...written].some((other) => isNext(line, other)))
        among.add(line)
  }
  return among
}

type Written = Pick<DrawnLine, 'box' | 'baseline' | 'sizePt'>

const isBeside = (line: Written, other: Written): boolean =>
  Math.abs(line.baseline - other.baseline) < 0.15 * line.sizePt &&
  overlapX(line.box, other.box) > -6 * line.sizePt &&
  isOfSize(other.sizePt, line.sizePt)

/** The line before or after it in a paragraph: their left sides are level. */
const isNext = (line: Written, other: Written): boolean =>
  line !== other &&
  Math.abs(line.baseline - other.baseline) < 2 * line.sizePt &&
  Math.abs(line.box.x - other.box.x) < 0.7 * line.sizePt &&
  isOfSize(other.sizePt, line.sizePt)

const hole = ({ box, sizePt }: DrawnLine): TextItem => ({
  text: unreadWords,
  box,
  fontName: 'drawn',
  fontSizePt: sizePt,
  isBold: false,
  isItalic: false,
  angle: 0,
})

/** On the line's own baseline, in the type of the text nearest to it. */
function settled(item: TextItem, { box, baseline, sizePt }: DrawnLine, items: readonly TextItem[]): TextItem {
  const like = items.filter(
    (other) => isOfSize(other.fontSizePt, sizePt) && other.angle === 0 && /\p{L}{2}/u.test(other.text),
  )
  const far = (other: TextItem): number =>
    Math.abs(baselineOf(other) - baseline) +
    0.2 * Math.max(0, -overlapX(other.box, box)) +
    12 * Math.abs(other.fontSizePt - sizePt)
  const [nearest] = like.sort((a, b) => far(a) - far(b))
  const fontSizePt = nearest?.fontSizePt ?? sizePt
  return {
    ...item,
    text: item.text.replace(loneSign, inlinePicture),
    ...(nearest && {
      fontName: nearest.fontName,
      isBold: nearest.isBold,
      isItalic: nearest.isItalic,
      ...(nearest.color !== undefined && { color: nearest.color }),
    }),
    fontSizePt,
    box: { ...item.box, y: baseline - ascentEm * fontSizePt, height: fontSizePt },
  }
}

/** "Press @ to confirm", "hold O.": no sign that manuals print between words, but a key; a round one is read as a letter or a nought. */
const loneSign =
  /(?<=\p{L}\s)[@©®](?=\s\p{L}|[.,;]|$)|(?<=(?:press|hold|touch|push|tap|turn|drücken sie|halten sie)\s)[OQ0](?=\s\p{Ll}|[.,;]|$)/giu

const isOfSize = (sizePt: number, measuredPt: number): boolean => Math.abs(sizePt / measuredPt - 1) < 0.2
