import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openListener, type Listener } from '../../../electron/worker/speech/listen.ts'
import { endsInLoop } from '../../../electron/worker/speech/moonshineBeams.ts'
import { mixNoise } from '../../../electron/worker/speech/noise.ts'
import { kitchenNoise, noiseNames } from '../../../scripts/noises/kitchenNoise.ts'
import { randomFrom } from '../../../shared/random.ts'
import { resample } from '../../../electron/worker/speech/resample.ts'
import { openSpeaker, type Speaker } from '../../../electron/worker/speech/speak.ts'
import { floatPcm, parseWav } from '../../../electron/worker/speech/wav.ts'
import { wordErrorRate, wordErrors } from '../../../electron/worker/testing/wordErrors.ts'
import { buildModels, codeOf, inSilence, modelsFolder, quietWork } from './models.ts'
import { sharedData } from '../../sharedData.ts'

const recordings = join(sharedData, 'audio')
const hasRecordings = existsSync(recordings)
if (!hasRecordings)
  console.warn(`SKIPPED: no recordings in ${recordings}, listening is tested on synthetic speech only`)

let listener: Listener
let speaker: Speaker
beforeAll(async () => {
  await buildModels()
  listener = await openListener({ modelsFolder, language: 'en' })
  speaker = await openSpeaker({ modelsFolder, language: 'en' })
})
afterAll(() => Promise.all([listener.close(), speaker.close()]))

const say = async (text: string, voice = 'rms') =>
  inSilence(floatPcm((await speaker.speak(text, { voice, signal: quietWork.signal })).pcm))
const hear = (pcm: Float32Array, rateHz = 16_000) => listener.listen(pcm, rateHz, quietWork)

/** Things an owner might say; none of them is from a manual that we measure on. */
const sentences = [
  'How do I clean the filter?',
  'My glasses come out cloudy.',
  'Can I wash wooden spoons?',
  'The door does not close.',
  'Where do I put the tablet?',
  'There is water on the floor.',
  'How long does it take?',
  'Why is it so loud?',
]

describe('listen', () => {
  it.each(['rms', 'slt'])('hears what Flite says with the voice %s', async (voice) => {
    const rows = []
    for (const sentence of sentences) {
      rows.push(wordErrors(sentence, (await hear(await say(sentence, voice))).transcript))
    }
    expect(wordErrorRate(rows)).toBeLessThanOrEqual(0.1)
  })

  it('hears the same at any sample rate', async () => {
    const pcm = await say('How do I clean the filter?')
    const heard = await Promise.all([44_100, 48_000].map((rateHz) => hear(resample(pcm, 16_000, rateHz), rateHz)))
    expect(heard.map(({ transcript }) => transcript)).toEqual(Array(2).fill('How do I clean the filter?'))
  })

  it('says where the speech was, how sure it is of each word and how long it took', async () => {
    const pcm = await say('The door does not close.')
    const { words, segments, timings, confidence } = await hear(pcm)
    expect(words.map(({ text }) => text)).toEqual(['The', 'door', 'does', 'not', 'close.'])
    expect(words.every((word) => word.confidence > 0 && word.confidence <= 1)).toBe(true)
    expect(confidence).toBeGreaterThan(0.7)
    expect(segments).toHaveLength(1)
    expect(segments[0]!.startMs).toBeLessThan(600)
    expect(segments[0]!.endMs).toBeGreaterThan((pcm.length / 16_000) * 1000 - 700)
    expect(timings.listenMs).toBeGreaterThanOrEqual(timings.encodeMs + timings.decodeMs)
  })

  it('hears a sentence with a pause in it as one', async () => {
    const [first, second] = [await say('How do I clean'), await say('the filter?')]
    const heard = await hear(Float32Array.from([...first, ...second]))
    expect(wordErrors('how do I clean the filter', heard.transcript).errors).toBeLessThanOrEqual(1)
  })

  const random = randomFrom(3)
  const quiet: [string, () => Float32Array][] = [
    ['no sound at all', () => new Float32Array(0)],
    ['silence', () => new Float32Array(48_000)],
    ['white noise', () => Float32Array.from({ length: 80_000 }, () => (random() - 0.5) * 0.4)],
    ['mains hum', () => Float32Array.from({ length: 80_000 }, (_, index) => 0.5 * Math.sin(index / 51))],
    [
      'a beeping timer',
      () =>
        Float32Array.from({ length: 80_000 }, (_, index) => (index % 8000 < 3000 ? 0.4 * Math.sin(index * 0.8) : 0)),
    ],
    [
      'a knock',
      () =>
        Float32Array.from({ length: 48_000 }, (_, index) => (index > 16_000 ? Math.exp((16_000 - index) / 300) : 0)),
    ],
    ...noiseNames.map((name): [string, () => Float32Array] => [`our ${name}`, () => kitchenNoise(name)]),
  ]
  it.each(quiet)('invents nothing for %s', async (_, pcm) => {
    expect(await codeOf(hear(pcm()))).toBe('no-speech')
  })

  it('asks for a shorter question after half a minute of speech', async () => {
    const story = Array(14).fill('My dishwasher has been making a strange noise since Monday morning.').join(' ')
    expect(await codeOf(hear(await say(story, 'kal')))).toBe('question-too-long')
  })

  it('stops when cancelled', async () => {
    const cancelled = { ...quietWork, signal: AbortSignal.abort() }
    expect(await codeOf(listener.listen(await say('Stop.'), 16_000, cancelled))).toBe('AbortError')
  })

  it('says which model is missing', async () => {
    expect(await codeOf(openListener({ modelsFolder, language: 'de' }))).toBe('language-not-supported')
    expect(await codeOf(openListener({ modelsFolder: '/nowhere', language: 'en' }))).toBe('model-missing')
  })

  it('knows a decoder that runs in circles', () => {
    expect(endsInLoop([7, 1, 2, 1, 2, 1, 2])).toBe(true)
    expect(endsInLoop([5, 5, 5, 5, 5])).toBe(true)
    expect(endsInLoop([1, 2, 3, 1, 2, 3, 1, 2])).toBe(false)
  })
})

describe.skipIf(!hasRecordings)('listen to recordings', () => {
  it('transcribes LibriSpeech with at most 8 % word errors', async () => {
    const rows = []
    for (const name of ['apostle', 'manner', 'shaggy']) {
      const { pcm, sampleRateHz } = parseWav(readFileSync(join(recordings, 'speech', `${name}.wav`)))
      const said = readFileSync(join(recordings, 'speech', `${name}.txt`), 'utf8')
      rows.push(wordErrors(said, (await hear(pcm, sampleRateHz)).transcript))
    }
    expect(wordErrorRate(rows)).toBeLessThanOrEqual(0.08)
  })

  const noises = hasRecordings ? readdirSync(join(recordings, 'noise')) : []
  it.each(noises)('invents nothing for %s, also when it is four times louder', async (name) => {
    const { pcm, sampleRateHz } = parseWav(readFileSync(join(recordings, 'noise', name)))
    expect(await codeOf(hear(pcm, sampleRateHz))).toBe('no-speech')
    expect(
      await codeOf(
        hear(
          pcm.map((sample) => Math.max(-1, Math.min(1, sample * 4))),
          sampleRateHz,
        ),
      ),
    ).toBe('no-speech')
  })

  it('hears most words over a running dishwasher at 15 dB', async () => {
    const noise = parseWav(readFileSync(join(recordings, 'noise', 'dishwasher.wav'))).pcm
    const rows = []
    for (const [seed, sentence] of sentences.entries()) {
      const mixed = mixNoise(await say(sentence), { noise, snrDb: 15, seed })
      rows.push(wordErrors(sentence, (await hear(mixed)).transcript))
    }
    expect(wordErrorRate(rows)).toBeLessThanOrEqual(0.2)
  })
})
