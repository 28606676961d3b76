import { expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Page, TextItem } from '../../../shared/domain.ts'

/** Text written upwards or downwards: `along` is its place on the baseline's axis, `across` the other one. */
const sideways = (text: string, angle: 90 | 270, [along, across]: [number, number]): TextItem => {
  const length = text.length * 5
  const box =
    angle === 90
      ? { x: 600 - across - 10, y: along, width: 10, height: length }
      : { x: across, y: 800 - along - length, width: 10, height: length }
  return { text, box, fontName: 'Test', fontSizePt: 10, isBold: false, isItalic: false, angle }
}
const page = (items: TextItem[]): Page => ({
  number: 1,
  widthPt: 600,
  heightPt: 800,
  items,
  rules: [],
  fills: [],
  pictures: [],
  isOcr: false,
})

it.each([90, 270] as const)(
  'reads a page that is set sideways at %i degrees, and points to where it stands',
  (angle) => {
    const first = sideways('Turn the page to read this.', angle, [50, 100])
    const second = sideways('Then turn it back again.', angle, [50, 140])
    const [read] = blocksFromPages([page([second, first])])
    expect(read!.blocks.map(({ text, box }) => ({ text, box }))).toEqual([
      { text: 'Turn the page to read this.', box: first.box },
      { text: 'Then turn it back again.', box: second.box },
    ])
  },
)

it('leaves out a tab that stands sideways beside the text', () => {
  const text: TextItem = {
    ...sideways('', 90, [0, 0]),
    text: 'Upright text of the page.',
    angle: 0,
    box: { x: 50, y: 100, width: 125, height: 10 },
  }
  const [read] = blocksFromPages([page([text, sideways('Tab', 90, [300, 10])])])
  expect({ kept: read!.blocks.map((block) => block.text), dropped: read!.dropped.map((item) => item.reason) }).toEqual({
    kept: ['Upright text of the page.'],
    dropped: ['vertical'],
  })
})
