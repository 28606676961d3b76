import { describe, expect, it } from 'vitest'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import type { Page } from '../../../shared/domain.ts'
import { bodyText, horizontal, makePage, vertical } from './makePage.ts'

/** Blocks of a page: tables as their cells, captions by their words. */
const readOf = (page: Page): string[] =>
  blocksFromPages([page]).flatMap(({ blocks }) =>
    blocks
      .filter(({ text }) => !text.startsWith('This is the running text'))
      .map((block) => (block.kind === 'table-row' ? block.cells : [block]).map(({ text }) => text).join(' | ')),
  )
const kindsOf = (page: Page): Set<string> =>
  new Set(blocksFromPages([page]).flatMap(({ blocks }) => blocks.map(({ kind }) => kind)))
const grid = (xs: readonly number[], ys: readonly number[]): Page['rules'] => [
  ...ys.map((y) => horizontal(xs[0]!, y, xs.at(-1)! - xs[0]!)),
  ...xs.map((x) => vertical(x, ys[0]!, ys.at(-1)! - ys[0]!)),
]

describe('drawings that look like tables', () => {
  it('reads the names of knobs between the lines of a desk as labels', () => {
    const [xs, ys] = [
      [40, 140, 240, 340],
      [100, 160, 220, 280],
    ]
    const knobs = xs.slice(1).flatMap((x) => ys.slice(1).map((y) => ({ x: x - 70, y: y - 50, width: 40, height: 40 })))
    const names = knobs.flatMap(({ x, y }) => [`s6 ${x + 5} ${y + 30} LOW`, `s6 ${x - 20} ${y - 6} GAIN`])
    const page = makePage([...bodyText, ...names], { rules: grid(xs, ys), pictures: knobs })
    expect(kindsOf(page)).toEqual(new Set(['caption', 'paragraph']))
  })

  it('reads a screen of tiles in letters far smaller than the page as labels', () => {
    const tiles = [100, 160, 220].flatMap((x) => [100, 130, 160].map((y) => ({ x, y, width: 60, height: 30 })))
    const page = makePage([...bodyText, ...tiles.map(({ x, y }, at) => `s5 ${x + 10} ${y + 10} drink ${at + 1}`)], {
      fills: tiles,
    })
    expect(kindsOf(page)).toEqual(new Set(['caption', 'paragraph']))
  })

  it('keeps words over pictures as they stand, without what is written into the pictures', () => {
    const page = makePage(
      [
        ...bodyText,
        ...['b 45 105 Fill the cup.', 'b 145 105 Dip the strip', 'b 145 117 into it.', 'b 245 105 Shake it.'],
        ...['s6 175 175 one second', 's6 275 175 one minute'],
      ],
      {
        rules: grid([40, 140, 240, 340], [100, 132, 232]),
        pictures: [50, 150, 250].map((x) => ({ x, y: 140, width: 80, height: 80 })),
      },
    )
    expect(readOf(page)[0]).toBe('Fill the cup. | Dip the strip into it. | Shake it.')
  })

  it('keeps the numbers at the ends of leaders out of the table under the drawing', () => {
    const rows = ['POWER', 'DIAL', 'TIMER', 'LOCK'].flatMap((name, at) => [
      `b 45 ${205 + at * 20} ${at + 1} ${name}`,
      `160 ${205 + at * 20} Press it to set what ${name} does.`,
    ])
    const leaders = [60, 200, 300, 380]
    const page = makePage([...bodyText, ...leaders.map((x, at) => `${x - 2} 172 ${at + 1}`), ...rows], {
      rules: [
        ...[60, 200, 220, 240, 260, 280].map((y) => horizontal(40, y, 380)),
        ...leaders.map((x) => vertical(x, 120, 50)),
      ],
      pictures: [{ x: 40, y: 80, width: 380, height: 60 }],
    })
    expect(readOf(page)).toEqual([
      ...['POWER', 'DIAL', 'TIMER', 'LOCK'].map((name, at) => `${at + 1} ${name} | Press it to set what ${name} does.`),
      ...['1', '2', '3', '4'],
    ])
  })

  it('keeps a table of symbols and their short names', () => {
    const ys = [100, 140, 180, 220]
    const page = makePage(
      [...bodyText, ...ys.slice(0, 3).flatMap((y, at) => [`45 ${y + 15} Lamp ${at + 1}`, `145 ${y + 15} Clean it`])],
      {
        rules: grid([40, 140, 340], ys),
        pictures: ys.slice(0, 3).map((y) => ({ x: 100, y: y + 5, width: 30, height: 30 })),
      },
    )
    expect(readOf(page)).toEqual(['Lamp 1 | Clean it', 'Lamp 2 | Clean it', 'Lamp 3 | Clean it'])
  })
})
