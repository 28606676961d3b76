// Texts -> sound, sentence by sentence, the next one rendered while the last one is heard: a person waits for one sentence, not for the
// whole answer. There is one loudspeaker: speaking anew stops what is being said. Example: const heard = await speak(['Danger. Unplug it.', 'Lift the filter out.']); heard is false where it was stopped.

import { computed, ref } from 'vue'
import type { OutputOf } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useSettings } from '../stores/settings.ts'

type Clip = OutputOf<'device.speak'>
interface Piece {
  at: number
  part: number
  clip: Clip
}

/** Which of the texts is heard now; null in silence. */
const speaking = ref<number | null>(null)
/** Of the device's knob, as PSP_MAX_VOLUME; a step is 6 dB. */
const loudest = 5
let loudspeaker: AudioContext | null = null
let run = 0
let source: AudioBufferSourceNode | null = null

export function usePlayback() {
  const { settings } = useSettings()

  /** `volume`: 1 to 5 of the device's knob; 5 is all that this computer was set to. */
  async function speak(texts: readonly string[], volume = loudest): Promise<boolean> {
    stop()
    const mine = (run += 1)
    try {
      let next = pieceAt(texts, { at: 0, part: 0 })
      for (;;) {
        const piece = await next
        if (mine !== run) return false
        if (!piece) break
        const { at, part, clip } = piece
        next =
          part + 1 < clip.partCount ? pieceAt(texts, { at, part: part + 1 }) : pieceAt(texts, { at: at + 1, part: 0 })
        next.catch(() => undefined) // looked at when its turn comes; a stop before that needs no complaint
        speaking.value = at
        await play(clip, gainOf(volume))
        if (mine !== run) return false
      }
      return true
    } finally {
      if (mine === run) speaking.value = null
    }
  }

  /** `part`: sentence of the text `at`. Null behind the last text. */
  async function pieceAt(texts: readonly string[], { at, part }: { at: number; part: number }): Promise<Piece | null> {
    const text = texts[at]
    if (text === undefined) return null
    const clip = await api.call('device.speak', { text, part, ...(settings.voice && { voice: settings.voice }) })
    return { at, part, clip }
  }

  /** A sound of its own beside what is being said, which it neither waits for nor stops. */
  async function chime(text: string, volume = loudest): Promise<void> {
    const clip = await api.call('device.speak', { text })
    if (clip.pcm.length > 0) (await sourceOf(clip, gainOf(volume))).start()
  }

  const gainOf = (volume: number): number => settings.volume * 2 ** (volume - loudest)

  async function play(clip: Clip, gain: number): Promise<void> {
    if (clip.pcm.length === 0) return
    const playing = await sourceOf(clip, gain)
    source = playing
    await new Promise<void>((resolve) => {
      playing.addEventListener('ended', () => resolve(), { once: true })
      playing.start()
    })
  }

  return { speak, chime, stop, speaking, isSpeaking: computed(() => speaking.value !== null) }
}

async function sourceOf({ pcm, sampleRateHz }: Clip, gain: number): Promise<AudioBufferSourceNode> {
  loudspeaker ??= new AudioContext()
  await loudspeaker.resume()
  const buffer = loudspeaker.createBuffer(1, pcm.length, sampleRateHz)
  buffer.copyToChannel(
    Float32Array.from(pcm, (sample) => sample / 32768),
    0,
  )
  const knob = new GainNode(loudspeaker, { gain })
  const sounding = new AudioBufferSourceNode(loudspeaker, { buffer })
  sounding.connect(knob).connect(loudspeaker.destination)
  return sounding
}

function stop(): void {
  run += 1
  source?.stop()
  source = null
  speaking.value = null
}
