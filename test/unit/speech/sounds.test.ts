import { describe, expect, it } from 'vitest'
import { soundDistance, soundsOf } from '../../../electron/worker/speech/sounds.ts'

const apart = (one: string, other: string) => soundDistance(soundsOf(one), soundsOf(other))

describe('sounds', () => {
  it.each([
    ['E15', 'e fifteen'],
    ['E15', 'E 15'],
    ['F E', 'f e'],
    ['25', 'twenty five'],
    ['E315', 'E three one five'],
    ['descale', 'descail'],
    ['phone', 'fone'],
  ])('%j and %j sound the same', (one, other) => {
    expect(soundsOf(one)).toBe(soundsOf(other))
  })

  it.each([
    ['rinse aid', 'rinse eight', 'prince aid'],
    ['rinse aid', 'ransign', 'running'],
    ['salt', 'Saul', 'soap'],
    ['spray arm', 'spray-armed', 'spray'],
    ['filter', 'felt her', 'folder'],
  ])('%j is nearer to %j than to %j', (meant, near, far) => {
    expect(apart(meant, near)).toBeLessThan(apart(meant, far))
  })

  it('is a distance: 0 to itself, the same both ways, 1 at most', () => {
    expect(apart('lower rack', 'lower rack')).toBe(0)
    expect(apart('lower rack', 'flour sack')).toBe(apart('flour sack', 'lower rack'))
    expect(apart('salt', 'dishwasher')).toBeLessThanOrEqual(1)
    expect(apart('', 'salt')).toBeGreaterThan(0.5)
  })
})
