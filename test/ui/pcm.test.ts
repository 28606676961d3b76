// What the microphone gives while the button is held.

import { describe, expect, it } from 'vitest'
import { loudness, PcmTake } from '../../renderer/composables/pcm.ts'

const rateHz = 1000 // one sample a millisecond keeps the numbers readable
const frame = (value: number, length = 100): Float32Array => new Float32Array(length).fill(value)

describe('PcmTake', () => {
  it('gives back what was said while it was open, in order', () => {
    const take = new PcmTake(rateHz)
    take.open()
    take.add(frame(0.1, 2))
    take.add(frame(0.2, 3))
    expect([...take.close()]).toEqual([...frame(0.1, 2), ...frame(0.2, 3)])
  })

  it('keeps the last 0.3 s from before the button, so that the first syllable is there', () => {
    const take = new PcmTake(rateHz)
    for (let at = 1; at <= 9; at++) take.add(frame(at))
    take.open()
    take.add(frame(10))
    const values = [...new Set(take.close())]
    expect(values).toEqual([7, 8, 9, 10])
  })

  it('is empty after it was closed', () => {
    const take = new PcmTake(rateHz)
    take.open()
    take.add(frame(1))
    take.close()
    expect(take.close()).toHaveLength(0)
  })

  it('copies: the audio thread uses its buffer again', () => {
    const take = new PcmTake(rateHz)
    const reused = frame(0.5, 1)
    take.open()
    take.add(reused)
    reused[0] = -1
    expect([...take.close()]).toEqual([0.5])
  })

  it('holds at most 30 s, the newest', () => {
    const take = new PcmTake(rateHz)
    take.open()
    for (let at = 0; at < 400; at++) take.add(frame(at))
    const pcm = take.close()
    expect(pcm).toHaveLength(30_000)
    expect([pcm[0], pcm.at(-1)]).toEqual([100, 399])
  })
})

describe('loudness', () => {
  it.each([
    { name: 'silence', value: 0, expected: 0 },
    { name: 'full scale', value: 1, expected: 1 },
    { name: '-30 dB', value: 10 ** (-30 / 20), expected: 0.5 },
  ])('puts $name at $expected', ({ value, expected }) => {
    expect(loudness(frame(value))).toBeCloseTo(expected, 5)
  })

  it('takes an empty frame as silence', () => {
    expect(loudness(new Float32Array())).toBe(0)
  })
})
