// Traps seen in other people's manuals, each rebuilt small. More come as PDFs in test/fixtures/traps.
import { describe, expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Block, Page, TextItem } from '../../../shared/domain.ts'
import { bodyText, horizontal, makePage, vertical } from './makePage.ts'

const blocksOf = (...pages: Page[]): Block[] => blocksFromPages(pages).flatMap((page) => page.blocks)
const cellsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'table-row' ? [block.cells.map((cell) => cell.text).join(' > ')] : []))
const grid = (xs: readonly number[], ys: readonly number[]): Page['rules'] => [
  ...ys.map((y) => horizontal(xs[0]!, y, xs.at(-1)! - xs[0]!)),
  ...xs.map((x) => vertical(x, ys[0]!, ys.at(-1)! - ys[0]!)),
]

describe('traps', () => {
  it('reads a page under a slanted watermark drawn 684 times as if it were not there', () => {
    const page = makePage(bodyText)
    const mark: TextItem = {
      ...page.items[0]!,
      text: 'COPY',
      angle: 45,
      box: { x: 100, y: 300, width: 200, height: 200 },
    }
    const marked = { ...page, items: [...Array.from({ length: 684 }, () => mark), ...page.items] }
    expect(blocksOf(marked)).toEqual(blocksOf(page))
  })

  it('reads narrow columns under pictured keys one after the other, whatever little white is between', () => {
    const strip = [
      ...['b 60 200 Press Lamp twice', 'b 60 212 to choose the', 'b 60 224 brightness.'],
      ...['b 200 200 Set the colour.', '200 212 Blue is for cold', '200 224 air, red is for', '200 236 warm air.'],
      ...['b 330 200 Press Start.', '330 212 The lamp', '330 224 comes on.'],
    ]
    const page = makePage([...bodyText, 'b s16 60 60 Lamp', ...strip, '60 300 It goes off by itself.'])
    expect(
      blocksOf(page)
        .map(({ text }) => text)
        .slice(0, 7),
    ).toEqual([
      'Lamp',
      'Press Lamp twice to choose the brightness.',
      'Set the colour.',
      'Blue is for cold air, red is for warm air.',
      'Press Start.',
      'The lamp comes on.',
      'It goes off by itself.',
    ])
  })

  it('reads what stands over a pictured key with its column, and rows of two keys over a row of three', () => {
    const row = (y: number, cup: string): string[] => [
      `140 ${y} Turn ${cup} times.`,
      ...[`b 40 ${y + 40} Press Cup`, `b 140 ${y + 40} Set the size.`],
      ...[`b 40 ${y + 52} once more`, `b 40 ${y + 64} for ${cup}.`],
    ]
    const last = ['b 240 260 Press Start.', '240 272 The cups count', '240 284 down.']
    const page = makePage([...row(100, 'two'), ...row(220, 'six'), ...last, ...bodyText])
    const read = blocksFromPages([page])[0]!.blocks.map(({ text }) => text)
    expect(read.slice(0, 8).join(' | ')).toBe(
      'Press Cup once more for two. | Turn two times. | Set the size. | Press Cup once more for six. | Turn six times. | Set the size. | Press Start. | The cups count down.',
    )
  })

  it('reads on where a picture stands in the text, in letters however small', () => {
    const pictures = [{ x: 90, y: 110, width: 60, height: 40 }]
    const text = [
      '60 100 3. Press the clock key again. The',
      '70 112 display will show the time',
      '70 124 and the date.',
    ]
    const small = ['s7 60 600 Switch the hob off when the light is out, and shut off the', 's7 140 608 water tap.']
    const page = makePage([...bodyText, ...text, ...small], { pictures: [...pictures, { ...pictures[0]!, y: 590 }] })
    expect(blocksOf(page).slice(0, 2)).toMatchObject([
      { kind: 'step', text: 'Press the clock key again. The display will show the time and the date.' },
      { kind: 'paragraph', text: 'Switch the hob off when the light is out, and shut off the water tap.' },
    ])
  })

  it('takes neither a figure that ends a sentence for a step, nor a bullet in the middle of one for a bullet', () => {
    const page = makePage([
      ...['40 100 • Press the key to go up. After level 6 the next press goes back to', '50 112 level', '50 124 1.'],
      ...[
        '40 150 • This appliance is made for the home only; do not make any use of',
        '40 170 • it for other things. That ends the guarantee',
        '50 182 at once.',
      ],
      ...['40 190 • salt', '40 210 • detergent'],
    ])
    expect(blocksOf(page).map(({ kind, text }) => [kind, text])).toEqual([
      ['bullet', 'Press the key to go up. After level 6 the next press goes back to level 1.'],
      [
        'bullet',
        'This appliance is made for the home only; do not make any use of it for other things. That ends the guarantee at once.',
      ],
      ['bullet', 'salt'],
      ['bullet', 'detergent'],
    ])
  })

  it('drops glyphs of a maker’s own font of keys, but keeps the place of one inside a sentence', () => {
    const page = makePage([...bodyText, '40 100 $', '50 100 Press Start', '110 100 %', '120 100 and wait.'])
    const items = page.items.map((item) => (/^[$%]$/.test(item.text) ? { ...item, fontName: 'MakerSymbPW' } : item))
    expect(blocksOf({ ...page, items })[0]!.text).toBe('Press Start ￼ and wait.')
  })

  it('takes names of pictured keys for labels, and titles with a picture for titles', () => {
    const key = (x: number, y: number): Page['pictures'][number] => ({ x, y: y - 4, width: 24, height: 18 })
    const names = ['b 60 60 Left tank', 'b 60 120 Small', 'b 60 138 Large', 'b 60 156 Foam', 'b 300 60 Right tank']
    const titles = ['b 60 300 Cups', 'b 60 340 Tanks', 'b 60 380 Foam', 'b 60 420 Steam']
    const texts = ['60 314 Cups are warm.', '60 354 Tanks are full.', '60 394 Foam is dry.', '60 434 Steam is hot.']
    const drawn = { pictures: [60, 120, 138, 156, 300, 340, 380, 420].map((y) => key(108, y)) }
    const page = makePage([...bodyText, ...names, ...titles, ...texts], { pictures: [...drawn.pictures, key(360, 60)] })
    expect(blocksOf(page).flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
      'Cups',
      'Tanks',
      'Foam',
      'Steam',
    ])
  })

  it('reads two printed pages on one sheet one after the other, each with its columns', () => {
    const column = (x: number, letter: string): string[] =>
      Array.from(
        { length: 8 },
        (_, line) => `${x} ${150 + line * 24} ${letter} says ${'one two six ten all any end now'.split(' ')[line]}.`,
      )
    const sheet = {
      ...makePage([
        ...['A', 'B'].flatMap((letter, index) => column(40 + index * 130, letter)),
        ...['C', 'D'].flatMap((letter, index) => column(640 + index * 130, letter)),
        'b s16 40 100 The left page of the sheet',
        'b s16 640 100 The right page of it',
      ]),
      widthPt: 1200,
    }
    const first = blocksOf(sheet).map((block) => (block.kind === 'heading' ? '#' : block.text.charAt(0)))
    expect(first.join('')).toBe(`#${'A'.repeat(8)}${'B'.repeat(8)}#${'C'.repeat(8)}${'D'.repeat(8)}`)
  })

  it('goes on with a table at the top of the second column', () => {
    const page = makePage(
      [
        'b 45 605 Fault',
        'b 145 605 Remedy',
        '45 625 Noise',
        '145 625 Level it',
        '45 645 Smell',
        '145 645 Clean it',
        '325 105 Leak',
        '425 105 Dry the seal',
        '325 125 Rust',
        '425 125 Less salt',
        ...Array.from({ length: 20 }, (_, line) => `40 ${100 + line * 24} Text of the left column is here.`),
      ],
      { rules: [...grid([40, 140, 280], [600, 620, 640, 660]), ...grid([320, 420, 560], [100, 120, 140])] },
    )
    const rows = blocksOf(page).flatMap((block) => (block.kind === 'table-row' ? [block] : []))
    expect(rows.map((row) => [row.table, row.header.join('/'), row.cells[0]!.text])).toEqual([
      ['t1-1', 'Fault/Remedy', 'Noise'],
      ['t1-1', 'Fault/Remedy', 'Smell'],
      ['t1-1', 'Fault/Remedy', 'Leak'],
      ['t1-1', 'Fault/Remedy', 'Rust'],
    ])
  })

  it('pairs causes and remedies that share one ruled row line by line', () => {
    const page = makePage(
      [
        ...['b 45 105 Problem', 'b 205 105 Cause', 'b 405 105 Remedy'],
        ...[
          '45 125 No water',
          '205 125 • Tap closed',
          '205 145 • Filter dirty',
          '405 125 • Open it',
          '405 145 • Clean it',
        ],
      ],
      { rules: grid([40, 200, 400, 560], [100, 120, 160]) },
    )
    expect(cellsOf(blocksOf(page))).toEqual(['No water > Tap closed > Open it', 'No water > Filter dirty > Clean it'])
  })

  it('keeps both of two steps that are printed with the same number', () => {
    const page = makePage([
      ...bodyText,
      '40 100 7. Fill in salt.',
      '40 124 8. Close the cap.',
      '40 148 8. Wipe the rim.',
      '40 172 9. Press Start.',
    ])
    const steps = blocksOf(page).flatMap((block) => (block.kind === 'step' ? [`${block.ordinal} ${block.text}`] : []))
    expect(steps).toEqual(['7 Fill in salt.', '8 Close the cap.', '8 Wipe the rim.', '9 Press Start.'])
  })

  it('does not take a note inside a numbered list for a step', () => {
    const page = makePage([
      ...bodyText,
      '40 100 1. Open the door.',
      '55 124 Note: it may be hot.',
      '40 148 2. Take out the basket.',
    ])
    expect(
      blocksOf(page)
        .slice(0, 3)
        .map((block) => block.kind),
    ).toEqual(['step', 'paragraph', 'step'])
  })

  it('leaves a page with nothing but a picture without blocks', () => {
    const page = makePage([], { pictures: [{ x: 0, y: 0, width: 600, height: 800 }] })
    expect(blocksFromPages([page])).toEqual([{ page: 1, isOcr: false, blocks: [], dropped: [] }])
  })
})
