// PageBlocks[] -> Topic[]: how a manual is cut, and what holds for every topic of every manual at hand.

import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Block, PageBlocks, TableRowBlock, Topic } from '../../../shared/domain.ts'
import { idPattern, manualId } from '../../../shared/ids.ts'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { blocksInLanguage } from '../../../electron/worker/pipeline/blocksInLanguage.ts'
import { languagesOfBlocks } from '../../../electron/worker/pipeline/languagesOfBlocks.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'
import { findingsOf } from '../../../electron/worker/topics/findings.ts'
import { sharedData } from '../../sharedData.ts'

const box = { x: 10, y: 10, width: 100, height: 10 }
const at = (text: string) => ({ text, page: 1, box })
const heading = (level: number, text: string): Block => ({ kind: 'heading', level, ...at(text) })
const paragraph = (text: string): Block => ({ kind: 'paragraph', ...at(text) })
const bullet = (text: string): Block => ({ kind: 'bullet', level: 1, ...at(text) })
const step = (ordinal: number, text: string): Block => ({ kind: 'step', marker: `${ordinal}.`, ordinal, ...at(text) })
const hazard = (message: string): Block => ({
  kind: 'hazard',
  signalWord: 'warning',
  message,
  ...at(`WARNING ${message}`),
})
const row = (header: string[], ...cells: string[]): TableRowBlock => ({
  kind: 'table-row',
  table: header.join('|'),
  header,
  cells: cells.map((text) => ({ text, parts: text === '' ? [] : text.split(' ¶ '), box })),
  ...at(cells.join(' ')),
})

function topicsOf(blocks: Block[], language = 'en'): Topic[] {
  const pages: PageBlocks[] = [{ page: 1, isOcr: false, blocks, dropped: [] }]
  return topicsFromBlocks(pages, { manual: manualId('manual'), language })
}
const brief = ({ id, kind, hazards, steps }: Topic) => ({
  id,
  kind,
  hazards: hazards.map(({ written }) => written),
  steps: steps.map(({ spoken }) => spoken),
})

describe('cutting', () => {
  test('numbered steps make one task; bullets belong to the step before, hazards come first', () => {
    const blocks = [
      heading(1, 'Cleaning the filters'),
      step(1, 'Remove the filter.'),
      bullet('Turn it left.'),
      hazard('Sharp edges!'),
      step(2, 'Rinse it at 40 °C.'),
    ]
    expect(topicsOf(blocks).map(brief)).toEqual([
      {
        id: 'cleaning-the-filters',
        kind: 'task',
        hazards: ['Sharp edges!'],
        steps: ['Remove the filter. Turn it left.', 'Rinse it at 40 degrees Celsius.'],
      },
    ])
  })

  test('a hazard that heads a chapter goes before every task in it, and before no concept', () => {
    const blocks = [
      heading(1, 'Care'),
      hazard('Unplug the appliance first.'),
      heading(2, 'Descaling the boiler'),
      step(1, 'Fill in the descaler.'),
      step(2, 'Start the programme.'),
      heading(2, 'About limescale'),
      paragraph('Limescale comes from hard water.'),
    ]
    expect(topicsOf(blocks).map(({ id, hazards }) => [id, hazards.length])).toEqual([
      ['care', 1],
      ['descaling-the-boiler', 1],
      ['about-limescale', 0],
    ])
  })

  test('rows of one symptom make one topic with each cause beside its own remedy, and the section hazard first', () => {
    const header = ['Problem', 'Possible cause', 'Remedy']
    const blocks = [
      heading(1, 'Troubleshooting'),
      hazard('Unplug first.'),
      row(header, 'Dishes are wet', 'No rinse aid', 'Fill in rinse aid'),
      row(header, '', 'Door opened early', 'Wait until the end'),
      row(header, 'No water', 'Tap closed', 'Open the tap'),
    ]
    const topics = topicsOf(blocks).filter(({ kind }) => kind === 'troubleshooting')
    expect(topics.map(brief)).toEqual([
      {
        id: 'dishes-are-wet',
        kind: 'troubleshooting',
        hazards: ['Unplug first.'],
        steps: [
          'Possible cause: No rinse aid. Fill in rinse aid.',
          'Possible cause: Door opened early. Wait until the end.',
        ],
      },
      {
        id: 'no-water',
        kind: 'troubleshooting',
        hazards: ['Unplug first.'],
        steps: ['Possible cause: Tap closed. Open the tap.'],
      },
    ])
  })

  test('two codes in one cell answer to both', () => {
    const header = ['Error code', 'Meaning', 'Remedy']
    const topics = topicsOf([heading(1, 'Error codes'), row(header, 'ER1 or ER2', 'Sensor fault', 'Call service')])
    expect(topics.map(({ id, codes, kind }) => [id, codes, kind])).toEqual([
      ['error-er1', ['ER1'], 'error-code'],
      ['error-er2', ['ER2'], 'error-code'],
    ])
  })

  test('a programme table is said programme by programme, whichever way it lies', () => {
    const upright = ['Programme', 'Temperature', 'Duration']
    const sideways = ['Programme', 'Eco', 'Quick']
    const described = ['Cycle', 'What it does', 'Spin speed']
    const said = (blocks: Block[]) => topicsOf(blocks).flatMap(({ steps }) => steps.map(({ spoken }) => spoken))
    expect(said([heading(1, 'Programmes'), row(upright, 'Eco', '55 °C', '3:15 h')])).toEqual([
      'Eco: Temperature: 55 degrees Celsius, Duration: 3 hours 15 minutes.',
    ])
    expect(
      said([
        heading(1, 'Programmes'),
        row(described, 'Cold water', 'For bright colours.', 'Fast'),
        row(described, 'Wool', 'Gentle.', 'Slow'),
      ]),
    ).toEqual([
      'Cold water: What it does: For bright colours, Spin speed: Fast.',
      'Wool: What it does: Gentle, Spin speed: Slow.',
    ])
    expect(
      said([
        heading(1, 'Programmes'),
        row(sideways, 'Temperature (°C)', '55', '40'),
        row(sideways, 'Duration (h:min)', '3:15', '0:30'),
      ]),
    ).toEqual([
      'Eco: Temperature: 55 degrees Celsius, Duration: 3 hours 15 minutes.',
      'Quick: Temperature: 40 degrees Celsius, Duration: 30 minutes.',
    ])
  })

  test('rows of one name are one topic, and the title of a group of rows is said with each', () => {
    const header = ['Food', 'Weight', 'Time']
    const topics = topicsOf([
      heading(1, 'Reheating'),
      row(header, 'BREAD – precooked', '', ''),
      row(header, 'Rolls', '1', '10 s'),
      row(header, 'Rolls', '4', '20 s'),
      row(header, 'DRINKS', '', ''),
      row(header, '2 mugs', '470 ml', '3 min'),
    ])
    expect(topics.map(({ title, steps }) => [title, ...steps.map(({ spoken }) => spoken)])).toEqual([
      [
        'Reheating: Rolls, Bread',
        'Rolls, Bread: Weight: 1, Time: 10 seconds.',
        'Rolls, Bread: Weight: 4, Time: 20 seconds.',
      ],
      ['Reheating: 2 mugs, Drinks', '2 mugs, Drinks: Weight: 470 millilitres, Time: 3 minutes.'],
    ])
  })

  test('contents entries, captions and the numbered legend of a picture are no steps', () => {
    const blocks: Block[] = [
      { kind: 'toc-entry', level: 1, target: 4, ...at('Care 4') },
      heading(1, 'Parts'),
      { kind: 'caption', ...at('Fig. 1') },
      step(1, 'Door handle'),
      step(2, 'Control panel'),
      step(3, 'Lower basket'),
    ]
    const [topic, ...others] = topicsOf(blocks)
    expect(others).toEqual([])
    expect([topic?.kind, topic?.isProcedure, topic?.steps.length]).toEqual(['concept', false, 3])
  })

  test('ids do not depend on pages, and equal titles take the chapter into the id', () => {
    const section = (chapter: string): Block[] => [heading(1, chapter), heading(2, 'Cleaning'), paragraph('Wipe it.')]
    const blocks = [...section('Grinder'), ...section('Brewer')]
    const moved = blocks.map((block) => ({ ...block, page: block.page + 7 }))
    const ids = topicsOf(blocks).map(({ id }) => id)
    expect(ids).toEqual(['cleaning', 'brewer-cleaning'])
    expect(topicsOf(moved).map(({ id }) => id)).toEqual(ids)
  })
})

test('a chapter of cautions is about safety', () => {
  const blocks = [heading(1, 'CAUTIONS'), paragraph('Children must not play with the appliance.')]
  expect(topicsOf(blocks).map(({ kind }) => kind)).toEqual(['safety'])
})

describe('facts of a table', () => {
  const header = ['Setting', 'Food', 'Weight (in kg)', 'Time (Minutes)']
  test('are named by the second cell where the first is shared, and by the title that stands over them', () => {
    const rows = [
      row(header, '7 Baking', 'Tarts', '0.5', '20-30'),
      row(header, '7 Baking', 'Frozen', '', ''),
      row(header, '7 Baking', 'Pizza', '1', '12'),
    ]
    expect(topicsOf([heading(1, 'Times'), ...rows]).map(({ title, steps }) => [title, steps[0]?.spoken])).toEqual([
      ['Times: Tarts, Baking', 'Tarts, Baking: Weight: 0.5 kilograms, Time: 20 to 30 Minutes.'],
      ['Times: Pizza, Frozen, Baking', 'Pizza, Frozen, Baking: Weight: 1 kilogram, Time: 12 Minutes.'],
    ])
  })

  test('a code that only appears is named by what it means', () => {
    const blocks = [
      heading(1, 'Troubleshooting'),
      row(['Problem', 'Remedy'], 'A fault code appears: ER1', 'Sensor error. ¶ Call us.'),
    ]
    expect(topicsOf(blocks).map(({ title }) => title)).toEqual(['ER1: Sensor error'])
  })
})

describe('findings', () => {
  test('say what a listener would miss', () => {
    const blocks = [
      heading(1, 'Fitting the door'),
      step(1, 'Turn the screws shown in Fig. 3.'),
      step(2, `Then ${'very '.repeat(30)}slowly close it.`),
    ]
    expect(findingsOf(topicsOf(blocks)).map(({ code }) => code)).toEqual(['step-refers-to-figure', 'sentence-too-long'])
  })
  test('a code that no topic explains is found only where codes are explained', () => {
    const header = ['Error code', 'Remedy']
    const note = [heading(1, 'Notes'), paragraph('After E7 restart the machine and wait for a minute.')]
    expect(findingsOf(topicsOf(note))).toEqual([])
    const table = [heading(1, 'Error codes'), row(header, 'E1 no water', 'Open the tap')]
    expect(findingsOf(topicsOf([...table, ...note])).map(({ code }) => code)).toEqual(['code-without-topic'])
  })
})

const folder = join(sharedData, 'manuals')
const names = existsSync(folder)
  ? readdirSync(folder).filter((name) => /\.pdf$/.test(name) && !/scanned/.test(name))
  : []
if (names.length === 0) console.warn(`SKIPPED: the real manuals are not at ${folder}; only the sample is read`)
const manuals = ['assets/sample/manual.pdf', ...names.map((name) => `${folder}/${name}`)]

describe.each(manuals)('every topic of %s', (path) => {
  test('is safe to speak alone', { timeout: 120_000 }, async () => {
    const language = /-de\.pdf$/.test(path) ? 'de' : 'en'
    const pages = blocksInLanguage(languagesOfBlocks(await blocksOf(path)), language)
    const options = { manual: manualId('manual'), language }
    const topics = topicsFromBlocks(pages, options)
    const messages = new Set(
      pages.flatMap(({ blocks }) => blocks.flatMap((b) => (b.kind === 'hazard' ? [b.message] : []))),
    )

    expect(topics.length).toBeGreaterThan(5)
    expect(topicsFromBlocks(pages, options)).toEqual(topics)
    expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length)
    expect(topics.filter(({ id }) => !idPattern.test(id))).toEqual([])
    expect(topics.filter(({ phrases }) => phrases.length === 0 || phrases.length > 4)).toEqual([])
    const parts = topics.flatMap(({ hazards, steps }) => [...hazards, ...steps])
    expect(parts.filter(({ sources }) => sources.length === 0)).toEqual([])
    expect(topics.flatMap(({ hazards }) => hazards).filter(({ written }) => !messages.has(written))).toEqual([])
    const heard = [
      ...topics.flatMap(({ hazards }) => hazards),
      ...topics.flatMap(({ steps }) => steps.filter(({ isLeftOut }) => !isLeftOut)),
    ]
    expect(heard.map(({ spoken }) => spoken).filter((spoken) => onPaper.test(spoken))).toEqual([])
    const ids = new Set(topics.map(({ id }) => id))
    const offers = topics.flatMap(({ id, hazards, steps, offers: own = [] }) =>
      own.map((offer) => ({ ...offer, id, said: [...hazards, ...steps].map(({ written }) => written) })),
    )
    expect(offers.filter(({ id, topic }) => topic === id || !ids.has(topic))).toEqual([])
    expect(offers.filter(({ written, said }) => !said.some((text) => text.includes(written)))).toEqual([])
    const bound = new Set(topics.flatMap(({ hazards }) => hazards.map(({ written }) => written)))
    expect([...messages].filter((message) => !bound.has(message))).toEqual([])
  })
})

/** What only a reader can use: references, unit signs, bullets, bare symbols. */
const onPaper =
  /\bpage \d|\bSeite \d|Fig\.|\(see|[→⇒≥≤±×•☞►■✓°²³℃]|(?<![\d.,])\d{1,4}(?:[.,]\d)? ?(?:mm|cm|kg|ml|kWh|Hz|MPa|rpm|%)(?!\p{L})/u

async function blocksOf(path: string): Promise<PageBlocks[]> {
  const document = await openPdf(new Uint8Array(await readFile(path)), {})
  try {
    const work = { signal: new AbortController().signal, report: () => undefined }
    return blocksFromPages(await pagesFromPdf(document, {}, work))
  } finally {
    await document.close()
  }
}
