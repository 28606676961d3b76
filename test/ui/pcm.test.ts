// What the microphone gives, and waits to be sent.

import { describe, expect, it } from 'vitest'
import { FrameQueue, loudness } from '../../renderer/composables/pcm.ts'

const rateHz = 1000 // one sample a millisecond keeps the numbers readable
const frame = (value: number, length = 100): Float32Array => new Float32Array(length).fill(value)

/** Everything that waits, in pieces as they would be sent. */
function taken(queue: FrameQueue): Float32Array[] {
  const pieces: Float32Array[] = []
  for (let piece = queue.take(); piece.length > 0; piece = queue.take()) pieces.push(piece)
  return pieces
}

describe('FrameQueue', () => {
  it('gives what was said, in order, in pieces of a quarter of a second', () => {
    const queue = new FrameQueue(rateHz)
    queue.open()
    for (let at = 1; at <= 5; at++) queue.add(frame(at))
    const pieces = taken(queue)
    expect(pieces.map(({ length }) => length)).toEqual([300, 200])
    expect([...new Set(pieces.flatMap((piece) => [...piece]))]).toEqual([1, 2, 3, 4, 5])
  })

  it('keeps the last 0.3 s from before the button, so that the first syllable is there', () => {
    const queue = new FrameQueue(rateHz)
    for (let at = 1; at <= 9; at++) queue.add(frame(at))
    queue.open()
    queue.add(frame(10))
    expect([...new Set(taken(queue).flatMap((piece) => [...piece]))]).toEqual([7, 8, 9, 10])
  })

  it('is empty after it was closed', () => {
    const queue = new FrameQueue(rateHz)
    queue.open()
    queue.add(frame(1))
    queue.close()
    expect(queue.take()).toHaveLength(0)
  })

  it('copies: the audio thread uses its buffer again', () => {
    const queue = new FrameQueue(rateHz)
    const reused = frame(0.5, 1)
    queue.open()
    queue.add(reused)
    reused[0] = -1
    expect([...queue.take()]).toEqual([0.5])
  })

  it('says so where nobody takes: after 10 s nothing more is kept', () => {
    const queue = new FrameQueue(rateHz)
    queue.open()
    const kept = Array.from({ length: 110 }, () => queue.add(frame(1)))
    expect(kept.filter((isKept) => isKept)).toHaveLength(100)
    expect(kept.at(-1)).toBe(false)
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
