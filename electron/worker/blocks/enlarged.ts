// Page -> the page as large as it is read: a sheet that was shrunk to fit its paper is enlarged, and boxes can be made small again.
// Example: a fold-out of seven panels on one letter page, set in 3 pt -> the same in 9 pt, three times as wide.
// What the layout knows in points (how wide a column is at least, how thick a rule) is of pages that a person can read.
// Trap: the labels of a diagram are as small, on a page whose title is not; they make no sentences.

import type { Box, Page } from '../../../shared/domain.ts'

const smallestReadPt = 5
const usualPt = 9
const sentence = 25 // letters that a label does not have

export interface Enlarged {
  page: Page
  /** From the large page to the page as the PDF shows it. */
  back: (box: Box) => Box
}

export function enlarged(page: Page): Enlarged {
  const sizePt = usualSize(page)
  if (sizePt === 0 || sizePt >= smallestReadPt) return { page, back: (box) => box }
  const times = usualPt / sizePt
  const grown = (box: Box): Box => scaled(box, times)
  return {
    page: {
      ...page,
      widthPt: page.widthPt * times,
      heightPt: page.heightPt * times,
      items: page.items.map((item) => ({ ...item, box: grown(item.box), fontSizePt: item.fontSizePt * times })),
      rules: page.rules.map(({ kind, box }) => ({ kind, box: grown(box) })),
      fills: page.fills.map(grown),
      pictures: page.pictures.map(grown),
    },
    back: (box) => scaled(box, 1 / times),
  }
}

const scaled = ({ x, y, width, height }: Box, times: number): Box => ({
  x: x * times,
  y: y * times,
  width: width * times,
  height: height * times,
})

/** The size that half of the letters do not exceed; 0 where there are hardly any sentences. */
function usualSize({ items }: Page): number {
  const long = items.filter(({ text }) => text.length >= sentence)
  if (lettersIn(long) < 0.3 * lettersIn(items)) return 0
  const sorted = [...items].sort((a, b) => a.fontSizePt - b.fontSizePt)
  const half = lettersIn(items) / 2
  let seen = 0
  return sorted.find(({ text }) => (seen += text.length) >= half)?.fontSizePt ?? 0
}

const lettersIn = (items: Page['items']): number => items.reduce((sum, { text }) => sum + text.length, 0)
