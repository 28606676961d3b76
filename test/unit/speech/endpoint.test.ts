import { describe, expect, it } from 'vitest'
import { Endpointer, defaultEndpoint } from '../../../electron/worker/speech/endpoint.ts'

/** One character a window: a digit is tenths of probability. */
function segmentsOf(windows: string, settings = defaultEndpoint) {
  const endpointer = new Endpointer(settings)
  const ended = [...windows].map((digit) => endpointer.push(Number(digit) / 10))
  return [...ended, endpointer.end()].filter((segment) => segment !== null)
}
const silence = (windows: number) => '0'.repeat(windows)
const speech = (windows: number) => '9'.repeat(windows)

describe('endpoint', () => {
  it('hears nothing in silence', () => {
    expect(segmentsOf(silence(100))).toEqual([])
  })

  it('keeps a pre-roll and a tail around speech', () => {
    expect(segmentsOf(silence(20) + speech(10) + silence(40))).toEqual([
      { startMs: 20 * 32 - 320, endMs: 30 * 32 + 200 },
    ])
  })

  it('ends while the microphone is still open, after the hang-over', () => {
    const endpointer = new Endpointer()
    const ended = [...(speech(10) + silence(40))].findIndex((digit) => endpointer.push(Number(digit) / 10))
    expect(ended).toBe(9 + 20) // 20 windows of 32 ms are the 640 ms
  })

  it('does not start before the sound nor end after it', () => {
    expect(segmentsOf(speech(8))).toEqual([{ startMs: 0, endMs: 256 }])
  })

  it('bridges a pause inside a sentence', () => {
    expect(segmentsOf(speech(10) + silence(15) + speech(10) + silence(30))).toHaveLength(1)
  })

  it('parts two sentences, and their edges do not overlap', () => {
    const [first, second] = segmentsOf(speech(10) + silence(22) + speech(10) + silence(30))
    expect(second!.startMs).toBeGreaterThanOrEqual(first!.endMs)
  })

  it('drops the clap of a door', () => {
    expect(segmentsOf(silence(10) + speech(4) + silence(30))).toEqual([])
  })

  it('goes on through windows that are unsure, once speech has started', () => {
    expect(segmentsOf(speech(6) + '4'.repeat(30) + speech(6))).toHaveLength(1)
    expect(segmentsOf('4'.repeat(40))).toEqual([])
  })

  it('cuts a speaker who never stops', () => {
    const segments = segmentsOf(speech(110), { ...defaultEndpoint, longestMs: 1000 })
    expect(segments.length).toBe(4)
    expect(segments.every(({ startMs, endMs }) => endMs - startMs <= 1300)).toBe(true)
  })
})
