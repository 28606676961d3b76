import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { floatPcm, int16Pcm, parseWav, wavBytes } from '../../../electron/worker/speech/wav.ts'

const ramp = Float32Array.from([0, 0.25, 0.5, -0.5, -1, 0.75])

/** A WAV with any header: what a test gets wrong is what it passes here. */
function wav({
  tag = 1,
  channels = 1,
  rate = 16000,
  bits = 16,
  body = [0, 0],
  dataLength = -1,
  extra = [] as number[],
}) {
  const format = [...u16(tag), ...u16(channels), ...u32(rate), ...u32(0), ...u16(0), ...u16(bits), ...extra]
  const parts = [...text('WAVE'), ...text('fmt '), ...u32(format.length), ...format]
  const length = dataLength < 0 ? body.length : dataLength
  return Uint8Array.from([...text('RIFF'), ...u32(0), ...parts, ...text('data'), ...u32(length), ...body])
}
const text = (value: string) => [...Buffer.from(value)]
const u16 = (value: number) => [value & 255, (value >> 8) & 255]
const u32 = (value: number) => [...u16(value & 65535), ...u16(value >>> 16)]
const reasonOf = (bytes: Uint8Array) => {
  try {
    parseWav(bytes)
    return 'read'
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.details['reason']}` : error
  }
}

describe('wav', () => {
  it('reads back what it wrote, to 16 bits', () => {
    expect(parseWav(wavBytes(ramp, 22050))).toEqual({ pcm: ramp, sampleRateHz: 22050 })
  })

  it('clips what is louder than full scale', () => {
    expect([...int16Pcm(Float32Array.from([2, -2, 0.5]))]).toEqual([32767, -32768, 16384])
  })

  const float = [...new Uint8Array(Float32Array.from([0.5, -0.25]).buffer)]
  const cases: [string, Uint8Array, number[]][] = [
    ['8 bits, unsigned', wav({ bits: 8, body: [128, 192, 0] }), [0, 0.5, -1]],
    ['24 bits', wav({ bits: 24, body: [0, 0, 64, 0, 0, 192] }), [0.5, -0.5]],
    ['32 bits', wav({ bits: 32, body: [0, 0, 0, 64] }), [0.5]],
    ['float', wav({ tag: 3, bits: 32, body: float }), [0.5, -0.25]],
    ['stereo, averaged', wav({ channels: 2, body: [...u16(16384), ...u16(0)] }), [0.25]],
    [
      'extensible',
      wav({ tag: 0xfffe, extra: [...u16(22), ...u16(16), ...u32(4), ...u16(1), 0, 0], body: u16(16384) }),
      [0.5],
    ],
    ['streamed, without a length', wav({ dataLength: 0xffffffff, body: u16(16384) }), [0.5]],
    ['half a frame at the end', wav({ body: [...u16(16384), 7] }), [0.5]],
  ]
  it.each(cases)('reads %s', (_, bytes, samples) => {
    expect([...parseWav(bytes).pcm]).toEqual(samples)
  })

  const wrong: [string, Uint8Array][] = [
    ['not a WAV file', Uint8Array.from(text('RIFF....AVI fmt '))],
    ['not a WAV file', new Uint8Array(0)],
    ['the file is cut off', wav({ dataLength: 4000 })],
    ['no sound in the file', wav({ body: [] })],
    ['0 channels', wav({ channels: 0 })],
    ['9 channels', wav({ channels: 9 })],
    ['0 samples per second', wav({ rate: 0 })],
    ['encoding 2 with 4 bits is not supported; save it as 16-bit PCM', wav({ tag: 2, bits: 4 })],
    ['a sample is not a number', wav({ tag: 3, bits: 32, body: [0, 0, 192, 127] })],
    ['no format in the file', Uint8Array.from([...text('RIFF'), 0, 0, 0, 0, ...text('WAVE')])],
  ]
  it.each(wrong)('says %s', (reason, bytes) => {
    expect(reasonOf(bytes)).toBe(`wav-invalid: ${reason}`)
  })

  it('gives sound or wav-invalid for any bytes at all', () => {
    const good = wavBytes(ramp, 16000)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(60),
        (edits, cut) => {
          const bytes = good.slice(0, good.length - cut)
          for (const [place, value] of edits) bytes[place] = value
          expect(reasonOf(bytes)).toMatch(/^(read|wav-invalid)/)
        },
      ),
    )
  })

  it('floats and integers agree', () => {
    expect([...int16Pcm(floatPcm(Int16Array.from([-32768, -1, 0, 1, 32767])))]).toEqual([-32768, -1, 0, 1, 32767])
  })
})
