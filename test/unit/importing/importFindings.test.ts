// What the import report says of a manual: its languages, what is not spoken, where it contradicts itself, what it says it is.

import { describe, expect, it } from 'vitest'
import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { importFindings } from '../../../electron/worker/importing/importFindings.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'

const box = { x: 10, y: 10, width: 100, height: 10 }
const heading = (text: string, page = 1): Block => ({ kind: 'heading', level: 1, text, page, box })
const text = (words: string, page = 1): Block => ({ kind: 'paragraph', text: words, page, box })
const row = (cells: string[], page: number): Block => ({
  kind: 'table-row',
  table: `t${page}`,
  header: ['Error code', 'Remedy'],
  cells: cells.map((cell) => ({ text: cell, parts: [cell], box })),
  text: cells.join(' '),
  page,
  box,
})
const pageOf = (page: number, blocks: Block[], dropped: PageBlocks['dropped'] = []): PageBlocks => ({
  page,
  isOcr: false,
  blocks,
  dropped,
})
const foundIn = (pages: PageBlocks[]) =>
  importFindings(
    { blocks: pages, languages: [] },
    topicsFromBlocks(pages, { manual: manualId('manual'), language: 'en' }),
  )
const contradictions = (...pages: Block[][]): [string, number[]][] =>
  foundIn(pages.map((blocks, at) => pageOf(at + 1, blocks))).contradictions.map(({ kind, sides }) => [
    kind,
    sides.map(({ page }) => page),
  ])

describe('contradictions', () => {
  it('names both places of a sentence that is said with two figures', () => {
    const [first, second] = ['2', '3'].map((count, at) => [
      heading(at === 0 ? 'The lid' : 'Washing', at + 1),
      text(`The lid stays locked for ${count} minutes after the end.`, at + 1),
    ])
    expect(contradictions(first!, second!)).toEqual([['figure', [1, 2]]])
  })

  it.each([
    [
      'another unit',
      'The lid stays locked for about 2 minutes after the end.',
      'The lid stays locked for 90 seconds after the end.',
    ],
    [
      'another order',
      'After the programme the lid stays locked for 2 minutes.',
      'The lid stays locked for 1 minute after the programme.',
    ],
    ['a range', 'Let the oven cool down for 20 to 30 minutes.', 'Then let the oven cool down for 40 minutes.'],
    ['German', 'Der Deckel bleibt 2 Minuten lang verriegelt.', 'Der Deckel bleibt 90 Sekunden lang verriegelt.'],
  ])('names both places of a quantity in %s', (_, first, second) => {
    expect(contradictions([heading('The lid'), text(first)], [heading('Washing', 2), text(second, 2)])).toEqual([
      ['figure', [1, 2]],
    ])
  })

  it('names a code with two meanings', () => {
    const page = (number: number, remedy: string): Block[] => [
      heading(`Error codes ${number}`, number),
      row(['E15', remedy], number),
    ]
    expect(contradictions(page(1, 'Close the tap.'), page(2, 'Clean the pump.'))).toEqual([['code', [1, 2]]])
  })

  it.each([
    ['the same said twice', 'Wait for 2 minutes until the lid is free.', 'Wait for 2 minutes until the lid is free.'],
    ['other words', 'Wait for 2 minutes until the lid is free.', 'Wait for 3 minutes until the door is free.'],
    ['the same time in another unit', 'The lid stays locked for 2 minutes.', 'The lid stays locked for 120 seconds.'],
    ['a range that holds the other', 'Let the oven cool for 20 to 40 minutes.', 'Let the oven cool for 30 minutes.'],
    ['a lower and an upper limit', 'Let the oven cool for at least 2 hours.', 'Let the oven cool for up to 3 hours.'],
    ['two sides', 'Leave a gap of 5 cm on the left side.', 'Leave a gap of 3 cm on the right side.'],
    ['two programmes', 'Programme 1 heats the water to 40 °C.', 'Programme 2 heats the water to 60 °C.'],
    ['numbers of parts', 'Take part 2 out of the bag and keep it.', 'Take part 3 out of the bag and keep it.'],
  ])('finds none in %s', (_, first, second) => {
    expect(contradictions([heading('The lid'), text(first)], [heading('Washing', 2), text(second, 2)])).toEqual([])
  })

  it('finds none between rows of a table or parts of one section', () => {
    const steps = ['2', '3'].map((count) => text(`The lamp glows for ${count} seconds when it is pressed.`))
    expect(contradictions([heading('Lamp'), ...steps])).toEqual([])
  })
})

it('tells appliance, models and edition as the text says them', () => {
  const words = 'Your dishwasher. The dishwasher washes. Load the dishwasher. Stop the dishwasher.'
  const { identity } = foundIn([pageOf(1, [heading('Lumen'), text('Model: LUM-D60 Edition 2024-05'), text(words)])])
  expect(identity).toEqual({ appliance: 'dishwasher', models: ['LUM-D60'], edition: 'Edition 2024-05' })
})

it('shows one sample of what is not spoken, the most frequent first', () => {
  const number = (page: number): PageBlocks['dropped'] => [{ text: String(page), box, reason: 'page-number' }]
  const { dropped } = foundIn([1, 2, 3].map((page) => pageOf(page, [text('Wipe the door.', page)], number(page))))
  expect(dropped).toEqual([{ text: '1', reason: 'page-number', count: 3, page: 1 }])
})

it('leads from each error code to the topic about it', () => {
  const pages = [
    pageOf(1, [heading('Before you call'), text('If E15 is shown, switch the appliance off.')]),
    pageOf(2, [heading('Error codes', 2), row(['E17', 'Open the tap.'], 2), row(['E15', 'Empty the base.'], 2)]),
  ]
  const { codeTopics } = foundIn(pages)
  expect(codeTopics.map(({ code, topic }) => [code, topic])).toEqual([
    ['E15', 'error-e15'],
    ['E17', 'error-e17'],
  ])
})
