import { describe, expect, it } from 'vitest'
import { resample, ResamplingStream } from '../../../electron/worker/speech/resample.ts'

const sine = (hz: number, rateHz: number, seconds = 0.5) =>
  Float32Array.from({ length: rateHz * seconds }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rateHz))
/** Level of the middle, away from the edges where the filter sees silence. dB, 0 for a full sine. */
const levelDb = (pcm: Float32Array) => {
  const middle = pcm.subarray(pcm.length >> 2, (pcm.length * 3) >> 2)
  return 10 * Math.log10((2 * middle.reduce((sum, sample) => sum + sample * sample, 0)) / middle.length + 1e-20)
}

describe('resample', () => {
  const rates = [8000, 11025, 22050, 32000, 44100, 48000, 96000, 192000]
  it.each(rates)('keeps a 1 kHz tone from %i Hz as it is', (rateHz) => {
    const out = resample(sine(1000, rateHz), rateHz, 16000)
    const wanted = sine(1000, 16000).subarray(0, out.length)
    const error = out.map((sample, index) => sample - wanted[index]!)
    expect(out.length).toBe(Math.floor((Math.floor(rateHz / 2) * 16000) / rateHz))
    expect(levelDb(error)).toBeLessThan(-70)
  })

  it.each([
    [44100, 9000],
    [48000, 10000],
    [48000, 15000],
    [96000, 40000],
  ])('removes from %i Hz a tone of %i Hz that 16 kHz can not carry', (rateHz, hz) => {
    expect(levelDb(resample(sine(hz, rateHz), rateHz, 16000))).toBeLessThan(-70)
  })

  it('mirrors nothing above the old band when the rate goes up', () => {
    const out = resample(sine(3000, 8000), 8000, 16000)
    const wanted = sine(3000, 16000)
    expect(levelDb(out.map((sample, index) => sample - wanted[index]!))).toBeLessThan(-70)
  })

  it.each([11025, 16000, 44100, 48000])('gives in odd pieces what it gives of the whole at %i Hz', (rateHz) => {
    const whole = sine(440, rateHz)
    const stream = new ResamplingStream(rateHz, 16_000)
    const pieces: number[] = []
    for (let at = 0, size = 1; at < whole.length; at += size, size = (size * 7) % 1031)
      pieces.push(...stream.push(whole.subarray(at, at + size)))
    expect(Float32Array.from([...pieces, ...stream.end()])).toEqual(resample(whole, rateHz, 16_000))
  })

  it('keeps a constant and an equal rate', () => {
    const constant = new Float32Array(4000).fill(0.5)
    expect(resample(constant, 16000, 16000)).toEqual(constant)
    expect(resample(constant, 48000, 16000)[600]).toBeCloseTo(0.5, 6)
  })
})
