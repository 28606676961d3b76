// Which leaves of a tree are picked, as Ctrl and Shift do it everywhere.

import { describe, expect, test } from 'vitest'
import { usePicking } from '../../renderer/composables/usePicking.ts'
import type { Pickable } from '../../renderer/composables/usePicking.ts'

const care: Pickable = { key: 'Care', isOpen: true }
const lines: Pickable[] = [{ key: 'a' }, care, { key: 'b' }, { key: 'c' }, { key: 'd' }]
const line = (key: string): Pickable => lines.find((one) => one.key === key) ?? care

function picker(chosen: string | null) {
  let picked: string[] = []
  const picking = usePicking({
    lines: () => lines,
    picked: () => new Set(picked),
    chosen: () => chosen,
    pick: (keys) => (picked = keys),
  })
  return { picking, now: () => picked }
}

describe('picking', () => {
  test('Ctrl adds to the one that is open, and takes one away', () => {
    const { picking, now } = picker('a')
    picking.toggle(line('c'))
    expect(now()).toEqual(['a', 'c'])
    picking.toggle(line('a'))
    expect(now()).toEqual(['c'])
  })

  test('Shift picks the row from the last choice, in either direction, without chapters', () => {
    const { picking, now } = picker('a')
    picking.begin(line('c'))
    picking.extendTo(line('a'))
    expect(now()).toEqual(['a', 'b', 'c'])
    picking.extendTo(line('d'))
    expect(now()).toEqual(['c', 'd'])
  })

  test('a chapter is never picked', () => {
    const { picking, now } = picker('a')
    picking.toggle(care)
    expect(now()).toEqual([])
  })

  test('a plain choice ends it, and says so only where something was picked', () => {
    const { picking, now } = picker('a')
    expect(picking.clear()).toBe(false)
    picking.toggle(line('b'))
    picking.begin(line('d'))
    expect(now()).toEqual([])
    picking.extendTo(line('c'))
    expect(now()).toEqual(['c', 'd'])
  })
})
