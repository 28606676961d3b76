// What stands under one heading: panels, forbidding titles, capitals of German nouns, and which warnings a part of a section gets.
import { describe, expect, it } from 'vitest'
import type { Block, PageBlocks, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { topicsFromBlocks } from '../../../electron/worker/pipeline/topicsFromBlocks.ts'

const box = { x: 10, y: 10, width: 100, height: 10 }
const at = (text: string, panel?: number) => ({ text, page: 1, box, ...(panel === undefined ? {} : { panel }) })
const heading = (level: number, text: string, panel?: number): Block => ({ kind: 'heading', level, ...at(text, panel) })
const paragraph = (text: string, panel?: number): Block => ({ kind: 'paragraph', ...at(text, panel) })
const step = (ordinal: number, text: string): Block => ({ kind: 'step', marker: `${ordinal}.`, ordinal, ...at(text) })
const warning = (message: string): Block => ({ kind: 'hazard', signalWord: 'warning', message, ...at(message) })

function topicsOf(blocks: Block[], language = 'en'): Topic[] {
  const pages: PageBlocks[] = [{ page: 1, isOcr: false, blocks, dropped: [] }]
  return topicsFromBlocks(pages, { manual: manualId('manual'), language })
}
const said = (topics: readonly Topic[]): string[] =>
  topics.map(({ title, steps }) => `${title}: ${steps.map(({ written }) => written).join(' ')}`)

describe('a section', () => {
  it('goes on after a panel with a heading of its own', () => {
    const topics = topicsOf([
      heading(1, 'Descaling the machine'),
      step(1, 'Empty the tank.'),
      heading(2, 'Good to know', 1),
      paragraph('Vinegar spoils the seals.', 1),
      step(2, 'Press Start.'),
    ])
    expect(said(topics)).toEqual([
      'Descaling the machine: Empty the tank. Press Start.',
      'Good to know: Vinegar spoils the seals.',
    ])
  })

  it('goes on with its steps after a title of a lower level and its sentence between them', () => {
    const topics = topicsOf([
      heading(1, 'Cooling a room'),
      step(1, 'Choose a mode.'),
      step(2, 'Press Start.'),
      heading(2, 'To switch it off'),
      paragraph('Press Start again.'),
      step(3, 'Choose a temperature.'),
      heading(2, 'Drying'),
      step(4, 'Press the drop.'),
    ])
    expect(said(topics)).toEqual([
      'Cooling a room: Choose a mode. Press Start. Choose a temperature.',
      'Cooling a room: To switch it off: Press Start again.',
      'Drying: Press the drop.',
    ])
  })

  it('of one numbered step is something to do', () => {
    const [topic] = topicsOf([
      heading(1, 'Jet'),
      step(1, 'During operation, press JET.'),
      paragraph('A lamp lights up.'),
    ])
    expect(topic?.kind).toBe('task')
  })

  it('after a cover bears its own first words, and no title of the cover stands above it', () => {
    const on = (page: number, blocks: Block[]): PageBlocks => ({
      page,
      isOcr: false,
      blocks: blocks.map((block) => ({ ...block, page })),
      dropped: [],
    })
    const pages = [
      on(1, [
        heading(1, 'Steam oven'),
        heading(2, 'Model No. ST-100'),
        paragraph('AU NZ'),
        paragraph('Manual ST-100-EU 04'),
      ]),
      on(2, [paragraph('Important safety instructions. Read these pages before you use the oven.')]),
      on(3, [heading(2, 'Cleaning'), paragraph('Wipe the oven with a damp cloth.')]),
    ]
    const topics = topicsFromBlocks(pages, { manual: manualId('manual'), language: 'en' })
    expect(
      topics.flatMap(({ title, chapter, isSpoken }) => (isSpoken ? [[...chapter, title].join(' › ')] : [])),
    ).toEqual(['Important safety instructions', 'Cleaning'])
  })

  it('of a warranty has clauses, which nobody does one after the other', () => {
    const [topic] = topicsOf([
      heading(1, 'Warranty'),
      step(1, 'Replacing fuses is not covered.'),
      step(2, 'Damage caused by pests is not covered either.'),
    ])
    expect(topic).toMatchObject({ kind: 'concept', isProcedure: false })
  })

  it.each([
    [['NZ AU'], false],
    [['© 2026 Acme. All rights reserved.', 'Specifications may change at any time.'], false],
    [['Rinse it.'], true],
    [['The lid locks by itself.', 'Lock is a trademark of Acme.', 'It opens at the end.'], true],
  ])('of the words %j is spoken: %j', (texts, isSpoken) => {
    expect(topicsOf([heading(1, 'User guide'), ...texts.map((text) => paragraph(text))])[0]?.isSpoken).toBe(isSpoken)
  })

  it('is named by the one above where its own title says nothing, and without what no person can read', () => {
    const topics = topicsOf([
      heading(1, 'ḽ䏦奨㓌㖶'),
      heading(1, 'BABY MODE'),
      heading(2, '(for some models only)'),
      paragraph('It is quiet.'),
      heading(2, 'To cancel'),
      paragraph('Press the key again.'),
      paragraph('㫡㤝'),
    ])
    expect(said(topics)).toEqual([
      'Baby mode (for some models only): It is quiet.',
      'Baby mode (for some models only): To cancel: Press the key again.',
    ])
  })

  it('of contents or of an index is left out', () => {
    const topics = topicsOf([
      heading(1, 'Contents'),
      paragraph('Copyright 30'),
      heading(1, 'Lamp'),
      paragraph('It burns.'),
      heading(1, '10 Index'),
      paragraph('lamp 4 plug 7'),
    ])
    expect(said(topics)).toEqual(['Lamp: It burns.'])
  })

  it('of contents, or of the cover, does not name what comes after it without a title', () => {
    const on = (page: number, blocks: Block[]): Block[] => blocks.map((block) => ({ ...block, page }))
    const topics = topicsOf([
      ...on(1, [heading(1, 'User manual'), paragraph('It washes dishes, and it is as quiet as a mouse.')]),
      ...on(2, [paragraph('Keep this booklet for whoever has the appliance after you.'), heading(2, 'Contents')]),
      ...on(2, [paragraph('Lamp 3'), warning('Never open it.')]),
      ...on(3, [heading(2, 'Lamp'), paragraph('It burns.')]),
    ])
    expect(topics.map(({ title }) => title)).toEqual([
      'User manual',
      'Keep this booklet for whoever has the appliance',
      'Never open it',
      'Lamp',
    ])
  })

  it.each([
    ['Risk of burns', ['Wear gloves.', 'Let it cool.', 'Stand back.', 'Open it slowly.']],
    ['For this appliance', ['Never lean on it.', 'Do not paint it.', 'It must not get wet.', 'Take care.']],
    [
      'Keep this booklet',
      ['Keep children away from it.', 'Petrol may explode in it.', 'Never sit on it.', 'It is blue.'],
    ],
    ['Vorsichtsmaßnahmen', ['Bleiben Sie ruhig.', 'Tragen Sie Schuhe.', 'Lesen Sie alles.', 'Fragen Sie uns.']],
  ])('is about safety by its title or by what it forbids: %s', (title, entries) => {
    const bullets = entries.map((text): Block => ({ kind: 'bullet', level: 1, ...at(text) }))
    const kinds = topicsOf([heading(1, title), ...bullets, heading(1, 'Lamp'), paragraph('It burns.')]).map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(['safety', 'concept'])
  })

  it('of codes has one topic for each, also for those of letters alone', () => {
    const row = (code: string, remedy: string): Block => ({
      ...{ kind: 'table-row', table: 't1-1', header: ['Code', 'What to do'], ...at(`${code} | ${remedy}`) },
      cells: [code, remedy].map((text) => ({ text, parts: [text], box })),
    })
    const topics = topicsOf([
      heading(1, 'Faults'),
      ...[row('F1', 'Open the tap.'), row('F2', 'Clean the pump.'), row('FE', 'Call for service.')],
    ])
    expect(topics.map(({ kind, codes }) => [kind, ...codes])).toEqual([
      ['error-code', 'F1'],
      ['error-code', 'F2'],
      ['error-code', 'FE'],
    ])
  })

  it('of notes has the title above it too, and its numbers are no steps', () => {
    const topics = topicsOf([
      heading(1, 'Setting the clock'),
      step(1, 'Press Clock.'),
      step(2, 'Turn the dial.'),
      heading(2, 'Notes'),
      step(1, 'The clock has 24 hours.'),
      step(2, 'It goes on while the plug is in.'),
    ])
    expect(topics.map(({ title, kind, isProcedure }) => [title, kind, isProcedure])).toEqual([
      ['Setting the clock', 'task', true],
      ['Setting the clock: Notes', 'concept', false],
    ])
  })

  it('says a forbidding title before what would sound like advice without it', () => {
    const topics = topicsOf([
      heading(1, 'Never do this'),
      paragraph('Store bananas in the refrigerator.'),
      paragraph('Never refreeze food.'),
      paragraph('This appliance is not a freezer.'),
    ])
    expect(said(topics)).toEqual([
      'Never do this: Never do this: Store bananas in the refrigerator. Never refreeze food. This appliance is not a freezer.',
    ])
  })

  it('has its shouted title spelled as the manual spells the words', () => {
    const topics = topicsOf(
      [
        heading(1, 'REINIGUNG DER FASTFREEZE-SCHUBLADE'),
        paragraph('Öffnen Sie die FastFreeze-Schublade und die Reinigung beginnt.'),
      ],
      'de',
    )
    expect(topics.map(({ title }) => title)).toEqual(['Reinigung der FastFreeze-Schublade'])
  })

  it('gives a later part the warnings beside it and those that head the section', () => {
    const long = (word: string): Block => paragraph(`${word} ${'is said here at length '.repeat(18)}.`)
    const topics = topicsOf([
      heading(1, 'Installation'),
      warning('Unplug it.'),
      long('First'),
      warning('Hot water.'),
      long('Second'),
      long('Third'),
    ])
    expect(topics.map(({ hazards }) => hazards.map(({ written }) => written))).toEqual([
      ['Unplug it.', 'Hot water.'],
      ['Unplug it.', 'Hot water.'],
      ['Unplug it.'],
    ])
  })
})

describe('trouble', () => {
  const bold = (text: string): Block => ({ kind: 'paragraph', ...at(text), isBold: true })
  const bullet = (text: string): Block => ({ kind: 'bullet', level: 1, ...at(text) })

  it('is told apart by sentences in bold, each with its own remedies; an order in bold is said', () => {
    const topics = topicsOf([
      heading(1, 'Frequently asked questions'),
      bold('The lamp does not light up.'),
      paragraph('Charge the lamp.'),
      bold('The lamp goes out at once.'),
      bullet('Turn the switch.'),
      bold('Never open the housing.'),
      paragraph('There is nothing inside that you could repair.'),
    ])
    expect(topics.map(({ title, kind, steps }) => [title, kind, steps.map(({ written }) => written)])).toEqual([
      ['The lamp does not light up', 'troubleshooting', ['Charge the lamp.']],
      [
        'The lamp goes out at once',
        'troubleshooting',
        ['Turn the switch.', 'Never open the housing.', 'There is nothing inside that you could repair.'],
      ],
    ])
  })

  it('ends where the printer’s page begins', () => {
    const imprint = { ...paragraph('© 2026 Lamps Ltd. All rights reserved.'), page: 2 }
    const topics = topicsOf([heading(1, 'Troubleshooting'), bold('No light.'), bullet('Charge it.'), imprint])
    expect(topics.map(({ title, isSpoken }) => [title, isSpoken])).toEqual([
      ['No light', true],
      ['© 2026 Lamps Ltd', false],
    ])
  })
})

describe('a label', () => {
  it('is said with what it is about, and is not said where nothing follows', () => {
    const topics = topicsOf([
      heading(1, 'Lamp'),
      paragraph('Note'),
      paragraph('It goes out by itself.'),
      paragraph('Tip:'),
    ])
    expect(said(topics)).toEqual(['Lamp: Note: It goes out by itself.'])
  })

  it('set as a title has its bullets, and the text below them goes on where it was', () => {
    const topics = topicsOf([
      heading(1, 'Placing'),
      paragraph('Put it on a table.'),
      heading(2, 'Note'),
      { kind: 'bullet', level: 1, ...at('Walls change the sound.') },
      paragraph('Turn it to the wall.'),
    ])
    expect(said(topics)).toEqual([
      'Placing: Put it on a table. Turn it to the wall.',
      'Placing: Note: Walls change the sound.',
    ])
  })
})

describe('what one needs', () => {
  it('is said with the first step, under the title above it, and a note between them keeps no steps', () => {
    const topics = topicsOf([
      heading(1, 'Setting up the network'),
      heading(2, 'What you need'),
      { kind: 'bullet', level: 1, ...at('A cable.') },
      heading(2, 'Note'),
      { kind: 'bullet', level: 1, ...at('Networks differ.') },
      step(1, 'Plug in the cable.'),
      step(2, 'Press Home.'),
    ])
    expect(said(topics)).toEqual([
      'Setting up the network: What you need: A cable. Plug in the cable. Press Home.',
      'Setting up the network: Note: Networks differ.',
    ])
  })
})

describe('a title', () => {
  it('is called without the letter that points into a picture', () => {
    const names = ['a (Standby)', 'b VOLUME', 'd Lamp key'].map((text) => heading(2, text))
    const topics = topicsOf(names.flatMap((name) => [name, paragraph('Press it.')]))
    expect(topics.map(({ title }) => title)).toEqual(['Standby', 'Volume', 'Lamp key'])
  })

  it('is set in sentence case where its font mixes the letters up', () => {
    const [topic] = topicsOf([heading(1, 'BeFore FirSt uSe'), paragraph('Charge the lamp.')])
    expect(topic?.title).toBe('Before first use')
  })

  it('"To cancel" belongs to the one beside it, and contents stand above nothing', () => {
    const topics = topicsOf([
      heading(1, 'Contents'),
      heading(2, 'Drying'),
      paragraph('Press the drop.'),
      heading(2, 'To cancel'),
      paragraph('Press it again.'),
    ])
    expect(topics.map(({ title, chapter }) => [...chapter, title].join(' › '))).toEqual(['Drying', 'Drying: To cancel'])
  })
})

it('says what follows from an order with the order, however long the section is', () => {
  const order = (part: string): string => `Do not touch ${part} ${'while it runs '.repeat(13)}at all.`
  const topics = topicsOf([
    heading(1, 'Safety'),
    ...['the fan', 'the fins', 'the pipe'].flatMap((part) => [
      paragraph(order(part)),
      paragraph('This may cause injury, since the parts inside turn at a high speed.'),
    ]),
  ])
  expect(topics).toHaveLength(3)
  for (const { title, steps } of topics) {
    expect(steps.map(({ written }) => written.slice(0, 8))).toEqual(['Do not t', 'This may'])
    expect(title).not.toContain('This may')
  }
})

it('numbered rules of safety are no procedure, and each keeps its own list', () => {
  const topics = topicsOf([
    heading(1, 'Safety'),
    step(1, 'Stop the motor before:'),
    { kind: 'bullet', level: 1, ...at('you clean it') },
    step(2, 'Never lift it by the cable.'),
    step(3, 'Wear gloves.'),
    heading(2, 'Stopping the water'),
    step(1, 'Turn the tap to the right.'),
    step(2, 'Wait.'),
    step(3, 'Do not open the door yet.'),
    step(4, 'Remove the hose.'),
  ])
  expect(topics.map(({ kind, isProcedure }) => [kind, isProcedure])).toEqual([
    ['safety', false],
    ['task', true],
  ])
})

describe('warnings', () => {
  it('of a safety chapter are heard a breath at a time', () => {
    const sentence = (part: string): string => `${part} ${'must stay dry '.repeat(12)}at all times.`
    const topics = topicsOf([
      heading(1, 'Safety'),
      ...['The lamp', 'The cable', 'The plug'].map((part) => warning(sentence(part))),
    ])
    expect(topics.map(({ title, hazards }) => [title.slice(0, 17), hazards.length])).toEqual([
      ['Safety', 2],
      ['Safety: The plug ', 1],
    ])
  })
})

it('numbered clauses that state what a device does are no steps', () => {
  const [topic] = topicsOf([
    heading(1, 'Compliance'),
    step(1, 'This device may not cause interference, and'),
    step(2, 'this device must accept any interference.'),
  ])
  expect(topic?.isProcedure).toBe(false)
})
