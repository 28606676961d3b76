import { describe, expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { bodyText, makePage } from './makePage.ts'

describe('furniture', () => {
  it('drops running headers, chapter names at the foot and page numbers, and keeps a table header', () => {
    const pages = ['Safety', 'Safety', 'Cleaning', 'Cleaning', 'Faults'].map((chapter, index) =>
      makePage(
        [
          's8 40 20 Dishwasher D1',
          `40 ${100 + index * 7} Text of page ${'abcde'[index]} that says something new.`,
          ...bodyText.slice(0, 1),
          `s8 40 770 ${chapter}`,
          `s8 540 770 ${index + 7}`,
        ],
        { number: index + 1 },
      ),
    )
    const [, , third] = blocksFromPages(pages)
    expect({
      kept: third!.blocks.map((block) => block.text),
      dropped: third!.dropped.map(({ text, reason }) => [reason, text]),
    }).toEqual({
      kept: [
        'Text of page c that says something new.',
        'This is the running text of the manual, as long as a line can be.',
      ],
      dropped: [
        ['header', 'Dishwasher D1'],
        ['footer', 'Cleaning'],
        ['page-number', '9'],
      ],
    })
  })

  it('drops the stamp of a site of manuals from a single page, and takes a lone phonetic letter for a bullet', () => {
    const page = makePage([
      ...bodyText,
      '40 100 ʑ Close the tap.',
      's8 40 770 Downloaded from www.manuals.example for you',
    ])
    const [{ blocks, dropped }] = blocksFromPages([page]) as [ReturnType<typeof blocksFromPages>[0]]
    expect(blocks[0]).toMatchObject({ kind: 'bullet', text: 'Close the tap.' })
    expect(dropped.map(({ reason }) => reason)).toEqual(['footer'])
  })

  it('drops the name of a language that runs with the page numbers, however close the text is', () => {
    const pages = Array.from({ length: 12 }, (_, index) => {
      const language = index < 4 ? 'ENGLISH' : 'DEUTSCH'
      const head =
        index % 2 === 0
          ? [`b s12 40 20 ${index + 6} ${language}`]
          : [`b s12 460 20 ${language}`, `b s12 540 20 ${index + 6}`]
      return makePage([...head, `40 33 Text of page ${'abcdefghijkl'[index]} that says something new.`], {
        number: index + 1,
      })
    })
    const kept = blocksFromPages(pages).flatMap(({ blocks }) => blocks.map(({ text }) => text))
    expect(kept.filter((text) => !text.startsWith('Text of page'))).toEqual([])
  })

  it('drops the tab of a language at the outer edge, level with a sentence', () => {
    const pages = Array.from({ length: 4 }, (_, index) =>
      makePage(
        [
          `40 ${100 + index * 7} Text of page ${'abcd'[index]} that says something new.`,
          '60 240 Keep the hose clear of the lid of the tank',
          '60 252 or of the hinge.',
          `b s8 ${index % 2 === 0 ? 580 : 12} 241 EN`,
          's6 560 790 2026/11/30 10:15',
        ],
        { number: index + 1 },
      ),
    )
    const [{ blocks, dropped }] = blocksFromPages(pages) as [ReturnType<typeof blocksFromPages>[number]]
    expect(blocks.map(({ text }) => text)).toContain('Keep the hose clear of the lid of the tank or of the hinge.')
    expect(dropped).toContainEqual(expect.objectContaining({ text: 'EN', reason: 'header' }))
    // on two pages it may as well be a word of theirs
    const kept = blocksFromPages(pages.slice(0, 2)).flatMap((page) => page.blocks.map(({ text }) => text))
    expect(kept.some((text) => text.includes('EN'))).toBe(true)
  })

  it('shows text drawn over itself once, and nothing from outside the page', () => {
    const page = makePage([...bodyText, '40 100 DRAFT', '40 100 DRAFT', '40 100 DRAFT', '900 100 slug line'])
    const [read] = blocksFromPages([page])
    expect(read!.blocks.filter((block) => block.text === 'DRAFT').length).toBe(1)
    expect(read!.dropped.map(({ reason }) => reason).sort()).toEqual(['duplicate', 'duplicate', 'outside-page'])
  })
})

describe('a warning in a panel', () => {
  it('says its titles and its bullets as sentences of their own', () => {
    const page = makePage(
      [
        ...bodyText,
        'b 60 120 ⚠ Live parts',
        'b 60 132 Danger of death',
        '60 150 • Pull the plug out of the socket',
        '60 165 • Wait',
      ],
      { fills: [{ x: 40, y: 110, width: 300, height: 80 }] },
    )
    const items = page.items.map((item) => (/Danger/.test(item.text) ? { ...item, fontName: 'Other' } : item))
    const [hazard] = blocksFromPages([{ ...page, items }])[0]!.blocks
    expect(hazard).toMatchObject({
      kind: 'hazard',
      message: 'Live parts. Danger of death. Pull the plug out of the socket. Wait',
    })
  })
})

describe('what does not show', () => {
  it('leaves out white figures that only fill up a column of dark ones', () => {
    const page = makePage([
      ...bodyText,
      '40 100 1.5',
      '55 100 0',
      '62 100 kg of synthetics',
      '40 130 0',
      '45 130 7.6 bar',
    ])
    const pale = { ...page, items: page.items.map((item) => (item.text === '0' ? { ...item, color: 0xffffff } : item)) }
    const [read] = blocksFromPages([pale])
    expect(read!.dropped).toMatchObject([{ reason: 'invisible' }, { reason: 'invisible' }])
    expect(read!.blocks.slice(0, 2).map(({ text }) => text)).toEqual(['1.5 kg of synthetics', '7.6 bar'])
  })
})

describe('headings', () => {
  it('ranks sizes, then weight, and lets printed numbers overrule', () => {
    const page = makePage([
      ...bodyText,
      'b s20 40 60 Care',
      's14 40 100 Filters',
      'b 40 130 Coarse filter',
      '40 150 Take it out and rinse it under the tap.',
      'b s14 40 200 3.2 Spray arms',
      '40 230 Pull them off.',
    ])
    const headings = blocksFromPages([page])[0]!.blocks.flatMap((block) =>
      block.kind === 'heading' ? [[block.level, block.text, block.number]] : [],
    )
    expect(headings).toEqual([
      [1, 'Care', undefined],
      [2, 'Filters', undefined],
      [3, 'Coarse filter', undefined],
      [2, '3.2 Spray arms', '3.2'],
    ])
  })
})

describe('hazards', () => {
  it('takes everything in its box, and nothing after it', () => {
    const page = makePage(
      [
        ...bodyText,
        'b s12 60 110 WARNING',
        '60 130 • Unplug the appliance first.',
        '60 145 • Let it cool down.',
        '40 200 Open the door.',
      ],
      { fills: [{ x: 50, y: 100, width: 250, height: 70 }] },
    )
    const [hazard, next] = blocksFromPages([page])[0]!.blocks
    expect(hazard).toMatchObject({
      kind: 'hazard',
      signalWord: 'warning',
      message: 'Unplug the appliance first. Let it cool down.',
    })
    expect(next).toMatchObject({ kind: 'paragraph', text: 'Open the door.' })
  })

  it('takes the paragraph after a bare signal word where there is no box', () => {
    const page = makePage([
      ...bodyText,
      'b 40 100 CAUTION',
      '40 114 Hot surface. Do not touch it.',
      '40 150 Open the door.',
    ])
    expect(blocksFromPages([page])[0]!.blocks.slice(0, 2)).toMatchObject([
      { kind: 'hazard', signalWord: 'caution', message: 'Hot surface. Do not touch it.' },
      { kind: 'paragraph', text: 'Open the door.' },
    ])
  })
})

describe('a signal word', () => {
  it('in a bar of its own warns of what the box below says, each entry of a long list alone', () => {
    const entries = Array.from({ length: 5 }, (_, at) => `Keep part ${'abcde'[at]} of this lamp dry at all times.`)
    const lines = entries.flatMap((text, at) => [
      `60 ${140 + 36 * at} • ${text} A wet part may give`,
      `66 ${152 + 36 * at} you a shock that can kill, and so may a wet plug or a wet cable.`,
    ])
    const page = makePage([...bodyText, 'b 60 112 CAUTION', ...lines], {
      fills: [
        { x: 50, y: 108, width: 400, height: 16 },
        { x: 50, y: 130, width: 400, height: 190 },
      ],
    })
    const hazards = blocksFromPages([page])[0]!.blocks.filter(({ kind }) => kind === 'hazard')
    expect(hazards.map(({ text }) => text.slice(0, 11))).toEqual([...'abcde'].map((part) => `Keep part ${part}`))
  })
})

describe('a bar', () => {
  it('around a title alone is no panel: what the title says does not end with it', () => {
    const bars = [100, 200].map((y) => ({ x: 40, y, width: 300, height: 18 }))
    const page = makePage(
      [...bodyText, 'b s12 50 103 Drying', '40 130 Press the drop.', 'b s12 50 203 Cooling', '40 230 Press the star.'],
      { fills: bars },
    )
    const titles = blocksFromPages([page])[0]!.blocks.filter(({ kind }) => kind === 'heading')
    expect(titles.map(({ text, panel }) => [text, panel])).toEqual([
      ['Drying', undefined],
      ['Cooling', undefined],
    ])
  })
})

describe('steps without dots', () => {
  it('go on over the page, and one alone under a title is a step where the manual sets them so', () => {
    const first = makePage(['b s14 40 100 Battery', '40 130 1 Open the lid.', '40 150 2 Pull the strap.', ...bodyText])
    const second = makePage(
      [
        '40 100 3 Close the lid.',
        'b s14 40 140 Light',
        '40 170 1 Press the lamp.',
        '40 190 It lights up.',
        ...bodyText,
      ],
      { number: 2 },
    )
    const third = makePage(['b s14 40 100 Key', '40 130 1 Turn it.', '40 150 2 Press it once.', ...bodyText], {
      number: 3,
    })
    const steps = blocksFromPages([first, second, third]).flatMap(({ page, blocks }) =>
      blocks.flatMap((block) => (block.kind === 'step' ? [[page, block.marker, block.text]] : [])),
    )
    expect(steps).toEqual([
      [1, '1', 'Open the lid.'],
      [1, '2', 'Pull the strap.'],
      [2, '3', 'Close the lid.'],
      [2, '1', 'Press the lamp.'],
      [3, '1', 'Turn it.'],
      [3, '2', 'Press it once.'],
    ])
  })
})

describe('legends', () => {
  it('of signal words whose labels stand level with the middle of two lines are text, in order', () => {
    const page = makePage([
      ...bodyText,
      'b s14 40 80 Marks and their meanings',
      ...['94 110 Wrong use could cause death or', '40 116 WARNING :', '94 122 serious injury.'],
      ...['94 140 Wrong use could cause damage', '40 146 CAUTION :', '94 152 to the appliance.'],
    ])
    expect(
      blocksFromPages([page])[0]!
        .blocks.slice(1, 3)
        .map(({ kind, text }) => [kind, text]),
    ).toEqual([
      ['paragraph', 'WARNING : Wrong use could cause death or serious injury.'],
      ['paragraph', 'CAUTION : Wrong use could cause damage to the appliance.'],
    ])
  })

  it('takes an explanation of the signal words for text, not for warnings', () => {
    const page = makePage([
      ...bodyText,
      '40 100 • Danger: will lead to death.',
      '40 124 • Warning: can lead to injury.',
      '40 148 • Caution: can lead to damage.',
      'b 40 200 WARNING',
      '40 214 This symbol stands for your own safety.',
    ])
    const kinds = blocksFromPages([page])[0]!
      .blocks.slice(0, 4)
      .map((block) => block.kind)
    expect(kinds).toEqual(['bullet', 'bullet', 'bullet', 'paragraph'])
  })
})

describe('contents', () => {
  it('reads entries with leader dots and with white alone', () => {
    const page = makePage([
      'b s16 40 60 Contents',
      '40 100 Safety .................. 4',
      '40 114 1.2 Installing',
      '290 114 7',
      '40 128 Daily use',
      '285 128 12',
      '40 142 Troubleshooting',
      '285 142 20',
      '40 156 Service',
      '270 156 28-30',
    ])
    const entries = blocksFromPages([page])[0]!.blocks.flatMap((block) =>
      block.kind === 'toc-entry' ? [[block.text, block.level, block.target]] : [],
    )
    expect(entries).toEqual([
      ['Safety', 1, 4],
      ['1.2 Installing', 2, 7],
      ['Daily use', 1, 12],
      ['Troubleshooting', 1, 20],
      ['Service', 1, 28],
    ])
  })
})

describe('bullets', () => {
  it('takes any letter of a font of symbols before a sentence for a bullet', () => {
    const page = makePage([...bodyText, '40 100 ˛', '56 100 Arm the alarm.'])
    const items = page.items.map((item) => (item.text === '˛' ? { ...item, fontName: 'Wingdings' } : item))
    expect(blocksFromPages([{ ...page, items }])[0]!.blocks[0]).toMatchObject({
      kind: 'bullet',
      text: 'Arm the alarm.',
    })
  })

  it('knows bullets inside bullets by their indent', () => {
    const page = makePage([...bodyText, '40 100 • Wash', '60 114 - white', '60 128 - coloured', '40 142 • Dry'])
    const levels = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'bullet' ? [block.level] : []))
    expect(levels).toEqual([1, 2, 2, 1])
  })
})

describe('steps', () => {
  it('counts a step on that has lost its dot', () => {
    const page = makePage([...bodyText, '40 100 1. Open the lid.', '40 124 2 Fill in salt', '40 148 3. Close it.'])
    const steps = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'step' ? [block.ordinal] : []))
    expect(steps).toEqual([1, 2, 3])
  })

  it('counts bare numbers on after a title of a lower level between them', () => {
    const page = makePage([
      ...bodyText,
      ...['b s16 40 60 Cooling', '40 100 1 Open the lid of the remote control.', '40 124 2 Press the key to start it.'],
      ...['b 40 148 TO SWITCH OFF', '40 166 Press the key again.', '40 190 3 Press the arrow to make it colder.'],
    ])
    const steps = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'step' ? [block.ordinal] : []))
    expect(steps).toEqual([1, 2, 3])
  })

  it('takes a number much taller than its sentence for a step, even alone', () => {
    const page = makePage([
      ...bodyText,
      's20 40 96 1',
      '56 100 During operation, press JET.',
      '56 112 A lamp lights up.',
    ])
    expect(blocksFromPages([page])[0]!.blocks[0]).toMatchObject({ kind: 'step', marker: '1.', ordinal: 1 })
  })

  it('takes a bold step between two plain ones for no title', () => {
    const page = makePage([
      ...bodyText,
      ...['40 100 1. Press the key.', 'b 40 124 2. Select Update', '40 148 3. Follow what the screen says.'],
    ])
    const steps = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'step' ? [block.ordinal] : []))
    expect(steps).toEqual([1, 2, 3])
  })

  it('takes letters without dots that count for markers', () => {
    const page = makePage([
      ...bodyText,
      '40 100 To prevent this take the following steps:',
      ...[
        '40 112 a Avoid narrow necks, and take',
        '52 124 a wide cup.',
        '40 136 b Do not overheat.',
        '40 148 c Stir it.',
      ],
      '40 172 b The other half of a list that has no beginning.',
    ])
    const steps = blocksFromPages([page])[0]!.blocks.flatMap((block) => (block.kind === 'step' ? [block.text] : []))
    expect(steps).toEqual(['Avoid narrow necks, and take a wide cup.', 'Do not overheat.', 'Stir it.'])
  })

  it('takes bare numbers for steps where they number sentences, and not in a legend', () => {
    const procedure = makePage([
      ...bodyText,
      '40 100 1 Open the door and take the filter out.',
      '40 130 2 Rinse the filter under the tap.',
    ])
    const legend = makePage([...bodyText, '40 100 1 Door', '40 130 2 Filter', '40 160 3 Spray arm'])
    const kinds = [procedure, legend].map((page) =>
      blocksFromPages([page])[0]!
        .blocks.slice(0, 2)
        .map((block) => block.kind),
    )
    expect(kinds).toEqual([
      ['step', 'step'],
      ['paragraph', 'paragraph'],
    ])
  })
})
