// Grey picture of a page + recognition thread -> its text and lines in PDF points. Pages that lie on their side, stand on their head or
// lean a little are read as well. Example: a scan turned by 90 degrees and leaning by 1 -> items with angle 90, tilt 0.017.
// Trap: Tesseract reads text that runs downwards by itself, but boxes and type sizes would then lie on their side; it is turned and read
// again. On its head or running upwards, text is read as garbage with low confidence: that is how it is known.

import type { Page } from '../../../shared/domain.ts'
import { letterAndFigureCount } from '../blocks/letterCount.ts'
import { leaning, turnOf } from '../blocks/turned.ts'
import { tilted, turned } from './greyImage.ts'
import type { GreyImage, QuarterTurn } from './greyImage.ts'
import { inkRules } from './inkRules.ts'
import { withMarkers } from './lineMarkers.ts'
import type { OcrLine, OcrThread } from './ocrThread.ts'
import { repaired } from './misreadings.ts'
import { sureConfidence, textFromWords } from './textFromWords.ts'

/** Whoever changes what comes out changes this: kept readings of older code are not used then. */
export const readingVersion = 1

export type ScannedText = Required<Pick<Page, 'items' | 'rules' | 'tilt' | 'uncertain'>>

/** Less is within what line finding bears, more is no scan but a design. Radians. */
const leastTilt = 0.003
const largestTilt = 0.2
/** Of the letters; a page in order has nearly all. */
const believable = 0.6

export async function readScan(image: GreyImage, pxPerPt: number, thread: OcrThread): Promise<ScannedText> {
  const dpi = pxPerPt * 72
  const upright = await bestTurn(image, dpi, thread)
  const angle = (360 - upright.turn) % 360
  const lines = repaired(
    upright.image,
    await withMarkers(upright.image, upright.lines, (line) => thread.readLine(line, dpi)),
  )
  const { items, uncertain } = textFromWords(upright.image, lines, pxPerPt)
  const sizePt = { widthPt: upright.image.width / pxPerPt, heightPt: upright.image.height / pxPerPt }
  const shownPt = { widthPt: image.width / pxPerPt, heightPt: image.height / pxPerPt }
  const shown = angle === 0 ? null : turnOf(upright.turn, sizePt)
  return {
    items: shown ? items.map((item) => ({ ...item, box: shown(item.box), angle })) : items,
    rules: inkRules(turned(upright.image, angleAsTurn(angle)), pxPerPt),
    tilt: upright.tilt,
    uncertain: uncertain.map((word) => ({
      ...word,
      box: leaning(shown ? shown(word.box) : word.box, upright.tilt, shownPt),
    })),
  }
}

interface Upright {
  /** Turned by `turn` and straightened. */
  image: GreyImage
  turn: QuarterTurn
  tilt: number
  lines: OcrLine[]
}

async function bestTurn(image: GreyImage, dpi: number, thread: OcrThread): Promise<Upright> {
  const first = await readAt(image, 0, dpi, thread)
  const second = isBelievable(first.lines) ? null : await readAt(image, 180, dpi, thread)
  const better = second && surelyRead(second.lines) > surelyRead(first.lines) ? second : first
  if (!isSideways(better.lines)) return better
  return readAt(image, better.turn === 0 ? 270 : 90, dpi, thread)
}

async function readAt(image: GreyImage, turn: QuarterTurn, dpi: number, thread: OcrThread): Promise<Upright> {
  const upright = turned(image, turn)
  const found = await thread.tilt(upright, dpi)
  const tilt = Math.abs(found) < leastTilt || Math.abs(found) > largestTilt ? 0 : found
  const straight = tilt === 0 ? upright : tilted(upright, -tilt)
  return { image: straight, turn, tilt, lines: await thread.read(straight, dpi) }
}

const lettersIn = (lines: readonly OcrLine[], isCounted: (word: OcrLine['words'][number]) => boolean): number =>
  lines
    .flatMap(({ words }) => words)
    .filter(isCounted)
    .reduce((sum, { text }) => sum + letterAndFigureCount(text), 0)
const surelyRead = (lines: readonly OcrLine[]): number =>
  lettersIn(lines, ({ confidence }) => confidence >= sureConfidence)
const isBelievable = (lines: readonly OcrLine[]): boolean =>
  surelyRead(lines) >= believable * lettersIn(lines, () => true)

/** Words of several letters that are taller than wide. */
function isSideways(lines: readonly OcrLine[]): boolean {
  const long = lines.flatMap(({ words }) => words).filter(({ text }) => text.length >= 4)
  const tall = long.filter(({ x0, y0, x1, y1 }) => y1 - y0 > x1 - x0)
  return tall.length > long.length / 2
}

const angleAsTurn = (angle: number): QuarterTurn => (angle === 90 || angle === 180 || angle === 270 ? angle : 0)
