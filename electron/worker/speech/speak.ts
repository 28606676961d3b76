// text -> 16 kHz PCM at one loudness, sentence by sentence, with what was said lately kept.
// Example: await speaker.speak('Danger: unplug it first. Then open the door.', { voice: 'slt', signal }) -> { pcm, sampleRateHz: 16000 }.
// Trap: voices differ by 6 dB in loudness and bring 200 ms of silence at both ends: sentences are trimmed, levelled and joined by one pause.

import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { fliteVoices, openFlite, type FliteVoice } from './flite.ts'
import { speechPackFor } from './speechPack.ts'
import { int16Pcm } from './wav.ts'

const sampleRateHz = 16_000
/** Silence behind each sentence. */
export const pauseSamples = 0.28 * sampleRateHz
const edgeSamples = 0.03 * sampleRateHz // kept around a sentence
export const loudnessDb = -20 // RMS of the parts that sound, below full scale
const highestPeak = 0.9
const silenceLevel = 0.004
/** A sentence without a full stop must not hold the thread for seconds. */
const longestSentence = 240
const cacheBytes = 32e6 // about 17 minutes of speech

export interface Speaker {
  voices: { id: string; name: string; language: string }[]
  /** Errors: usage (no such voice). An empty text is no sound. */
  speak: (text: string, options: { voice?: string; signal: AbortSignal }) => Promise<Spoken>
  close: () => Promise<void>
}

export interface Spoken {
  pcm: Int16Array<ArrayBuffer> // mono
  sampleRateHz: number
}

/** Errors: language-not-supported (no pack for it), model-missing, model-damaged. */
export async function openSpeaker({
  modelsFolder,
  language,
}: {
  modelsFolder: string
  language: string
}): Promise<Speaker> {
  const flite = await openFlite(modelsFolder, await speechPackFor(modelsFolder, 'text-to-speech', language))
  const cache = new SoundCache(cacheBytes)
  const sentenceSound = (sentence: string, voice: FliteVoice): Int16Array =>
    cache.get(`${voice} ${sentence}`, () => int16Pcm(levelled(trimmed(flite.speak(sentence, voice)))))
  return {
    voices: fliteVoices.map((voice) => ({ ...voice })),
    speak: async (text, { voice, signal }) => {
      const known = voiceOf(voice)
      const sounds: Int16Array[] = []
      for (const sentence of sentencesOf(text)) {
        await setImmediate() // let a cancel and other requests in
        signal.throwIfAborted()
        sounds.push(sentenceSound(sentence, known))
      }
      return { pcm: joined(sounds), sampleRateHz }
    },
    close: () => {
      cache.clear()
      return Promise.resolve()
    },
  }
}

function voiceOf(id: string | undefined): FliteVoice {
  const voice = id === undefined ? fliteVoices[0] : fliteVoices.find((candidate) => candidate.id === id)
  if (!voice) {
    const known = fliteVoices.map((candidate) => candidate.id).join(', ')
    throw new AppError('usage', { reason: `There is no voice "${id ?? ''}"; there are ${known}` })
  }
  return voice.id
}

/** Sentences, and long ones at a comma or a space; joined by spaces they are the text again. */
export function sentencesOf(text: string): string[] {
  const sentences = text.trim().split(/(?<=[.!?:])\s+/)
  return sentences.flatMap(pieces).filter((sentence) => sentence !== '')
}

function pieces(sentence: string): string[] {
  if (sentence.length <= longestSentence) return [sentence]
  const head = sentence.slice(0, longestSentence)
  const comma = head.lastIndexOf(', ') + 1
  const cut = comma > longestSentence / 3 ? comma : head.lastIndexOf(' ')
  const end = cut > 0 ? cut : longestSentence
  return [sentence.slice(0, end).trim(), ...pieces(sentence.slice(end).trim())]
}

function trimmed(pcm: Float32Array): Float32Array {
  const isSound = (sample: number): boolean => Math.abs(sample) > silenceLevel
  const first = pcm.findIndex(isSound)
  const last = pcm.findLastIndex(isSound)
  return first < 0 ? new Float32Array(0) : pcm.slice(Math.max(0, first - edgeSamples), last + edgeSamples)
}

function levelled(pcm: Float32Array): Float32Array {
  let energy = 0
  let sounding = 0
  let peak = 1e-6
  for (const sample of pcm) {
    peak = Math.max(peak, Math.abs(sample))
    if (Math.abs(sample) <= silenceLevel) continue
    energy += sample * sample
    sounding++
  }
  const rms = Math.sqrt(energy / Math.max(1, sounding)) + 1e-6
  const gain = Math.min(10 ** (loudnessDb / 20) / rms, highestPeak / peak)
  return pcm.map((sample) => sample * gain)
}

function joined(sounds: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const length = sounds.reduce((sum, sound) => sum + sound.length + pauseSamples, 0)
  const pcm = new Int16Array(length)
  let offset = 0
  for (const sound of sounds) {
    pcm.set(sound, offset)
    offset += sound.length + pauseSamples
  }
  return pcm
}

/** Sounds by key, the one not used for longest goes first. */
class SoundCache {
  private readonly sounds = new Map<string, Int16Array>() // in order of last use
  private bytes = 0

  constructor(private readonly limitBytes: number) {}

  get(key: string, make: () => Int16Array): Int16Array {
    const kept = this.sounds.get(key)
    const sound = kept ?? make()
    this.sounds.delete(key)
    this.sounds.set(key, sound)
    if (!kept) this.bytes += sound.byteLength
    for (const [oldest, { byteLength }] of this.sounds) {
      if (this.bytes <= this.limitBytes) break
      this.sounds.delete(oldest)
      this.bytes -= byteLength
    }
    return sound
  }

  clear(): void {
    this.sounds.clear()
    this.bytes = 0
  }
}
