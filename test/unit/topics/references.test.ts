// Cross-references: found in five languages, offered where a topic is meant for sure, gone from the speech where nobody could follow them.

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, PageBlocks, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'
import { referencesIn } from '../../../electron/worker/topics/references/find.ts'

const box = { x: 10, y: 10, width: 100, height: 10 }
const heading = (text: string, page = 1, number?: string): Block => ({
  kind: 'heading',
  level: number?.includes('.') ? 2 : 1,
  text: number === undefined ? text : `${number} ${text}`,
  page,
  box,
  ...(number !== undefined && { number }),
})
const text = (words: string, page = 1): Block => ({ kind: 'paragraph', text: words, page, box })
const hazard = (message: string): Block => ({
  kind: 'hazard',
  signalWord: 'warning',
  message,
  text: message,
  page: 1,
  box,
})
const printed = (page: number, number: number, blocks: Block[]): PageBlocks => ({
  page,
  isOcr: false,
  blocks,
  dropped: [{ text: String(number), box, reason: 'page-number' }],
})
const filter = [heading('Cleaning the filters', 2, '3.2'), text('Rinse the filters every week.', 2)]
const lamp = [heading('The lamp', 3, '4'), text('It burns for years.', 3)]

function topicsOf(words: Block[], language = 'en'): Topic[] {
  const pages = [
    printed(1, 11, [heading('Water stays inside'), ...words]),
    printed(2, 12, filter),
    printed(3, 13, lamp),
  ]
  return topicsFromBlocks(pages, { manual: manualId('manual'), language })
}
const heardIn = ([first]: Topic[]): { spoken: string[]; offers: string[] } => ({
  spoken: first!.steps.filter(({ isLeftOut }) => !isLeftOut).map(({ spoken }) => spoken),
  offers: (first!.offers ?? []).map(({ topic }) => topic),
})

describe('a reference becomes an offer and is not read out', () => {
  test.each([
    ['Clean it (see Cleaning the filter, page 12).', 'Clean it.'],
    ['Clean it. See “Cleaning the filters”.', 'Clean it.'],
    ['Clean it. For more, refer to "Cleaning the filters" on page 12.', 'Clean it.'],
    ['Clean it (see ‘Cleaning the filters’, page 12) and wait.', 'Clean it and wait.'],
    ["Clean it (see 'Cleaning the filters' on page 12).", 'Clean it.'],
    ['Clean it following the instructions on page 12 and wait.', 'Clean it following the instructions and wait.'],
    ['Clean it (see chapter 3.2).', 'Clean it.'],
    ['Clean it, see page 12.', 'Clean it.'],
    ['Wipe it as described in section 3.2 and wait.', 'Wipe it and wait.'],
    ['Clean it (voir «Cleaning the filters» à la page 12).', 'Clean it.'],
    ['Clean it (vedi capitolo 3.2).', 'Clean it.'],
    ['Clean it (véase la página 12).', 'Clean it.'],
  ])('%s', (words, spoken) => {
    expect(heardIn(topicsOf([text(words)]))).toEqual({ spoken: [spoken], offers: ['cleaning-the-filters'] })
  })

  test('in German', () => {
    const found = topicsOf([text('Reinigen Sie das Sieb. Siehe Abschnitt „Cleaning the filters“.')], 'de')
    expect(heardIn(found)).toEqual({ spoken: ['Reinigen Sie das Sieb.'], offers: ['cleaning-the-filters'] })
  })
})

describe('a reference that leads nowhere', () => {
  test.each([
    ['Clean it (see “The pump”).', 'Clean it.'],
    ['Clean it. See “The pump”.', 'Clean it.'],
    ['Clean it, see page 40.', 'Clean it.'],
    ['Refer to the lamp instructions supplied with it.', 'Refer to the lamp instructions supplied with it.'],
    ['You can see streaks on the glass.', 'You can see streaks on the glass.'],
    ['It burns. Refer to the lamp on the box.', 'It burns. Refer to the lamp on the box.'],
  ])('%s', (words, spoken) => {
    expect(heardIn(topicsOf([text(words)]))).toEqual({ spoken: [spoken], offers: [] })
  })
})

test('a step that only points is left out, but a topic is never silenced', () => {
  const two = topicsOf([text('Clean the door.'), text('See “Cleaning the filters”.')])
  expect(heardIn(two)).toEqual({ spoken: ['Clean the door.'], offers: ['cleaning-the-filters'] })
  const only = topicsOf([text('See “Cleaning the filters”.')])
  expect(heardIn(only)).toEqual({ spoken: ['See Cleaning the filters.'], offers: ['cleaning-the-filters'] })
})

test('a warning offers and keeps every word', () => {
  const [topic] = topicsOf([hazard('Hot! See “Cleaning the filters”.'), text('Wait.')])
  expect(topic?.hazards.map(({ spoken }) => spoken)).toEqual(['Warning. Hot! See Cleaning the filters.'])
  expect(topic?.offers?.map(({ topic: id }) => id)).toEqual(['cleaning-the-filters'])
})

test('a page of two topics is offered for the one that the sentence names', () => {
  const pages = [
    printed(1, 1, [heading('Salt'), text('Fill in the salt as the chart of the lamp on page 2 says, and wait.')]),
    printed(
      2,
      2,
      [...filter, ...lamp].map((block) => ({ ...block, page: 2 })),
    ),
  ]
  const [topic] = topicsFromBlocks(pages, { manual: manualId('manual'), language: 'en' })
  expect(topic?.offers?.map(({ topic: id }) => id)).toEqual(['the-lamp'])
})

test('whatever stands there, references lie inside the text and in order', () => {
  const words = fc.constantFrom(
    'see',
    'page',
    '12',
    '“',
    '”',
    '(',
    ')',
    'Siehe',
    'Kapitel',
    '3.2',
    'The lamp',
    ',',
    '.',
    'voir',
    'S.',
    'and',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const sentence = parts.join(' ')
      const found = referencesIn(sentence, (title) => title === 'The lamp')
      let end = 0
      for (const { from, to } of found) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
      expect(end).toBeLessThanOrEqual(sentence.length)
    }),
  )
})
