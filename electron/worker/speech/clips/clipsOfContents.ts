// What a bundle says -> the same with sound: every utterance, title and prompt as a run of clips, equal sentences stored once.
// Example: two procedures that begin with "Warning. Unplug it." share its two clips.
// Trap: a person’s recording goes before the voice (partsOfText.ts). One that was put into the folder by hand is taken as it is; the window
// levels and trims (takeRecording.ts).

import type { ClipFormat, DeviceVoice, Work } from '../../../../shared/domain.ts'
import { earconText } from '../../../../shared/earcons.ts'
import { promptNames } from '../../../../shared/format/contents.ts'
import type { BundleClip, BundleContents, EarconName, PromptName } from '../../../../shared/format/contents.ts'
import { resample } from '../resample.ts'
import { pauseSamples, sentencesOf } from '../speak.ts'
import type { Speaker } from '../speak.ts'
import { deliveryOf } from '../delivery.ts'
import { floatPcm, int16Pcm } from '../wav.ts'
import type { Sound } from '../wav.ts'
import { partsOfText } from './partsOfText.ts'
import { recordingId } from './recordings.ts'
import type { Recordings } from './recordings.ts'
import { storedSound } from './storedSound.ts'

export interface ClipTools {
  /** Null where the language has no voice: then only recordings sound. */
  speaker: Speaker | null
  voice?: DeviceVoice
  recordings: Recordings
  /** Those that the device makes. */
  earcons?: readonly EarconName[]
  format: ClipFormat
}

export const defaultClips: ClipFormat = { codec: 'ima-adpcm', sampleRateHz: 16_000 }

/** Progress counts texts. Errors: wav-invalid (a recording). */
export async function clipsOfContents(contents: BundleContents, tools: ClipTools, work: Work): Promise<BundleContents> {
  const earcons = (tools.earcons ?? []).map((name) => [name, earconText(name)] as const)
  const captions = earcons.map(([, caption]) => caption)
  const set = new ClipSet(tools, new Set([...fullRateTexts(contents, tools.format), ...captions]))
  const texts = new Set([...textsOf(contents), ...captions])
  let done = 0
  for (const text of texts) {
    work.signal.throwIfAborted()
    work.report(done++ / texts.size, 'clips')
    await set.add(text, work.signal)
  }
  const clipsOf = (text: string): number[] => set.clipsOf(text)
  return {
    ...contents,
    clips: set.clips,
    promptClips: Object.fromEntries([...promptsOf(contents), ...earcons].map(([name, text]) => [name, clipsOf(text)])),
    topics: contents.topics.map((topic) => ({
      ...topic,
      titleClips: clipsOf(topic.title),
      utterances: topic.utterances.map((utterance) => ({ ...utterance, clips: clipsOf(utterance.text) })),
      ...(topic.offers && { offers: topic.offers.map((offer) => ({ ...offer, clips: clipsOf(offer.text) })) }),
    })),
  }
}

/** Prompts and titles are said together ("Did you mean …"), so they have one rate; the rest where a topic of another kind says it. */
function fullRateTexts(contents: BundleContents, { lowRateKinds = [] }: ClipFormat): string[] {
  const full = contents.topics.filter(({ kind }) => !lowRateKinds.includes(kind))
  return [...contents.topics.map(({ title }) => title), ...textsOf({ ...contents, topics: full })]
}

function textsOf({ topics, ...contents }: BundleContents): string[] {
  const said = topics.flatMap(({ title, utterances, offers = [] }) => [
    title,
    ...[...utterances, ...offers].map(({ text }) => text),
  ])
  return [...promptsOf(contents).map(([, text]) => text), ...said]
}

const promptsOf = ({ prompts }: Pick<BundleContents, 'prompts'>): [PromptName, string][] =>
  promptNames.map((name) => [name, prompts[name]])

/** Clips in the order of first use, found again by their words. */
class ClipSet {
  readonly clips: BundleClip[] = []
  readonly #tools: ClipTools
  readonly #runs = new Map<string, number[]>()
  readonly #numbers = new Map<string, number>()

  /** Texts and sentences at the format's own rate; all others are stored at 8 kHz. */
  readonly #full: ReadonlySet<string>

  constructor(tools: ClipTools, fullRateTexts: ReadonlySet<string>) {
    this.#tools = tools
    this.#full = new Set([...fullRateTexts, ...[...fullRateTexts].flatMap(sentencesOf)])
  }

  clipsOf = (text: string): number[] => this.#runs.get(text) ?? []

  async add(text: string, signal: AbortSignal): Promise<void> {
    const numbers: number[] = []
    for (const part of await partsOfText(text, this.#tools.recordings)) {
      const { recording } = part
      const number = recording ? this.#recorded(part.text, recording) : await this.#spoken(part.text, signal)
      if (number !== null) numbers.push(number)
    }
    this.#runs.set(text, numbers)
  }

  #recorded(text: string, { pcm, sampleRateHz }: Sound): number {
    const key = `recorded ${recordingId(text)}`
    return this.#numbers.get(key) ?? this.#keep(key, { pcm, sampleRateHz }, this.#rateOf(text))
  }

  async #spoken(sentence: string, signal: AbortSignal): Promise<number | null> {
    const { speaker, voice = {} } = this.#tools
    const known = this.#numbers.get(sentence)
    if (known !== undefined) return known
    if (!speaker) return null
    const { pcm, sampleRateHz } = await speaker.speak(sentence, { signal, ...deliveryOf(voice, speaker) })
    const sounding = pcm.subarray(0, pcm.length - pauseSamples)
    if (sounding.length === 0) return null
    return this.#keep(sentence, { pcm: floatPcm(sounding), sampleRateHz }, this.#rateOf(sentence))
  }

  #keep(key: string, sound: Sound, sampleRateHz: ClipFormat['sampleRateHz']): number {
    const { codec } = this.#tools.format
    const samples = int16Pcm(resample(sound.pcm, sound.sampleRateHz, sampleRateHz))
    const number = this.clips.length
    const pause = Math.round((pauseSamples * sampleRateHz) / 16_000)
    const stored = storedSound(samples, { codec, sampleRateHz })
    this.clips.push({ codec, sampleRateHz, sampleCount: samples.length, pauseSamples: pause, ...stored })
    this.#numbers.set(key, number)
    return number
  }

  #rateOf(text: string): ClipFormat['sampleRateHz'] {
    const isFull = this.#full.has(text) || sentencesOf(text).some((sentence) => this.#full.has(sentence)) // a recording of several sentences
    return isFull ? this.#tools.format.sampleRateHz : 8000
  }
}
