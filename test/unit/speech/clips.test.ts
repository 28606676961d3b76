import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { adpcmBlockSize, adpcmBytes } from '../../../electron/worker/speech/clips/adpcm.ts'
import { clipsOfContents, defaultClips } from '../../../electron/worker/speech/clips/clipsOfContents.ts'
import { openRecordings, recordingId } from '../../../electron/worker/speech/clips/recordings.ts'
import type { Speaker } from '../../../electron/worker/speech/speak.ts'
import { openSpeaker, sentencesOf } from '../../../electron/worker/speech/speak.ts'
import { wavBytes } from '../../../electron/worker/speech/wav.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { promptNames } from '../../../shared/format/contents.ts'
import type { BundleContents } from '../../../shared/format/contents.ts'
import { goldenContents } from '../../golden/goldenBundle.ts'
import { modelsFolder } from './models.ts'

const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const work = { signal: new AbortController().signal, report: () => undefined }
const hasSox = spawnSync('sox', ['--version']).status === 0
if (!hasSox) console.warn('━━ SKIPPED: sox is not installed, IMA ADPCM was not compared with another decoder')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clips-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A bundle whose refusal is said by one clip; its sound through the C runtime. */
async function decodedInC(pcm: Int16Array, blockSize: number): Promise<Int16Array> {
  const contents = goldenContents()
  const bytes = blockSize === 0 ? new Uint8Array(new Int16Array(pcm).buffer) : adpcmBytes(pcm, blockSize)
  const codec = blockSize === 0 ? ('pcm' as const) : ('ima-adpcm' as const)
  const clip = { codec, sampleRateHz: 16_000, sampleCount: pcm.length, pauseSamples: 0, blockSize, bytes }
  const silent = contents.topics.map((topic) => ({
    ...topic,
    titleClips: [],
    utterances: topic.utterances.map((utterance) => ({ ...utterance, clips: [] })),
    offers: [],
  }))
  const device = await DeviceRuntime.open(
    wasm,
    bundleBytes({ ...contents, topics: silent, clips: [clip], promptClips: { refusal: [0] } }),
  )
  const { utterances } = device.askText('football')
  return device.soundOf(utterances[0]?.text ?? '')?.pcm ?? new Int16Array(0)
}

/** A WAV of format tag 0x11 around our blocks, as the standard writes it. */
function adpcmWav(blocks: Uint8Array, sampleCount: number, blockSize: number): Uint8Array {
  const bytes = new Uint8Array(60 + blocks.length)
  const view = new DataView(bytes.buffer)
  const tag = (offset: number, text: string): void => bytes.set(Buffer.from(text, 'latin1'), offset)
  tag(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  tag(8, 'WAVEfmt ')
  view.setUint32(16, 20, true)
  view.setUint16(20, 0x11, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 16_000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, blockSize, true)
  view.setUint16(34, 4, true)
  view.setUint16(36, 2, true)
  view.setUint16(38, 1 + 2 * (blockSize - 4), true)
  tag(40, 'fact')
  view.setUint32(44, 4, true)
  view.setUint32(48, sampleCount, true)
  tag(52, 'data')
  view.setUint32(56, blocks.length, true)
  bytes.set(blocks, 60)
  return bytes
}

const speechLike = Int16Array.from(
  { length: 505 * 8 },
  (_, at) => 9000 * Math.sin(at / 9) + 4000 * Math.sin(at / 2.3) * Math.cos(at / 700),
)

describe('IMA ADPCM', () => {
  it.runIf(hasSox)('decodes in C to the very samples that sox decodes from the same blocks', async () => {
    const file = join(folder, 'clip.wav')
    await writeFile(file, adpcmWav(adpcmBytes(speechLike, adpcmBlockSize), speechLike.length, adpcmBlockSize))
    const { status, stdout, stderr } = spawnSync('sox', [file, '-t', 'raw', '-e', 'signed', '-b', '16', '-'])
    expect([status, stderr.toString()]).toEqual([0, ''])
    const reference = new Int16Array(new Uint8Array(stdout).buffer)
    expect(await decodedInC(speechLike, adpcmBlockSize)).toEqual(reference)
  })

  it('keeps the noise of coding 20 dB under the sound', async () => {
    const heard = await decodedInC(speechLike, adpcmBlockSize)
    const energy = (of: (at: number) => number): number => speechLike.reduce((sum, _, at) => sum + of(at) ** 2, 0)
    const signal = energy((at) => speechLike[at] ?? 0)
    const noise = energy((at) => (speechLike[at] ?? 0) - (heard[at] ?? 0))
    expect(10 * Math.log10(signal / noise)).toBeGreaterThan(20)
  })

  it('gives back as many samples as went in, whatever they are', async () => {
    const sound = fc.int16Array({ minLength: 1, maxLength: 700 })
    await fc.assert(
      fc.asyncProperty(sound, fc.constantFrom(5, 32, 256), async (pcm, blockSize) => {
        const heard = await decodedInC(pcm, blockSize)
        expect([heard.length, heard[0]]).toEqual([pcm.length, pcm[0]])
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  it('gives PCM back unchanged', async () => {
    expect(await decodedInC(speechLike, 0)).toEqual(speechLike)
  })
})

describe('the clips of a bundle', () => {
  /** Says each sentence as a hundred samples a letter. */
  const letters: Speaker = {
    voices: [],
    speak: (text) => {
      const pcm = new Int16Array(text.length * 100 + 4480).fill(text.length, 0, text.length * 100)
      return Promise.resolve({ pcm, sampleRateHz: 16_000 })
    },
    close: () => Promise.resolve(),
  }
  const withSound = async (format = defaultClips): Promise<BundleContents> =>
    clipsOfContents(goldenContents(), { speaker: letters, recordings: await openRecordings(folder), format }, work)

  it('say every utterance, title and prompt, and store an equal sentence once', async () => {
    const { clips = [], topics, promptClips } = await withSound()
    const sentences = topics.flatMap(({ utterances }) => utterances.map(({ clips: own = [] }) => own.length))
    expect(sentences.every((count) => count > 0)).toBe(true)
    expect(topics.every(({ titleClips = [] }) => titleClips.length > 0)).toBe(true)
    expect(Object.keys(promptClips ?? {})).toHaveLength(promptNames.length)
    const offers = topics.flatMap(({ offers: own = [] }) => own)
    expect(offers.map(({ clips: own = [] }) => own.length)).toEqual([1, 1])
    const said = [
      ...topics.flatMap(({ title, utterances }) => [title, ...utterances.map(({ text }) => text)]),
      ...offers.map(({ text }) => text),
    ]
    const distinct = new Set([...Object.values(goldenContents().prompts), ...said].flatMap(sentencesOf))
    expect(clips).toHaveLength(distinct.size)
    const twice = topics.find(({ id }) => id === 'error-f2')?.utterances[0]
    expect(twice?.clips).toHaveLength(2)
  })

  it('are a person’s recording where there is one, of a whole text or of one sentence', async () => {
    await mkdir(join(folder, 'audio'))
    const own = new Int16Array(1600).fill(1234)
    const [whole, sentence] = ['The lid is open. Close the lid.', 'Let it cool down and fill it with water.']
    for (const text of [whole, sentence])
      await writeFile(join(folder, 'audio', `${recordingId(text)}.wav`), wavBytes(own, 16_000))
    const { clips = [], topics } = await withSound({ codec: 'pcm', sampleRateHz: 16_000 })
    const clipsFor = (id: string): number[] => topics.find((topic) => topic.id === id)?.utterances[0]?.clips ?? []
    expect(clipsFor('error-f2').map((clip) => clips[clip]?.sampleCount)).toEqual([1600])
    expect(clipsFor('error-e15').map((clip) => clips[clip]?.sampleCount)).toEqual([2200, 1600])
  })

  it('name a recording by its words: others, or the same said otherwise, are another file', () => {
    expect(recordingId('Step 1 of 3.  Boil it.')).toBe(recordingId('Step 1 of 3. Boil it.'))
    expect(recordingId('Boil it.')).not.toBe(recordingId('Boil it!'))
    expect(recordingId('Öffnen Sie die Tür.')).toMatch(/^offnen-sie-die-tur-[0-9a-f]{8}$/)
  })

  it('cost half at 8 kHz, and a quarter of PCM', async () => {
    const size = async (format: typeof defaultClips): Promise<number> =>
      ((await withSound(format)).clips ?? []).reduce((sum, { bytes }) => sum + bytes.length, 0)
    const [pcm, adpcm, low] = [
      await size({ codec: 'pcm', sampleRateHz: 16_000 }),
      await size({ codec: 'ima-adpcm', sampleRateHz: 16_000 }),
      await size({ codec: 'ima-adpcm', sampleRateHz: 8000 }),
    ]
    expect(adpcm / pcm).toBeLessThan(0.27)
    expect(low / adpcm).toBeLessThan(0.52)
  })

  it('end with the signal, and leave nothing', async () => {
    const abort = new AbortController()
    abort.abort()
    const tools = { speaker: letters, recordings: await openRecordings(folder), format: defaultClips }
    await expect(clipsOfContents(goldenContents(), tools, { ...work, signal: abort.signal })).rejects.toThrow('aborted')
  })

  it('are the same bytes from two voices opened anew', async () => {
    const rendered = async (): Promise<Uint8Array> => {
      const speaker = await openSpeaker({ modelsFolder, language: 'en' })
      const tools = { speaker, recordings: await openRecordings(folder), format: defaultClips }
      const bytes = bundleBytes(await clipsOfContents(goldenContents(), tools, work))
      await speaker.close()
      return bytes
    }
    const [first, second] = [await rendered(), await rendered()]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    const device = await DeviceRuntime.open(wasm, first)
    const { utterances } = device.askText('football')
    expect(device.soundOf(utterances[0]?.text ?? '')?.pcm.length).toBeGreaterThan(16_000)
  })
})
