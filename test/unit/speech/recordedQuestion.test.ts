// Recordings as they come from telephones, studios and broken cables: each is heard, or says in one message why not.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openListener, type Listener } from '../../../electron/worker/speech/listen.ts'
import { recordedQuestion } from '../../../electron/worker/speech/recordedQuestion.ts'
import { resample } from '../../../electron/worker/speech/resample.ts'
import { openSpeaker, type Speaker } from '../../../electron/worker/speech/speak.ts'
import { floatPcm } from '../../../electron/worker/speech/wav.ts'
import { buildModels, codeOf, inSilence, modelsFolder, quietWork } from './models.ts'

let listener: Listener
let speaker: Speaker
let question: Float32Array
beforeAll(async () => {
  await buildModels()
  listener = await openListener({ modelsFolder, language: 'en' })
  speaker = await openSpeaker({ modelsFolder, language: 'en' })
  const { pcm } = await speaker.speak('How do I clean the filter?', { voice: 'rms', signal: quietWork.signal })
  question = inSilence(floatPcm(pcm))
})
afterAll(() => Promise.all([listener.close(), speaker.close()]))

interface Recording {
  rateHz: number
  bits: 8 | 16 | 24 | 32
  isFloat?: boolean
  /** Level of the question in each channel. */
  channels?: readonly number[]
}

function wav(pcm: Float32Array, { rateHz, bits, isFloat = false, channels = [1] }: Recording): Uint8Array {
  const sound = resample(pcm, 16_000, rateHz)
  const width = bits / 8
  const bytes = Buffer.alloc(44 + sound.length * width * channels.length)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(isFloat ? 3 : 1, 20)
  bytes.writeUInt16LE(channels.length, 22)
  bytes.writeUInt32LE(rateHz, 24)
  bytes.writeUInt32LE(rateHz * width * channels.length, 28)
  bytes.writeUInt16LE(width * channels.length, 32)
  bytes.writeUInt16LE(bits, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(bytes.length - 44, 40)
  let at = 44
  for (const sample of sound) {
    for (const level of channels) {
      const value = Math.max(-1, Math.min(1, sample * level))
      if (isFloat) bytes.writeFloatLE(value, at)
      else if (bits === 8) bytes.writeUInt8(Math.round(value * 127) + 128, at)
      else bytes.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), at, width)
      at += width
    }
  }
  return new Uint8Array(bytes)
}

const hear = async (bytes: Uint8Array): Promise<string> =>
  (await listener.listen(recordedQuestion(bytes, 'ask.wav'), 16_000, quietWork)).transcript

describe('a recorded question', () => {
  it.each([
    ['telephone, 8 kHz', { rateHz: 8000, bits: 16 }],
    ['8 bits', { rateHz: 16_000, bits: 8 }],
    ['compact disc, stereo', { rateHz: 44_100, bits: 16, channels: [1, 1] }],
    ['studio, 24 bits', { rateHz: 48_000, bits: 24 }],
    ['float', { rateHz: 48_000, bits: 32, isFloat: true }],
    ['32 bits, 96 kHz', { rateHz: 96_000, bits: 32 }],
    ['one channel of two', { rateHz: 48_000, bits: 16, channels: [1, 0] }],
    ['half overdriven', { rateHz: 16_000, bits: 16, channels: [6] }],
    ['26 dB softer', { rateHz: 16_000, bits: 16, channels: [0.05] }],
  ] satisfies [string, Recording][])('is heard: %s', async (_, recording) => {
    expect(await hear(wav(question, recording))).toMatch(/how do i clean the filters?/i)
  })

  const plain: Recording = { rateHz: 8000, bits: 16 }
  it.each([
    ['of ten minutes', () => wav(new Float32Array(600 * 16_000), plain), 'recording-too-long'],
    ['of silence', () => wav(new Float32Array(3 * 16_000), plain), 'no-speech'],
    ['of a cable that hangs at one end', () => wav(new Float32Array(3 * 16_000).fill(1), plain), 'no-speech'],
    ['of both channels against each other', () => wav(question, { ...plain, channels: [1, -1] }), 'no-speech'],
    ['of no sound at all', () => wav(new Float32Array(0), plain), 'wav-invalid'],
  ])('%s is refused in one message', async (_, bytes, code) => {
    expect(await codeOf(Promise.resolve().then(() => hear(bytes())))).toBe(code)
  })
})
