import { describe, expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Page } from '../../../shared/domain.ts'
import { bodyText, horizontal, makePage, vertical } from './makePage.ts'

interface Row {
  header: string[]
  cells: string[]
}
const rowsOf = (...pages: Page[]): Row[] =>
  blocksFromPages(pages).flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'table-row'
        ? [{ header: block.header, cells: block.cells.map((cell) => cell.parts.join(' ¶ ')) }]
        : [],
    ),
  )
/** A frame with lines at the given places. */
const grid = (xs: readonly number[], ys: readonly number[]): Page['rules'] => [
  ...ys.map((y) => horizontal(xs[0]!, y, xs.at(-1)! - xs[0]!)),
  ...xs.map((x) => vertical(x, ys[0]!, ys.at(-1)! - ys[0]!)),
]

describe('ruled tables', () => {
  it('keeps a row that stands alone between two groups of rows', () => {
    const page = makePage(
      [
        ...['b 45 105 Food', 'b 145 105 Weight', 'b 245 105 Minutes'],
        ...['45 125 Rice', '145 125 1 kg', '245 125 20'],
        ...['45 165 Trout', '145 165 2 kg', '245 165 16'],
        ...['45 205 Tench', '145 205 1 kg', '245 205 40', '45 225 Perch', '145 225 2 kg', '245 225 50'],
      ],
      {
        rules: [
          ...grid([40, 140, 240, 360], [100, 120, 140]),
          ...grid([40, 140, 240, 360], [160, 180]),
          ...grid([40, 140, 240, 360], [200, 220, 240]),
        ],
      },
    )
    expect(rowsOf(page).map(({ header, cells }) => [...header, ...cells].join(' '))).toEqual([
      'Food Weight Minutes Rice 1 kg 20',
      'Food Weight Minutes Trout 2 kg 16',
      'Food Weight Minutes Tench 1 kg 40',
      'Food Weight Minutes Perch 2 kg 50',
    ])
  })

  it('keeps a row whose weight and time each go on in a second line', () => {
    const page = makePage(
      [
        ...['b 45 105 Food', 'b 145 105 Weight', 'b 245 105 Time'],
        ...['45 125 Trout', '145 125 400 g', '245 125 6 mins.'],
        ...['45 147 Chicken', '45 159 Wings', '145 147 450 g', '145 159 (1 lb)', '245 147 5 mins.', '245 159 -7 mins.'],
      ],
      { rules: grid([40, 140, 240, 360], [100, 120, 140, 175]) },
    )
    expect(rowsOf(page).map(({ cells }) => cells.join(' | '))).toEqual([
      'Trout | 400 g | 6 mins.',
      'Chicken Wings | 450 g (1 lb) | 5 mins. -7 mins.',
    ])
  })

  it('reads rows ruled from side to side whose every second one is tinted, each table under its own title', () => {
    const tint = (y: number, xs: readonly number[]): Page['fills'] =>
      xs.slice(1).map((x, at) => ({ x: xs[at]!, y, width: x - xs[at]!, height: 20 }))
    const page = makePage(
      [
        ...['s16 42 62 Music', 'b 42 105 Task', 'b 150 105 Side', 'b 240 105 Tap'],
        ...['42 125 Play', '150 125 right', '240 125 once', '42 145 Next', '150 145 left', '240 145 twice'],
        ...['s16 42 182 Calls', 'b 42 225 Task', 'b 200 225 Tap'],
        ...['42 245 Answer the call', '200 245 once', '42 265 Hang up', '200 265 twice'],
      ],
      {
        rules: [56, 100, 120, 140, 160, 176, 220, 240, 260, 280].map((y) => horizontal(40, y, 320)),
        fills: [...tint(120, [40, 148, 238, 360]), ...tint(240, [40, 198, 360])],
      },
    )
    const known = { header: ['Task', 'Side', 'Tap'] }
    expect(rowsOf(page)).toEqual([
      { ...known, cells: ['Play', 'right', 'once'] },
      { ...known, cells: ['Next', 'left', 'twice'] },
      { header: ['Task', 'Tap'], cells: ['Answer the call', 'once'] },
      { header: ['Task', 'Tap'], cells: ['Hang up', 'twice'] },
    ])
  })

  it('names the columns of groups of rows with white between, one of them divided', () => {
    const page = makePage(
      [
        ...['b 45 105 Food', 'b 145 105 Weight', 'b 245 105 Minutes'],
        ...['45 125 Rice', '145 125 1 kg', '245 125 20'],
        ...['45 165 Chops', '145 165 2 kg', '245 165 16', '305 165 6'],
        ...['45 185 Bacon', '145 185 3 kg', '245 185 7', '305 185 8'],
        ...['45 225 Trout', '145 225 1 kg', '245 225 40'],
        ...['45 245 Tench', '145 245 2 kg', '245 245 50'],
      ],
      {
        rules: [
          ...grid([40, 140, 240, 360], [100, 120, 140]),
          ...grid([40, 140, 240, 300, 360], [160, 180, 200]),
          ...grid([40, 140, 240, 360], [220, 240, 260]),
        ],
      },
    )
    const header = ['Food', 'Weight', 'Minutes']
    expect(rowsOf(page)).toEqual([
      { header, cells: ['Rice', '1 kg', '20'] },
      { header: [...header, 'Minutes'], cells: ['Chops', '2 kg', '16', '6'] },
      { header: [...header, 'Minutes'], cells: ['Bacon', '3 kg', '7', '8'] },
      { header, cells: ['Trout', '1 kg', '40'] },
      { header, cells: ['Tench', '2 kg', '50'] },
    ])
  })

  it('names the columns by plain words over figures, one row of them or two', () => {
    const figures = (y: number, ...texts: string[]): string[] =>
      texts.map((text, at) => `${45 + at * 100} ${y} ${text}`)
    const page = makePage(
      [
        ...[...figures(105, 'Level', 'German', 'French'), ...figures(125, 'of salt', 'degrees', 'degrees')],
        ...[...figures(145, '1', '0 - 6', '0 - 10'), ...figures(165, '2', '7 - 11', '11 - 20')],
        ...[...figures(305, 'Wash', 'Time', 'Water'), ...figures(325, 'Eco', '3:15', '9.5 l')],
        ...[...figures(345, 'Short', '0:30', '~ 12 l'), ...bodyText],
      ],
      {
        rules: [
          ...grid([40, 140, 240, 360], [100, 120, 140, 160, 180]),
          ...grid([40, 140, 240, 360], [300, 320, 340, 360]),
        ],
      },
    )
    const hardness = ['Level of salt', 'German degrees', 'French degrees']
    const washes = ['Wash', 'Time', 'Water']
    expect(rowsOf(page)).toEqual([
      { header: hardness, cells: ['1', '0 - 6', '0 - 10'] },
      { header: hardness, cells: ['2', '7 - 11', '11 - 20'] },
      { header: washes, cells: ['Eco', '3:15', '9.5 l'] },
      { header: washes, cells: ['Short', '0:30', '~ 12 l'] },
    ])
  })

  it('takes a first row of words for what it is where words stand below it', () => {
    const lines = ['45 105 Wool', '145 105 by hand', '45 125 Silk', '145 125 by hand', '45 145 Jute', '145 145 40']
    const page = makePage([...lines, ...bodyText], { rules: grid([40, 140, 260], [100, 120, 140, 160]) })
    expect(rowsOf(page).map(({ header }) => header)).toEqual([[], [], []])
  })

  it('pairs cells by place, although the file says all problems first', () => {
    const page = makePage(
      [
        'b 45 105 Problem',
        'b 245 105 Remedy',
        '45 125 Will not start',
        '45 145 Will not stop',
        '245 125 Plug it in',
        '245 145 Unplug it',
      ],
      { rules: grid([40, 240, 440], [100, 120, 140, 160]) },
    )
    const header = ['Problem', 'Remedy']
    expect(rowsOf(page)).toEqual([
      { header, cells: ['Will not start', 'Plug it in'] },
      { header, cells: ['Will not stop', 'Unplug it'] },
    ])
  })

  it('gives a symptom that spans three rows to each of them', () => {
    const page = makePage(
      [
        'b 45 105 Problem',
        'b 245 105 Cause',
        '45 145 No water',
        '245 125 Tap closed',
        '245 145 Hose bent',
        '245 165 Filter dirty',
      ],
      { rules: [...grid([40, 240, 440], [100, 120, 180]), horizontal(240, 140, 200), horizontal(240, 160, 200)] },
    )
    expect(rowsOf(page).map((row) => row.cells)).toEqual([
      ['No water', 'Tap closed'],
      ['No water', 'Hose bent'],
      ['No water', 'Filter dirty'],
    ])
  })

  it('carries the header and an open symptom over to the next page', () => {
    const first = makePage(['b 45 705 Fault', 'b 245 705 Remedy', '45 725 E15', '245 725 Close the tap'], {
      rules: grid([40, 240, 440], [700, 720, 740]),
    })
    const second = makePage(['245 65 Call the service', '45 85 E16', '245 85 Wait'], {
      number: 2,
      rules: grid([40, 240, 440], [60, 80, 100]),
    })
    const header = ['Fault', 'Remedy']
    expect(rowsOf(first, second)).toEqual([
      { header, cells: ['E15', 'Close the tap'] },
      { header, cells: ['E15', 'Call the service'] },
      { header, cells: ['E16', 'Wait'] },
    ])
  })

  it('keeps the bullets of a cell as its parts', () => {
    const page = makePage(
      [
        'b 45 105 Problem',
        'b 245 105 Remedy',
        '45 125 No water',
        '245 125 • Open the tap',
        '245 137 • Straighten the',
        '255 149 hose',
        '45 165 Noise',
        '245 165 Level it',
      ],
      { rules: grid([40, 240, 440], [100, 120, 160, 180]) },
    )
    expect(rowsOf(page)[0]!.cells).toEqual(['No water', 'Open the tap ¶ Straighten the hose'])
  })

  it('names the columns anew where their names are printed again between the rows, and closer where sides are told', () => {
    const rows = [
      ...[
        ['Meat', 'Side', 'Time (min)', 'Rest'],
        ['Chops', '1', '6', '5'],
        ['Fish', 'Side', 'Time (min)', 'Rest'],
        ['Trout', '2', '8', '3'],
      ],
      ...[
        ['', '', '1st side', '2nd side'],
        ['Bacon', '1', '7', '8'],
        ['Bread', '2', '9', '4'],
      ],
    ]
    const ys = Array.from({ length: rows.length + 1 }, (_, at) => 100 + at * 20)
    const page = makePage(
      rows.flatMap((cells, row) =>
        cells.flatMap((text, at) =>
          text === '' ? [] : [`${row === 0 ? 'b ' : ''}${45 + at * 100} ${ys[row]! + 5} ${text}`],
        ),
      ),
      { rules: grid([40, 140, 240, 340, 440], ys) },
    )
    expect(rowsOf(page).map(({ header, cells }) => [header.join(', '), cells.join(', ')])).toEqual([
      ['Meat, Side, Time (min), Rest', 'Chops, 1, 6, 5'],
      ['Fish, Side, Time (min), Rest', 'Trout, 2, 8, 3'],
      ['Fish, Side, Time 1st side (min), Rest 2nd side', 'Bacon, 1, 7, 8'],
      ['Fish, Side, Time 1st side (min), Rest 2nd side', 'Bread, 2, 9, 4'],
    ])
  })

  it('takes a frame round columns of prose for no table', () => {
    const prose = (x: number): string[] =>
      Array.from({ length: 40 }, (_, line) => `${x} ${105 + line * 12} Running text that fills a whole line here.`)
    const page = makePage([...prose(45), ...prose(305)], { rules: grid([40, 300, 560], [100, 350, 600]) })
    expect(rowsOf(page)).toEqual([])
  })
})

describe('tables without rules', () => {
  it('reads rows under a line of header words', () => {
    const page = makePage([
      ...bodyText,
      'b 40 100 Problem',
      'b 200 100 Cause',
      'b 400 100 Remedy',
      '40 120 It does not dry',
      '200 120 The rinse aid is',
      '200 132 used up',
      '400 120 Fill in rinse aid',
      '40 156 It smells',
      '200 156 The filter is dirty',
      '400 156 Clean the filter',
    ])
    const header = ['Problem', 'Cause', 'Remedy']
    expect(rowsOf(page)).toEqual([
      { header, cells: ['It does not dry', 'The rinse aid is used up', 'Fill in rinse aid'] },
      { header, cells: ['It smells', 'The filter is dirty', 'Clean the filter'] },
    ])
  })

  it('comes to an end where prose lies between two rules with a row above each', () => {
    const signed = (y: number): string[] => [`s6 57 ${y} Issued:`, `s6 187 ${y} 7 January`, `s6 317 ${y} Signed for us`]
    const place = (y: number): string[] => [`s6 57 ${y} TOWN`, `s6 317 ${y} Quality department`]
    const page = makePage(
      [
        ...[...signed(288), ...place(296)],
        's6 57 380 The maker of the appliance declares that it does what the law asks of it.',
        's6 57 390 It was tested by us in our own rooms.',
        ...[...signed(592), ...place(600)],
      ],
      { rules: [horizontal(57, 295, 482), horizontal(57, 598, 482)] },
    )
    const { blocks } = blocksFromPages([page])[0]!
    expect(blocks.map((block) => block.text).join(' ')).toContain('tested by us in our own rooms')
  })

  it('reads rows of short cells that stand under each other', () => {
    const page = makePage([
      '40 100 Eco',
      '200 100 50 °C',
      '300 100 3:15',
      '40 116 Quick',
      '200 116 40 °C',
      '300 116 0:30',
      '40 132 Auto',
      '200 132 45–65 °C',
      '300 132 2:05',
    ])
    expect(rowsOf(page).map((row) => row.cells)).toEqual([
      ['Eco', '50 °C', '3:15'],
      ['Quick', '40 °C', '0:30'],
      ['Auto', '45–65 °C', '2:05'],
    ])
  })
})
