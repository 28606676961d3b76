import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecordings, recordingPath } from '../../../electron/worker/speech/clips/recordings.ts'
import { partsOfText } from '../../../electron/worker/speech/clips/partsOfText.ts'
import { soundOfText } from '../../../electron/worker/speech/clips/soundOfText.ts'
import { takeRecording } from '../../../electron/worker/speech/clips/takeRecording.ts'
import { levelOf } from '../../../electron/worker/speech/loudness.ts'
import { wavBytes } from '../../../electron/worker/speech/wav.ts'
import { codeOf } from './models.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'))
  await mkdir(join(folder, 'audio'))
})
afterEach(() => rm(folder, { recursive: true }))

const record = (text: string, length = 1600) =>
  writeFile(join(folder, recordingPath(text)), wavBytes(new Int16Array(length).fill(500), 16_000))

/** Syllables: bursts of a tone with pauses between them, after and before `edge` seconds of silence. */
function syllables({ sampleRateHz = 16_000, seconds = 2, level = 0.3, edge = 0.5, noise = 0 }) {
  const length = Math.round((seconds + 2 * edge) * sampleRateHz)
  let state = 1
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5
  return Float32Array.from({ length }, (_, at) => {
    const time = at / sampleRateHz - edge
    const isOn = time >= 0 && time < seconds && time % 0.25 < 0.19
    return (isOn ? level * Math.sin(2 * Math.PI * 220 * time) : 0) + noise * random()
  })
}
const sentence = 'Turn the filter and lift it out.' // about 2 s

describe('what is said of a text', () => {
  it('is the recording of all of it, or of the longest runs of its sentences, and the voice for the rest', async () => {
    await record('Boil it. Let it cool.')
    await record('Boil it.')
    const parts = await partsOfText('Step 1 of 3. Boil it. Let it cool. Drink it.', await openRecordings(folder))
    expect(parts.map(({ text, recording }) => [text, recording !== null])).toEqual([
      ['Step 1 of 3.', false],
      ['Boil it. Let it cool.', true],
      ['Drink it.', false],
    ])
    await record('Step 1 of 3. Boil it.')
    const [whole] = await partsOfText('Step 1 of 3. Boil it.', await openRecordings(folder))
    expect([whole?.text, whole?.recording?.pcm.length]).toEqual(['Step 1 of 3. Boil it.', 1600])
  })

  it('sounds as a bundle would, part by part or whole, and opens no voice where everything was recorded', async () => {
    await record('Boil it.', 3200)
    const spoken: string[] = []
    const tools = {
      recordings: await openRecordings(folder),
      speak: (text: string) => {
        spoken.push(text)
        return Promise.resolve({ pcm: new Int16Array(100), sampleRateHz: 16_000 })
      },
    }
    const pause = 0.28 * 16_000
    expect((await soundOfText('Boil it.', undefined, tools)).pcm.length).toBe(3200 + pause)
    expect(spoken).toEqual([])
    const whole = await soundOfText('Step 1. Boil it.', undefined, tools)
    const second = await soundOfText('Step 1. Boil it.', 1, tools)
    expect([whole.pcm.length, whole.partCount, second.pcm.length, second.partCount]).toEqual([
      100 + 3200 + pause,
      1,
      3200 + pause,
      2,
    ])
    expect(spoken).toEqual(['Step 1.'])
  })
})

describe('a recording that is taken', () => {
  it('loses the silence around it and is as loud as the voice, at 16 kHz', () => {
    const { sound, remarks } = takeRecording(
      { pcm: syllables({ sampleRateHz: 48_000, level: 0.05 }), sampleRateHz: 48_000 },
      sentence,
    )
    expect(remarks).toEqual([])
    expect(sound.sampleRateHz).toBe(16_000)
    expect(Math.abs(sound.pcm.length / 16_000 - 2)).toBeLessThan(0.1)
    expect(Math.abs(20 * Math.log10(levelOf(sound.pcm).rms) + 20)).toBeLessThan(1)
  })

  it.each([
    ['clipped', { level: 1.2 }, sentence],
    ['soft', { level: 0.008 }, sentence],
    ['noisy', { noise: 0.2 }, sentence],
    ['narrow', { sampleRateHz: 8000 }, sentence],
    ['short', { seconds: 0.7 }, sentence],
    ['long', { seconds: 9 }, sentence],
  ])('is kept, with the remark that it is %s', (remark, how, text) => {
    const pcm = syllables(how).map((sample) => Math.max(-1, Math.min(1, sample)))
    const { remarks } = takeRecording({ pcm, sampleRateHz: 'sampleRateHz' in how ? how.sampleRateHz : 16_000 }, text)
    expect(remarks).toEqual([remark])
  })

  it('is refused where nobody speaks, or for minutes', async () => {
    const refused = (pcm: Float32Array) =>
      codeOf(Promise.resolve().then(() => takeRecording({ pcm, sampleRateHz: 8000 }, 'Boil it.')))
    expect(await refused(new Float32Array(8000))).toBe('recording-silent')
    expect(await refused(syllables({ level: 0.001, sampleRateHz: 8000 }))).toBe('recording-silent')
    expect(await refused(new Float32Array(8000 * 121).fill(0.5))).toBe('clip-too-long')
  })
})
