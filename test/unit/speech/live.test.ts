// Sound that comes piece by piece, as a microphone gives it: no clock in it, all times are counted in samples.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openListener, type Listener } from '../../../electron/worker/speech/listen.ts'
import type { LiveListening, LiveState } from '../../../electron/worker/speech/live.ts'
import { resample } from '../../../electron/worker/speech/resample.ts'
import { openSpeaker, type Speaker } from '../../../electron/worker/speech/speak.ts'
import { floatPcm } from '../../../electron/worker/speech/wav.ts'
import { buildModels, codeOf, modelsFolder, quietWork } from './models.ts'

let listener: Listener
let speaker: Speaker
beforeAll(async () => {
  await buildModels()
  listener = await openListener({ modelsFolder, language: 'en' })
  speaker = await openSpeaker({ modelsFolder, language: 'en' })
})
afterAll(() => Promise.all([listener.close(), speaker.close()]))

const rateHz = 16_000
const silence = (ms: number): Float32Array => new Float32Array((ms * rateHz) / 1000)
const say = async (text: string): Promise<Float32Array> =>
  floatPcm((await speaker.speak(text, { voice: 'slt', signal: quietWork.signal })).pcm)
const after = (...parts: Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((part) => [...part]))

/** Milliseconds of sound after which it had heard `until`; null where that never came. */
async function pushed(
  live: LiveListening,
  pcm: Float32Array,
  until: (state: LiveState) => boolean,
): Promise<number | null> {
  const piece = 512
  for (let at = 0; at < pcm.length; at += piece)
    if (until(await live.push(pcm.subarray(at, at + piece)))) return ((at + piece) * 1000) / rateHz
  return null
}
/** The first sample that is not silence. */
/** Without the silence that Flite leaves around a sentence. */
const trimmed = (pcm: Float32Array): Float32Array => {
  const loud = (sample: number): boolean => Math.abs(sample) > 0.01
  return pcm.slice(pcm.findIndex(loud), pcm.findLastIndex(loud))
}
const onsetMs = (pcm: Float32Array): number => (pcm.findIndex((sample) => Math.abs(sample) > 0.02) * 1000) / rateHz

describe('listening while a person speaks', () => {
  it.each([
    [16_000, 512],
    [44_100, 1024],
    [48_000, 4800],
    [96_000, 777],
  ])('hears at %i Hz in pieces of %i samples what it hears in the whole', async (hz, piece) => {
    const pcm = resample(after(silence(500), await say('How do I clean the filter?'), silence(200)), rateHz, hz)
    const live = listener.begin({ sampleRateHz: hz, ends: 'by-button' })
    for (let at = 0; at < pcm.length; at += piece) await live.push(pcm.subarray(at, at + piece))
    const [bit, whole] = [await live.finish(quietWork), await listener.listen(pcm, hz, quietWork)]
    expect([bit.transcript, bit.segments]).toEqual([whole.transcript, whole.segments])
  })

  it('ends by itself a moment after a whole sentence, and has understood it by then', async () => {
    const speech = await say('My glasses come out cloudy.')
    const live = listener.begin({ sampleRateHz: rateHz, ends: 'by-silence' })
    const endedMs = await pushed(live, after(silence(400), speech, silence(3000)), ({ hasEnded }) => hasEnded)
    const spokenMs = 400 + (speech.length * 1000) / rateHz
    expect(endedMs).toBeGreaterThan(spokenMs - 300) // a voice leaves some silence behind its last word
    expect(endedMs).toBeLessThan(spokenMs + 700)
    const { transcript, timings } = await live.finish(quietWork)
    expect(transcript).toBe('My glasses come out cloudy.')
    expect(timings.listenMs).toBeLessThan(timings.encodeMs + timings.decodeMs) // most of it was done in the pause
  })

  it('waits through a pause in the middle of a sentence', async () => {
    const [first, second] = [trimmed(await say('The door of my dishwasher')), trimmed(await say('does not close.'))]
    const sound = after(silence(300), first, silence(350), second, silence(1500))
    const live = listener.begin({ sampleRateHz: rateHz, ends: 'by-silence' })
    await pushed(live, sound, ({ hasEnded }) => hasEnded)
    expect((await live.finish(quietWork)).transcript.toLowerCase()).toContain('dishwasher does not')
  })

  // A voiceless beginning ("st", "ch") is noise to a detector of voices: such words are known 60 to 210 ms later, at their vowel.
  it('knows within 100 ms of a voice that somebody speaks: a device that is speaking stops', async () => {
    const lateness: number[] = []
    for (const text of ['Next.', 'How do I clean the filter?', 'Wait a moment.', 'Go back.', 'No, louder.']) {
      const speech = await say(text)
      const live = listener.begin({ sampleRateHz: rateHz, ends: 'by-silence' })
      const heardMs = await pushed(live, after(silence(800), speech, silence(400)), ({ isSpeech }) => isSpeech)
      lateness.push((heardMs ?? Infinity) - 800 - onsetMs(speech))
      live.cancel()
    }
    console.log(`onset of speech known after ${lateness.map((ms) => ms.toFixed(0)).join(', ')} ms`)
    expect(Math.max(...lateness)).toBeLessThanOrEqual(100)
  })

  it('gives up where nobody speaks, and keeps no more than a minute', async () => {
    const quiet = listener.begin({ sampleRateHz: rateHz, ends: 'by-silence' })
    expect(await pushed(quiet, silence(10_000), ({ hasEnded }) => hasEnded)).toBeCloseTo(8000, -2)
    expect(await codeOf(quiet.finish(quietWork))).toBe('no-speech')
    const long = listener.begin({ sampleRateHz: rateHz, ends: 'by-button' })
    expect(await pushed(long, silence(70_000), ({ hasEnded }) => hasEnded)).toBeCloseTo(60_000, -2)
    expect(long.sound().length).toBe(60 * rateHz)
  })
})
