// Pixels of an upright page -> its straight lines, as the PDF's own would be: what table borders and boxes look like in a scan.
// Example: a table printed with 14 lines -> 14 rules, in points.
// Trap: the bar of a headline's "T" and a row of letters that touch are runs of ink too: only runs far longer than a letter that stay
// thin along their whole length count.

import type { Rule } from '../../../shared/domain.ts'
import type { GreyImage } from './greyImage.ts'
import { inkLimit } from './greyImage.ts'

const shortestPt = 24
const thickestPt = 3
/** A break in a scanned line; longer ones end it. */
const breakPt = 1
const mostRules = 4000

export function inkRules(image: GreyImage, pxPerPt: number): Rule[] {
  const limit = inkLimit(image)
  const horizontal = runsIn(image, { limit, pxPerPt, isAcross: true })
  const vertical = runsIn(image, { limit, pxPerPt, isAcross: false })
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

function runsIn(
  { pixels, width, height }: GreyImage,
  { limit, pxPerPt, isAcross }: { limit: number; pxPerPt: number; isAcross: boolean },
): Run[] {
  const runs: Run[] = []
  const shortest = shortestPt * pxPerPt
  const longestBreak = breakPt * pxPerPt
  const [lines, length] = isAcross ? [height, width] : [width, height]
  const [lineStride, stride] = isAcross ? [width, 1] : [1, width]
  for (let line = 0; line < lines; line += 1) {
    let [start, last] = [-1, -1]
    for (let along = 0; along < length; along += 1) {
      if ((pixels[line * lineStride + along * stride] ?? 255) > limit) continue
      if (start < 0 || along - last > longestBreak) {
        if (last - start >= shortest) runs.push({ line, start, end: last })
        start = along
      }
      last = along
    }
    if (start >= 0 && last - start >= shortest) runs.push({ line, start, end: last })
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
