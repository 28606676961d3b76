import { describe, expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Page } from '../../../shared/domain.ts'
import { bodyText, horizontal, makePage } from './makePage.ts'

const textsOf = (page: Page): string[] => blocksFromPages([page])[0]!.blocks.map((block) => block.text)
/** A column of `count` short sentences, 12 pt apart, each a paragraph of its own. */
const column = (x: number, y: number, words: readonly string[]): string[] =>
  words.map((word, index) => `${x} ${y + index * 24} ${word}.`)

describe('reading order', () => {
  it('reads the left column before the right one, and a title over both first', () => {
    const page = makePage([
      ...column(320, 100, ['Right one', 'Right two', 'Right three']),
      ...column(40, 100, ['Left one', 'Left two', 'Left three']),
      'b s20 40 60 A title that runs over both of the columns',
    ])
    expect(textsOf(page)).toEqual([
      'A title that runs over both of the columns',
      'Left one.',
      'Left two.',
      'Left three.',
      'Right one.',
      'Right two.',
      'Right three.',
    ])
  })

  it('reads three columns, whatever the order in the file', () => {
    const page = makePage([
      ...column(420, 100, ['C one', 'C two', 'C three']),
      ...column(40, 100, ['A one', 'A two', 'A three']),
      ...column(230, 100, ['B one', 'B two', 'B three']),
    ])
    expect(
      textsOf(page)
        .map((text) => text.charAt(0))
        .join(''),
    ).toBe('AAABBBCCC')
  })

  it('lets a ruled chapter heading end the columns above it', () => {
    const page = makePage(
      [
        ...column(40, 100, ['One', 'Two', 'Three']),
        ...column(320, 100, ['Four', 'Five', 'Six']),
        'b s16 40 240 CARE',
        ...column(40, 280, ['Seven', 'Eight', 'Nine']),
        ...column(320, 280, ['Ten', 'Eleven', 'Twelve']),
      ],
      { rules: [horizontal(40, 258, 520)] },
    )
    expect(textsOf(page).join(' ')).toBe(
      'One. Two. Three. Four. Five. Six. CARE Seven. Eight. Nine. Ten. Eleven. Twelve.',
    )
  })

  it('reads labels in the margin with the text beside them', () => {
    const beside = (y: number, topic: string): string[] => [
      `200 ${y} ${topic} is explained here in a sentence of the text`,
      `200 ${y + 12} that needs a second line to say all of it.`,
      `200 ${y + 24} And ${topic} has another sentence.`,
    ]
    const page = makePage([
      'b 40 100 Salt',
      'b 40 160 Rinse aid',
      'b 40 220 Tablets',
      ...beside(100, 'Salt'),
      ...beside(160, 'Rinse aid'),
      ...beside(220, 'Tablets'),
    ])
    expect(textsOf(page).map((text) => text.slice(0, 12))).toEqual([
      'Salt',
      'Salt is expl',
      'Rinse aid',
      'Rinse aid is',
      'Tablets',
      'Tablets is e',
    ])
  })

  it('keeps numbered steps in order over a column break', () => {
    const page = makePage([
      '320 100 3. Close the door.',
      '320 124 4. Press Start.',
      '320 148 5. Wait until it beeps.',
      '40 100 1. Open the door.',
      '40 124 2. Fill in the salt with the funnel.',
      '40 148 Do not spill it.',
    ])
    const steps = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'step' ? [block.ordinal] : []))
    expect(steps).toEqual([1, 2, 3, 4, 5])
  })

  it('takes a title beside step 1 for the head of a column that holds nothing but a drawing below it', () => {
    const page = makePage([
      '40 100 1. Open the tap.',
      'b 320 100 FILLING THE BOX',
      ...column(40, 112, ['2. Hold the key', '3. Close the door', '4. Press the other key', '5. Wait for the lamp']),
    ])
    const blocks = blocksFromPages([page])[0]!.blocks
    expect(blocks.map(({ kind }) => kind)).toEqual(['step', 'step', 'step', 'step', 'step', 'heading'])
  })

  it('reads labels with a colon together with what stands beside each of them', () => {
    const page = makePage([
      ...['40 100 Lamp is on:', '40 112 lamp flashes slowly:', 'b 40 124 Noise:'],
      ...['320 100 ready for use', '320 112 the door is open', '320 124 63 dB'],
      ...bodyText,
    ])
    expect(textsOf(page).slice(0, 3)).toEqual([
      'Lamp is on: ready for use',
      'lamp flashes slowly: the door is open',
      'Noise: 63 dB',
    ])
    expect(
      blocksFromPages([page])[0]!
        .blocks.slice(0, 3)
        .map(({ kind }) => kind),
    ).not.toContain('heading')
  })

  it('reads steps that count across the columns from side to side', () => {
    const page = makePage([
      '40 100 1. Knob',
      '320 100 2. Lamp',
      '40 130 3. Door',
      '320 130 4. Grip',
      '40 160 5. Foot',
      '320 160 6. Plug',
    ])
    expect(textsOf(page)).toEqual(['Knob', 'Lamp', 'Door', 'Grip', 'Foot', 'Plug'])
  })

  it('reads the steps beside a drawing before the title and the text far below the drawing', () => {
    const page = makePage(
      [
        ...[
          'b s16 40 60 Cooling',
          '320 100 1. Choose a mode.',
          '320 160 2. Press Start.',
          '320 220 3. Press the arrow.',
        ],
        ...[
          '320 345 It stops at the temperature that you chose.',
          'b s16 40 360 Limits',
          ...column(40, 390, ['Indoors', 'Outdoors']),
        ],
      ],
      { pictures: [{ x: 40, y: 90, width: 200, height: 250 }] },
    )
    expect(textsOf(page)).toEqual([
      ...[
        'Cooling',
        'Choose a mode.',
        'Press Start.',
        'Press the arrow.',
        'It stops at the temperature that you chose.',
      ],
      ...['Limits', 'Indoors.', 'Outdoors.'],
    ])
  })

  it('joins a sentence that a column break tears apart', () => {
    const page = makePage([
      '40 100 Before you load the dishes for the first time,',
      '40 112 run the longest programme once with no dishes',
      '40 124 in it, so that grease from the factory is washed a-',
      '330 100 way before you use the machine for the first time.',
      '330 112 This takes about two hours in all, and you may',
      '330 124 stop it at any time.',
    ])
    expect(textsOf(page)[0]).toContain('is washed away before you use')
  })

  it('does not take the picture of a button inside two lines for a gutter', () => {
    const page = makePage([
      '40 100 1. Touch the Time Button',
      '200 100 several times.',
      '40 124 2. Touch the Bell Button',
      '200 124 once.',
    ])
    expect(textsOf(page)).toEqual(['Touch the Time Button several times.', 'Touch the Bell Button once.'])
  })

  it('keeps labels of a figure out of the text', () => {
    const page = makePage(
      [
        ...bodyText,
        '40 100 Turn the knob to the left.',
        's6 120 200 colder',
        's6 200 200 mid',
        '40 300 Wait a day before you turn it again.',
      ],
      { pictures: [{ x: 100, y: 150, width: 160, height: 100 }] },
    )
    expect(
      blocksFromPages([page])[0]!
        .blocks.slice(0, 4)
        .map((block) => [block.kind, block.text]),
    ).toEqual([
      ['paragraph', 'Turn the knob to the left.'],
      ['caption', 'colder'],
      ['caption', 'mid'],
      ['paragraph', 'Wait a day before you turn it again.'],
    ])
  })
})
