// Lines that were read + their picture -> the same lines with the bullets and step numbers that stand before them.
// Example: "Rinse both filters", with "4." printed an em to its left -> "4. Rinse both filters"; a blot there -> "• Rinse both filters".
// Tesseract leaves a lone mark out, or reads it as "«", "e" or ".": so the ink left of each line is looked at by itself.
// Trap: a step without its number is lost in the step before it; ink of a drawing or of the next column is no number.

import { markerOf } from '../blocks/markers.ts'
import type { GreyImage } from './greyImage.ts'
import { inkLimit } from './greyImage.ts'
import { inkGroupBefore, isBlot } from './ink.ts'
import type { PixelBox } from './ink.ts'
import type { OcrLine, OcrWord } from './ocrThread.ts'
import { emsPerLineHeight } from './textFromWords.ts'

/** How far before its text a marker stands, in ems. */
const reachEm = 3.2
const widestEm = 1.7

export async function withMarkers(
  image: GreyImage,
  lines: readonly OcrLine[],
  readLine: (picture: GreyImage) => Promise<OcrWord[]>,
): Promise<OcrLine[]> {
  const limit = inkLimit(image)
  const words = lines.flatMap((line) => line.words)
  const marked: OcrLine[] = []
  for (const line of lines) {
    const sizePx = line.heightPx * emsPerLineHeight
    const [first, second] = line.words
    if (first && second && first.text.length <= 2 && isBlot(image, limit, first, sizePx)) {
      marked.push({ ...line, words: [bulletAt(first), ...line.words.slice(1)] })
      continue
    }
    // A dot that is left of a number whose digits were not seen.
    const isBareDot = first !== undefined && second !== undefined && /^[.,'’‘]$/.test(first.text)
    const text = isBareDot ? line.words.slice(1) : line.words
    const marker = first && markerOf(first.text) === null ? await markerBefore(text) : null
    marked.push(marker ? { ...line, words: [marker, ...text] } : line)

    async function markerBefore([start]: readonly OcrWord[]): Promise<OcrWord | null> {
      if (!start || start.text.length < 2) return null
      const box = inkGroupBefore(image, limit, searched(line, start, words, sizePx), 0.4 * sizePx)
      if (!box || box.x1 - box.x0 > widestEm * sizePx || box.y1 - box.y0 > 1.1 * sizePx) return null
      if (isBlot(image, limit, box, sizePx)) return bulletAt(box)
      const read = await readLine(framed(image, box, Math.round(0.5 * sizePx)))
      const text = read.map((word) => word.text).join('')
      const confidence = Math.min(...read.map((word) => word.confidence))
      return /^\(?(?:\d{1,2}|[a-h])[.)]$/.test(text) && confidence > 0.3 ? { ...box, text, confidence } : null
    }
  }
  return marked
}

const bulletAt = ({ x0, y0, x1, y1 }: PixelBox): OcrWord => ({ x0, y0, x1, y1, text: '•', confidence: 1 })

/** Before the line's first word, up to what another word claims. */
function searched(line: OcrLine, start: OcrWord, words: readonly OcrWord[], sizePx: number): PixelBox {
  const { x0: from, y0: leftY, x1: to, y1: rightY } = line.baseline
  const baseline = leftY + (to === from ? 0 : ((start.x0 - from) * (rightY - leftY)) / (to - from))
  const y0 = Math.round(baseline - 0.85 * sizePx)
  const y1 = Math.round(baseline + 0.15 * sizePx)
  const claimed = words
    .filter((word) => word !== start && word.x1 <= start.x0 && word.text.length > 1 && word.y1 > y0 && word.y0 < y1)
    .map((word) => word.x1 + 0.3 * sizePx)
  const x0 = Math.max(0, start.x0 - reachEm * sizePx, ...claimed)
  return { x0: Math.round(x0), y0, x1: Math.round(start.x0 - 0.15 * sizePx), y1 }
}

/** Cut out, on white. */
function framed({ pixels, width }: GreyImage, { x0, y0, x1, y1 }: PixelBox, margin: number): GreyImage {
  const frame = { width: x1 - x0 + 2 * margin, height: y1 - y0 + 2 * margin }
  const cut = new Uint8Array(frame.width * frame.height).fill(255)
  for (let y = y0; y < y1; y += 1)
    cut.set(pixels.subarray(y * width + x0, y * width + x1), (y - y0 + margin) * frame.width + margin)
  return { pixels: cut, ...frame }
}
