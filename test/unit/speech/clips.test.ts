import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { OpusDecoder } from 'opus-decoder'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { adpcmBlockSize, adpcmBytes } from '../../../electron/worker/speech/clips/adpcm.ts'
import { clipsOfContents, defaultClips } from '../../../electron/worker/speech/clips/clipsOfContents.ts'
import { earconSound } from '../../../electron/worker/speech/earcons.ts'
import { opusPacketBytes } from '../../../electron/worker/speech/clips/opus.ts'
import { openRecordings, recordingId } from '../../../electron/worker/speech/clips/recordings.ts'
import { storedSize, storedSound } from '../../../electron/worker/speech/clips/storedSound.ts'
import type { Speaker } from '../../../electron/worker/speech/speak.ts'
import { openSpeaker, sentencesOf } from '../../../electron/worker/speech/speak.ts'
import { resample } from '../../../electron/worker/speech/resample.ts'
import { floatPcm, int16Pcm, wavBytes } from '../../../electron/worker/speech/wav.ts'
import { bundleBytes, directoryOf } from '../../../shared/format/bundleBytes.ts'
import { earconText } from '../../../shared/earcons.ts'
import { earconNames, promptNames } from '../../../shared/format/contents.ts'
import type { BundleClip, BundleContents, EarconName } from '../../../shared/format/contents.ts'
import { structs } from '../../../shared/format/layout.ts'
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

async function decodedInC(pcm: Int16Array, blockSize: number): Promise<Int16Array> {
  const bytes = blockSize === 0 ? new Uint8Array(new Int16Array(pcm).buffer) : adpcmBytes(pcm, blockSize)
  const codec = blockSize === 0 ? ('pcm' as const) : ('ima-adpcm' as const)
  return playedByC({ codec, sampleRateHz: 16_000, sampleCount: pcm.length, pauseSamples: 0, blockSize, bytes })
}

/** A bundle whose refusal is said by one clip. */
function saidByOneClip(clip: BundleClip): BundleContents {
  const contents = goldenContents()
  const silent = contents.topics.map((topic) => ({
    ...topic,
    titleClips: [],
    utterances: topic.utterances.map((utterance) => ({ ...utterance, clips: [] })),
    offers: [],
  }))
  return { ...contents, topics: silent, clips: [clip], promptClips: { refusal: [0] } }
}

/** Its sound through the C runtime. */
async function playedByC(clip: BundleClip): Promise<Int16Array> {
  const device = await DeviceRuntime.open(wasm, bundleBytes(saidByOneClip(clip)))
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

describe('Opus', () => {
  const rates = [16_000, 8000] as const
  /** A sentence of the real voice: what Opus is made for. */
  async function sentence(rateHz: number): Promise<Int16Array> {
    const speaker = await openSpeaker({ modelsFolder, language: 'en' })
    const { pcm, sampleRateHz } = await speaker.speak('Turn the filter to the left and lift it out.', {
      signal: work.signal,
    })
    await speaker.close()
    return int16Pcm(resample(floatPcm(pcm), sampleRateHz, rateHz))
  }
  /** By another build of libopus than the one that encodes: all that comes out of the decoder, its delay dropped. */
  async function decodedByReference(bytes: Uint8Array, rateHz: 8000 | 16_000, count: number): Promise<Int16Array> {
    const decoder = new OpusDecoder({ sampleRate: rateHz, channels: 1, preSkip: 0 })
    await decoder.ready
    const size = opusPacketBytes(rateHz)
    const packets = Array.from({ length: bytes.length / size }, (_, at) => bytes.slice(at * size, (at + 1) * size))
    const { channelData } = decoder.decodeFrames(packets)
    decoder.free()
    const delay = (rateHz * 13) / 2000
    return int16Pcm((channelData[0] ?? new Float32Array(0)).slice(delay, delay + count))
  }
  const clipOf = (pcm: Int16Array, sampleRateHz: 8000 | 16_000, pauseSamples = 0): BundleClip => ({
    ...{ codec: 'opus', sampleRateHz, sampleCount: pcm.length, pauseSamples },
    ...storedSound(pcm, { codec: 'opus', sampleRateHz }),
  })

  it.each(rates)('is handed out by C in packets that libopus plays as the reference does, at %i Hz', async (rateHz) => {
    const pcm = await sentence(rateHz)
    const clip = clipOf(pcm, rateHz, 100)
    const heard = await playedByC(clip)
    const reference = await decodedByReference(clip.bytes, rateHz, pcm.length)
    expect(heard.length).toBe(pcm.length + 100)
    expect(decibels(reference, heard.subarray(0, pcm.length))).toBeGreaterThan(40) // two builds round otherwise
    expect(heard.subarray(pcm.length).every((sample) => sample === 0)).toBe(true)
  })

  it.each(rates)('is in step with the sound that went in, at %i Hz', async (rateHz) => {
    const pcm = await sentence(rateHz)
    const heard = await playedByC(clipOf(pcm, rateHz))
    const likeness = (shift: number): number =>
      correlation(pcm.subarray(40, -40), heard.subarray(40 + shift, heard.length - 40 + shift))
    const shifts = Array.from({ length: 41 }, (_, at) => at - 20)
    const best = shifts.reduce((a, b) => (likeness(b) > likeness(a) ? b : a))
    expect(Math.abs(best) / rateHz).toBeLessThanOrEqual(0.000_25) // a coder of speech has a phase of its own
    expect(likeness(best)).toBeGreaterThan(0.85)
  })

  it('costs 2 KB a second, and is the same bytes again', async () => {
    const pcm = await sentence(16_000)
    const [first, second] = [clipOf(pcm, 16_000), clipOf(pcm, 16_000)]
    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true)
    expect(first.bytes.length).toBe(storedSize(pcm.length, { codec: 'opus', sampleRateHz: 16_000 }))
    expect(first.bytes.length / (pcm.length / 16_000)).toBeLessThan(2100)
  })

  it('gives back as many samples as went in, whatever they are', async () => {
    const sound = fc.int16Array({ minLength: 1, maxLength: 1000 })
    await fc.assert(
      fc.asyncProperty(sound, fc.constantFrom(...rates), async (pcm, rateHz) => {
        expect((await playedByC(clipOf(pcm, rateHz))).length).toBe(pcm.length)
      }),
      { numRuns: 20, seed: 7 },
    )
  })

  it('needs a runtime of format 1.3, and says so', () => {
    const minorOf = (bytes: Uint8Array): number => {
      const entries = directoryOf(bytes)
      const before = entries.slice(
        0,
        entries.findIndex(({ name }) => name === 'METADATA'),
      )
      const start = before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      return new DataView(bytes.buffer).getUint16(start + structs.METADATA.fields.minRuntimeMinor.offset, true)
    }
    expect(minorOf(bundleBytes(saidByOneClip(clipOf(speechLike, 16_000))))).toBe(3)
    const golden = goldenContents()
    const clips = golden.clips?.filter(({ codec }) => codec !== 'opus') ?? []
    expect(minorOf(bundleBytes({ ...golden, clips, promptClips: {} }))).toBe(0)
  })
})

/** Signal to difference. */
function decibels(wanted: Int16Array, got: Int16Array): number {
  const energy = (of: (at: number) => number): number => wanted.reduce((sum, _, at) => sum + of(at) ** 2, 0)
  return (
    10 *
    Math.log10(
      energy((at) => wanted[at] ?? 0) /
        Math.max(
          1,
          energy((at) => (wanted[at] ?? 0) - (got[at] ?? 0)),
        ),
    )
  )
}

function correlation(a: Int16Array, b: Int16Array): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (const [at, x] of a.entries()) {
    const y = b[at] ?? 0
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb)
}

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

  it('carry the sounds without words that the project makes, and its own in place of ours', async () => {
    await mkdir(join(folder, 'audio'))
    const own = wavBytes(new Int16Array(1600).fill(1234), 16_000)
    await writeFile(join(folder, 'audio', `${recordingId(earconText('end'))}.wav`), own)
    const tools = { speaker: letters, recordings: await openRecordings(folder), format: defaultClips }
    const earcons = ['listening', 'end'] as const
    const contents = await clipsOfContents(goldenContents(), { ...tools, earcons }, work)
    const lengthsOf = (name: EarconName): (number | undefined)[] | undefined =>
      contents.promptClips?.[name]?.map((clip) => contents.clips?.[clip]?.sampleCount)
    expect(earconNames.map(lengthsOf)).toEqual([[earconSound('listening').length], undefined, undefined, [1600]])
    const device = await DeviceRuntime.open(wasm, bundleBytes(contents))
    const pause = 4480 // behind every clip
    expect(earconNames.map((name) => device.soundOfEarcon(name)?.pcm.length)).toEqual([
      earconSound('listening').length + pause,
      undefined,
      undefined,
      1600 + pause,
    ])
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
