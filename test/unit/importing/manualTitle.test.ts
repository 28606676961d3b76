// What a manual is called: its own words, not those of the program or the site that made the file.
import { expect, it } from 'vitest'
import type { PageBlocks } from '../../../shared/domain.ts'
import { manualTitle } from '../../../electron/worker/importing/manualTitle.ts'

const box = { x: 0, y: 0, width: 1, height: 1 }
const cover = (...texts: string[]): PageBlocks[] => [
  {
    page: 1,
    isOcr: false,
    dropped: [],
    blocks: texts.map((text) => ({ kind: 'heading', level: 1, text, page: 1, box })),
  },
]

it.each([
  ['Lumen D60: user manual', cover('Other'), 'Lumen D60: user manual'],
  ['ManualsLib - Makes it easy to find manuals online!', cover('Refrigerator E402B'), 'Refrigerator E402B'],
  ['Microsoft Word - manual_final2.docx', cover('12', 'Oven user guide'), 'Oven user guide'],
  ['DW_60_EN.indd', cover(), 'd60.pdf'],
  ['', cover('www.example.org', 'Washer'), 'Washer'],
  ['', cover('60 cm oven', 'Contents', '1 Safety'), '60 cm oven'],
  ['untitled', cover('Contents', '1 Safety', 'Care'), 'd60.pdf'],
  ['', cover('1 Sicherheit', 'Pflege'), 'd60.pdf'],
])('takes "%s" for what it is', (metadata, pages, expected) => {
  expect(manualTitle(metadata, pages, 'd60.pdf')).toBe(expected)
})
