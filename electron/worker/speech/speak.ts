// text -> 16 kHz PCM at one loudness, sentence by sentence, with what was said lately kept.
// Example: await speaker.speak('Danger: unplug it first. Then open the door.', { voice: 'slt', signal }) -> { pcm, sampleRateHz: 16000 }.
// Whatever makes the sound (voiceEngine.ts), it comes out alike.   Trap: voices differ by 6 dB in loudness and bring 200 ms of silence at both ends: sentences are trimmed, levelled and joined by one pause.

import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { LanguageTag } from '../../../shared/domain.ts'
import { openFlite } from './flite.ts'
import { levelled, loudnessDb, trimmed } from './loudness.ts'
import { speechPackFor } from './speechPack.ts'
import { openVoiceCommand } from './voiceCommand.ts'
import type { VoiceCommand } from './voiceCommand.ts'
import { engineRateHz as sampleRateHz } from './voiceEngine.ts'
import type { Delivery, VoiceEngine } from './voiceEngine.ts'
import { int16Pcm } from './wav.ts'

/** Silence behind each sentence. */
export const pauseSamples = 0.28 * sampleRateHz
/** A sentence without a full stop must not hold the thread for seconds. */
const longestSentence = 240
const cacheBytes = 32e6 // about 17 minutes of speech

export interface Speaker {
  voices: VoiceEngine['voices']
  /** Errors: usage (no such voice), voice-command-failed. An empty text is no sound. */
  speak: (text: string, options: SpeakOptions) => Promise<Spoken>
  close: () => Promise<void>
}

export interface SpeakOptions {
  /** The first where absent. */
  voice?: string
  /** 100 is the voice's own pace. */
  ratePercent?: number
  /** Louder or softer than all voices are by themselves. */
  gainDb?: number
  signal: AbortSignal
}

export interface Spoken {
  pcm: Int16Array<ArrayBuffer> // mono
  sampleRateHz: number
}

export interface SpeakerSource {
  modelsFolder: string
  language: LanguageTag
  /** In place of a model pack. */
  command?: VoiceCommand | null
}

/** Errors: language-not-supported (no pack for it), model-missing, model-damaged. */
export async function openSpeaker({ modelsFolder, language, command }: SpeakerSource): Promise<Speaker> {
  return speakerOf(
    command
      ? openVoiceCommand(command, language)
      : await openFlite(modelsFolder, await speechPackFor(modelsFolder, 'text-to-speech', language)),
  )
}

function speakerOf(engine: VoiceEngine): Speaker {
  const cache = new SoundCache(cacheBytes)
  async function soundOf(sentence: string, { gainDb, ...how }: Delivery & { gainDb: number }): Promise<Int16Array> {
    const key = `${how.voice} ${how.ratePercent} ${gainDb} ${sentence}`
    const known = cache.get(key)
    if (known) return known
    const sound = int16Pcm(levelled(trimmed(await engine.say(sentence, how)), loudnessDb + gainDb))
    cache.keep(key, sound)
    return sound
  }
  return {
    voices: engine.voices,
    speak: async (text, { voice, ratePercent = 100, gainDb = 0, signal }) => {
      const how = { voice: knownVoice(engine, voice), ratePercent, gainDb, signal }
      const sounds: Int16Array[] = []
      for (const sentence of sentencesOf(text)) {
        await setImmediate() // let a cancel and other requests in
        signal.throwIfAborted()
        sounds.push(await soundOf(sentence, how))
      }
      return { pcm: joined(sounds), sampleRateHz }
    },
    close: () => {
      cache.clear()
      return Promise.resolve()
    },
  }
}

function knownVoice({ voices }: VoiceEngine, id: string | undefined): string {
  const voice = id === undefined ? voices[0] : voices.find((candidate) => candidate.id === id)
  if (!voice) {
    const known = voices.map((candidate) => candidate.id).join(', ')
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

  get(key: string): Int16Array | undefined {
    const sound = this.sounds.get(key)
    if (!sound) return undefined
    this.sounds.delete(key)
    this.sounds.set(key, sound)
    return sound
  }

  keep(key: string, sound: Int16Array): void {
    this.bytes += sound.byteLength - (this.sounds.get(key)?.byteLength ?? 0)
    this.sounds.set(key, sound)
    for (const [oldest, { byteLength }] of this.sounds) {
      if (this.bytes <= this.limitBytes) break
      this.sounds.delete(oldest)
      this.bytes -= byteLength
    }
  }

  clear(): void {
    this.sounds.clear()
    this.bytes = 0
  }
}
