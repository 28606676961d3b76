// Words that were read from an upright picture -> text items as a PDF would have drawn them, and the words that are not sure.
// Example: the line "1. Close the door." -> one item in the size of its line; "Door" in thicker strokes -> an item that is bold.
// Traps: sizes are measured and wander by a few percent from line to line, which would make headings of body text, so lines near the
// page's usual size get exactly that. Drawings are read as words too: what Tesseract doubts itself is dropped.

import type { TextItem, UncertainWord } from '../../../shared/domain.ts'
import { letterAndFigureCount } from '../blocks/letterCount.ts'
import { markerOf } from '../blocks/markers.ts'
import type { GreyImage } from './greyImage.ts'
import { inkLimit } from './greyImage.ts'
import { strokePx } from './ink.ts'
import type { OcrLine, OcrWord } from './ocrThread.ts'

/** Below it a word is a guess about a drawing. */
const leastConfidence = 0.3
/** Below it a person should look: two of three such words are wrong, of the others one in a hundred. */
export const sureConfidence = 0.7
/** Type size over the height from the feet of "p" to the head of "d", as Tesseract measures it: 1.06 for sans serif, 1.05 for serif. */
export const emsPerLineHeight = 1.06
/** A gap wider than this may be a gutter or a table's: the layout analysis decides. */
const widestSpaceEm = 0.9
const usualSizeSlack = 0.13
/** Strokes of bold type are 1.4 times as wide as those of regular type in the same size. */
const boldStroke = 1.22

interface MeasuredLine {
  words: OcrWord[]
  sizePx: number
  /** Stroke width over size. */
  stroke: number
  baselineAt: (x: number) => number
}

export function textFromWords(
  image: GreyImage,
  lines: readonly OcrLine[],
  pxPerPt: number,
): { items: TextItem[]; uncertain: UncertainWord[] } {
  const limit = inkLimit(image)
  const measured = lines.flatMap((line) => measuredLine(image, limit, line))
  const usualSizePx = weightedMedian(measured.map((line) => [line.sizePx, letterCount(line.words)]))
  const usualStroke = weightedMedian(measured.map((line) => [line.stroke, letterCount(line.words)]))
  const items: TextItem[] = []
  const uncertain: UncertainWord[] = []
  for (const line of measured) {
    const sizePx = Math.abs(line.sizePx / usualSizePx - 1) < usualSizeSlack ? usualSizePx : line.sizePx
    const sizePt = Math.round((sizePx / pxPerPt) * 2) / 2
    const isBold = (words: readonly OcrWord[]): boolean =>
      strokePx(image, limit, words) / sizePx > boldStroke * usualStroke && letterCount(words) > 1
    for (const run of runsOf(line.words, sizePx, isBold))
      items.push(itemOf(run, { line, sizePt, pxPerPt, isBold: isBold(run) }))
    for (const { text, confidence, ...box } of line.words)
      if (confidence < sureConfidence && hasMeaning(text))
        uncertain.push({
          text,
          confidence,
          box: {
            x: box.x0 / pxPerPt,
            y: box.y0 / pxPerPt,
            width: (box.x1 - box.x0) / pxPerPt,
            height: (box.y1 - box.y0) / pxPerPt,
          },
        })
  }
  return { items, uncertain }
}

/** [] for a line without one word that can be believed. */
function measuredLine(image: GreyImage, limit: number, { words, baseline, heightPx }: OcrLine): MeasuredLine[] {
  const kept = words.filter(({ confidence, text }) => confidence >= leastConfidence && !isSpeck(text, confidence))
  if (letterCount(kept) === 0) return []
  const sizePx = heightPx * emsPerLineHeight
  const { x0, y0, x1, y1 } = baseline
  const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0)
  return [
    { words: kept, sizePx, stroke: strokePx(image, limit, kept) / sizePx, baselineAt: (x) => y0 + (x - x0) * slope },
  ]
}

/** Lines of tables and drawings come out as "|", "—" or "~". */
const isSpeck = (text: string, confidence: number): boolean =>
  /^[|_—–~=\\/‘’'"`.,:;°<>-]+$/.test(text) && (confidence < sureConfidence || /^[|_~\\]+$/.test(text))

const hasMeaning = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
const letterCount = (words: readonly OcrWord[]): number =>
  words.reduce((sum, { text }) => sum + letterAndFigureCount(text), 0)

/** Words that stand a space apart in one weight. */
function runsOf(
  words: readonly OcrWord[],
  sizePx: number,
  isBold: (words: readonly OcrWord[]) => boolean,
): OcrWord[][] {
  const runs: OcrWord[][] = []
  for (const word of words) {
    const open = runs.at(-1)
    const last = open?.at(-1)
    const isNear = last !== undefined && word.x0 - last.x1 < widestSpaceEm * sizePx
    const isMarked = open === runs[0] && open?.length === 1 && markerOf(last?.text ?? '') !== null
    if (open && isNear && !isMarked && (!hasMeaning(word.text) || isBold(open) === isBold([word]))) open.push(word)
    else runs.push([word])
  }
  return runs
}

function itemOf(
  words: readonly OcrWord[],
  { line, sizePt, pxPerPt, isBold }: { line: MeasuredLine; sizePt: number; pxPerPt: number; isBold: boolean },
): TextItem {
  const left = Math.min(...words.map(({ x0 }) => x0))
  const right = Math.max(...words.map(({ x1 }) => x1))
  const baselinePt = line.baselineAt((left + right) / 2) / pxPerPt
  const confidences = words.filter(({ text }) => hasMeaning(text)).map(({ confidence }) => confidence)
  return {
    text: words.map(({ text }) => text).join(' '),
    box: { x: left / pxPerPt, y: baselinePt - 0.8 * sizePt, width: (right - left) / pxPerPt, height: sizePt },
    fontName: isBold ? 'scanned-bold' : 'scanned',
    fontSizePt: sizePt,
    isBold,
    isItalic: false,
    angle: 0,
    confidence: Math.min(1, ...confidences),
  }
}

/** The value in whose lower half half of the weight lies; 1 without values. */
function weightedMedian(values: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = [...values].sort((a, b) => a[0] - b[0])
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2
  let sum = 0
  for (const [value, weight] of sorted) {
    sum += weight
    if (sum >= half) return value
  }
  return 1
}
