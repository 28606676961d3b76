// Page -> the page as it is read: a table or text set sideways on an upright page is turned upright, and boxes can be turned back.
// Example: a landscape programme table drawn at 90 degrees -> an upright page of swapped width and height.
// Trap: chapter tabs and dimensions in drawings stand sideways on almost every page; only a page that is mostly sideways is turned.

import type { Box, Page, PageBlocks } from '../../../shared/domain.ts'

export interface UprightPage {
  page: Page
  /** From the upright page to the page as the PDF shows it. */
  back: (box: Box) => Box
}

const mostly = 0.6 // of the letters

export function upright(page: Page): UprightPage {
  const letters = (angle: number): number =>
    page.items.reduce((sum, item) => (item.angle === angle ? sum + item.text.length : sum), 0)
  const all = page.items.reduce((sum, item) => sum + item.text.length, 0)
  const angle = [90, 180, 270].find((candidate) => letters(candidate) > mostly * all)
  if (angle === undefined || all === 0) return { page, back: (box) => box }
  const turn = turnOf(angle, page)
  const isQuarter = angle !== 180
  return {
    page: {
      ...page,
      widthPt: isQuarter ? page.heightPt : page.widthPt,
      heightPt: isQuarter ? page.widthPt : page.heightPt,
      items: page.items.map((item) => ({ ...item, box: turn(item.box), angle: (item.angle - angle + 360) % 360 })),
      rules: page.rules.map(({ kind, box }) => ({
        kind: isQuarter ? (kind === 'horizontal' ? 'vertical' : 'horizontal') : kind,
        box: turn(box),
      })),
      fills: page.fills.map(turn),
      pictures: page.pictures.map(turn),
    },
    back: turnOf((360 - angle) % 360, isQuarter ? { widthPt: page.heightPt, heightPt: page.widthPt } : page),
  }
}

/** Undoes text at `angle` degrees clockwise: turns the page that much anticlockwise. */
export function turnOf(angle: number, { widthPt, heightPt }: { widthPt: number; heightPt: number }): (box: Box) => Box {
  return ({ x, y, width, height }) => {
    if (angle === 90) return { x: y, y: widthPt - x - width, width: height, height: width }
    if (angle === 270) return { x: heightPt - y - height, y: x, width: height, height: width }
    return { x: widthPt - x - width, y: heightPt - y - height, width, height }
  }
}

/** All boxes of a page's blocks turned back. */
export function turnedBack(blocks: PageBlocks, back: UprightPage['back']): PageBlocks {
  return {
    ...blocks,
    blocks: blocks.blocks.map((block) => {
      const box = back(block.box)
      if (block.kind !== 'table-row') return { ...block, box }
      return { ...block, box, cells: block.cells.map((cell) => ({ ...cell, box: back(cell.box) })) }
    }),
    dropped: blocks.dropped.map((dropped) => ({ ...dropped, box: back(dropped.box) })),
  }
}

/** Where a box of a straightened scan lies on the page that leans by `radians`: its middle moves, its size stays. */
export function leaning(box: Box, radians: number, { widthPt, heightPt }: { widthPt: number; heightPt: number }): Box {
  if (radians === 0) return box
  const x = box.x + box.width / 2 - widthPt / 2
  const y = box.y + box.height / 2 - heightPt / 2
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)]
  return {
    ...box,
    x: cos * x - sin * y + widthPt / 2 - box.width / 2,
    y: sin * x + cos * y + heightPt / 2 - box.height / 2,
  }
}
