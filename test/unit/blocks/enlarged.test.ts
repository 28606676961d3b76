import { expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Box, Page } from '../../../shared/domain.ts'
import { horizontal, makePage } from './makePage.ts'

const shrunk = (page: Page, by: number): Page => {
  const small = ({ x, y, width, height }: Box): Box => ({
    x: x / by,
    y: y / by,
    width: width / by,
    height: height / by,
  })
  return {
    ...page,
    widthPt: page.widthPt / by,
    heightPt: page.heightPt / by,
    items: page.items.map((item) => ({ ...item, box: small(item.box), fontSizePt: item.fontSizePt / by })),
    rules: page.rules.map(({ kind, box }) => ({ kind, box: small(box) })),
  }
}
const leaflet = makePage(
  [
    ...[
      'b s9 40 60 Care',
      's9 40 80 Wipe the door with a soft damp cloth.',
      's9 40 104 Rinse the filter under the tap.',
    ],
    ...[
      's9 42 205 Fault on the display',
      's9 200 205 What you can do about it',
      's9 42 225 E1',
      's9 200 225 Open the tap.',
    ],
    ...['s9 42 245 E2', 's9 200 245 Straighten the drain hose.'],
  ],
  { rules: [200, 220, 240, 260].map((y) => horizontal(40, y, 400)) },
)

it('reads a sheet that was shrunk to a third as it reads the large one, with boxes as shown', () => {
  const [large, small] = [leaflet, shrunk(leaflet, 3)].map((page) => blocksFromPages([page])[0]!.blocks)
  const [withoutBox, boxes] = [small!.map(({ kind, text }) => `${kind} ${text}`), small!.map(({ box }) => box)]
  expect(withoutBox).toEqual(large!.map(({ kind, text }) => `${kind} ${text}`))
  expect(boxes.map(({ x, y }) => [Math.round(x * 3), Math.round(y * 3)])).toEqual(
    large!.map(({ box }) => [Math.round(box.x), Math.round(box.y)]),
  )
})
