// Rows of tables and lines of figures -> what is said of them: figures with their units, and no mark of a drawing.

import { expect, test } from 'vitest'
import type { Block, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'

const box = { x: 10, y: 10, width: 100, height: 10 }
const at = (text: string) => ({ text, page: 1, box })
const heading = (text: string): Block => ({ kind: 'heading', level: 1, ...at(text) })
const row = (header: string[], ...cells: string[]): Block => ({
  kind: 'table-row',
  table: 'one',
  header,
  cells: cells.map((text) => ({ text, parts: [text], box })),
  ...at(cells.join(' ')),
})
const topicsOf = (blocks: Block[], language = 'en'): Topic[] =>
  topicsFromBlocks([{ page: 1, isOcr: false, blocks, dropped: [] }], { manual: manualId('manual'), language })
const said = (blocks: Block[], language?: string): [string, boolean][] =>
  topicsOf(blocks, language).map(({ steps, isSpoken }) => [steps.map(({ spoken }) => spoken).join(' '), isSpoken])

test('a figure alone is said with the unit of its column', () => {
  expect(said([heading('Storage'), row(['Food', 'Time (months)'], 'Bread', '3')])).toEqual([['Bread: 3 months.', true]])
  const german = [heading('Lagern'), row(['Speise', 'Dauer (Monate)'], 'Brot', '6 - 9')]
  expect(said(german, 'de')).toEqual([['Brot: 6 bis 9 Monate.', true]])
})

test('letters of a drawing and a legend of signal words are kept for review, and not spoken', () => {
  const rows = [row([], 'H1', '820 mm'), row([], 'A', '30 mm'), row([], 'Height', '820 mm')]
  expect(said([heading('Sizes'), ...rows])).toEqual([
    ['H one: 820 millimetres.', false],
    ['A: 30 millimetres.', false],
    ['Height: 820 millimetres.', true],
  ])
  expect(said([heading('Symbols'), row([], 'Warning', 'Danger to life')])).toEqual([
    ['Warning: Danger to life.', false],
  ])
})

test('a letter that stands alone is no sentence', () => {
  const lines = ['Clean the filters once a week.', 'A', 'B.', '12'].map((text): Block => ({
    kind: 'paragraph',
    ...at(text),
  }))
  expect(said([heading('Filters'), ...lines])).toEqual([['Clean the filters once a week.', true]])
})

test('a header that is printed again is no problem with a remedy', () => {
  const header = ['Problem', 'Possible cause', 'What to do']
  const rows = [row(header, 'No water', 'Tap closed', 'Open the tap.'), row([], ...header)]
  expect(topicsOf([heading('Troubleshooting'), ...rows]).map(({ title }) => title)).toEqual(['No water'])
})

test('a number is said with the name of its column, and marks of footnotes are not said', () => {
  const header = ['Level', 'Duration (h:min)*)', 'Water (litres/cycle)1)']
  expect(said([heading('Rinsing'), row(header, '2', '1:15', '9.5')])).toEqual([
    ['Level 2: Duration: 1 hour 15 minutes, Water: 9.5 litres per cycle.', true],
  ])
})

test('a legend is said without the numbers of its drawing, and a figure that counts nothing stays', () => {
  const names = (...texts: string[]): Block[] => texts.map((text): Block => ({ kind: 'paragraph', ...at(text) }))
  const legend = names('1 Brush head', '2 Handle', '3 Charging light', 'It is shown on the inside.')
  expect(said([heading('Parts'), ...legend])).toEqual([
    ['Brush head. Handle. Charging light. It is shown on the inside.', true],
  ])
  expect(said([heading('Supply'), ...names('3 Phase supply', '16 Amperes')])).toEqual([
    ['3 Phase supply. 16 Amperes.', true],
  ])
})

test('a copyright notice alone is kept for review, and not spoken', () => {
  const lines = (...texts: string[]): Block[] => texts.map((text): Block => ({ kind: 'paragraph', ...at(text) }))
  const notice = lines('© 2026 Lumen. All rights reserved.', 'Lumen is a registered trademark of Lumen.')
  expect(said([heading('Imprint'), ...notice]).map(([, isSpoken]) => isSpoken)).toEqual([false])
  expect(said([heading('Imprint'), ...notice, ...lines('Call us.')]).map(([, isSpoken]) => isSpoken)).toEqual([true])
})
