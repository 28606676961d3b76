// Pixels of an upright page -> its straight lines, as the PDF's own would be: what table borders and boxes look like in a scan.
// Example: a table printed with 14 lines -> 14 rules, in points.
// Traps: the bar of a headline's "T" and a row of letters that touch are runs of ink too: only runs far longer than a letter that stay
// thin along their whole length count. Hairlines come out light grey, often on a tinted row: a pixel belongs to a line where it is darker
// than the paper beside the line, whatever its own grey.

import type { Rule } from '../../../shared/domain.ts'
import type { GreyImage } from './greyImage.ts'

const shortestPt = 24
const thickestPt = 3
/** A break in a scanned line; longer ones end it. */
const breakPt = 1.5
/** Of a run; a row through a word has less. */
const leastInk = 0.85
/** Least difference to the paper beside it, of 255. */
const contrast = 36
const mostRules = 4000

export function inkRules(image: GreyImage, pxPerPt: number): Rule[] {
  const horizontal = runsIn(image, pxPerPt, { isAcross: true })
  const vertical = runsIn(image, pxPerPt, { isAcross: false })
  const rules = [
    ...strokesOf(horizontal, pxPerPt).map(({ from, to, start, end }): Rule => {
      return { kind: 'horizontal', box: { x: start, y: from, width: end - start, height: to - from } }
    }),
    ...strokesOf(vertical, pxPerPt).map(({ from, to, start, end }): Rule => {
      return { kind: 'vertical', box: { x: from, y: start, width: to - from, height: end - start } }
    }),
  ]
  return rules.slice(0, mostRules)
}

/** Ink along one row (or column) of pixels. */
interface Run {
  line: number
  start: number
  end: number
}

function runsIn({ pixels, width, height }: GreyImage, pxPerPt: number, { isAcross }: { isAcross: boolean }): Run[] {
  const runs: Run[] = []
  const [shortest, longestBreak] = [shortestPt * pxPerPt, breakPt * pxPerPt]
  const beside = Math.ceil(thickestPt * pxPerPt) + 2
  const [lines, length] = isAcross ? [height, width] : [width, height]
  const [lineStride, stride] = isAcross ? [width, 1] : [1, width]
  for (let line = beside; line < lines - beside; line += 1) {
    let [start, last, ink] = [-1, -1, 0]
    const finish = (): void => {
      const reach = last - start + 1
      if (start >= 0 && reach >= shortest && ink >= leastInk * reach) runs.push({ line, start, end: last })
    }
    for (let along = 0; along < length; along += 1) {
      const at = line * lineStride + along * stride
      const paper = Math.max(pixels[at - beside * lineStride] ?? 0, pixels[at + beside * lineStride] ?? 0)
      if ((pixels[at] ?? 255) + contrast >= paper) continue
      if (start < 0 || along - last > longestBreak) {
        finish()
        start = along
        ink = 0
      }
      last = along
      ink += 1
    }
    finish()
  }
  return runs
}

/** Runs on neighbouring rows that lie over each other are one stroke; a thick one is a filled area and no rule. In points. */
function strokesOf(runs: readonly Run[], pxPerPt: number): { from: number; to: number; start: number; end: number }[] {
  const done: { from: number; to: number; start: number; end: number }[] = []
  let open: { from: number; to: number; start: number; end: number }[] = []
  for (const { line, start, end } of runs) {
    const isGone = ({ to }: { to: number }): boolean => line - to > 2
    done.push(...open.filter(isGone))
    open = open.filter((stroke) => !isGone(stroke))
    const stroke = open.find((known) => Math.min(known.end, end) - Math.max(known.start, start) > 0)
    if (stroke) {
      stroke.to = line
      stroke.start = Math.min(stroke.start, start)
      stroke.end = Math.max(stroke.end, end)
    } else open.push({ from: line, to: line, start, end })
  }
  return [...done, ...open]
    .filter(({ from, to }) => to - from + 1 <= thickestPt * pxPerPt)
    .map(({ from, to, start, end }) => ({
      from: from / pxPerPt,
      to: (to + 1) / pxPerPt,
      start: start / pxPerPt,
      end: end / pxPerPt,
    }))
}
