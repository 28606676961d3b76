// name of an earcon -> its sound, 16 kHz: two or three soft bell tones that say what the device does, in any language, before a word is said.
// Example: earconSound('listening') -> 0.2 s, rising. Rising is "your turn", falling is "that failed", one low tone is "done".
// A project can leave one out (settings.silentEarcons) or have a recording of its own, which is kept as that of the text `earconText(name)`.
// Trap: the microphone is open while 'listening' sounds: a sine with a soft beginning is no voice to the ears (test/unit/speech/earcons.test.ts).

import { earconNames, type EarconName } from '../../../shared/format/contents.ts'
import { earconText } from '../../../shared/earcons.ts'
import { engineRateHz } from './voiceEngine.ts'

interface Tone {
  hertz: number
  startMs: number
  /** Until it is 60 dB softer. */
  ringMs: number
}

const tones: Record<EarconName, readonly Tone[]> = {
  listening: [
    { hertz: 659.3, startMs: 0, ringMs: 160 }, // E5
    { hertz: 880, startMs: 80, ringMs: 200 }, // A5
  ],
  thinking: [{ hertz: 587.3, startMs: 0, ringMs: 120 }], // D5
  notUnderstood: [
    { hertz: 523.3, startMs: 0, ringMs: 180 }, // C5
    { hertz: 392, startMs: 110, ringMs: 260 }, // G4
  ],
  end: [
    { hertz: 659.3, startMs: 0, ringMs: 160 }, // E5
    { hertz: 440, startMs: 90, ringMs: 260 }, // A4
  ],
}

/** Of the loudest moment, below full scale: softer than speech, which is heard for longer. */
const peakDb = -17
const attackMs = 8
/** A bell has a softer octave above its tone. */
const octaveShare = 0.25

export function earconSound(name: EarconName): Float32Array {
  const endMs = Math.max(...tones[name].map(({ startMs, ringMs }) => startMs + ringMs))
  const sound = new Float32Array((endMs * engineRateHz) / 1000)
  for (const tone of tones[name]) ring(sound, tone)
  const highest = sound.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
  const gain = 10 ** (peakDb / 20) / highest
  return sound.map((sample) => sample * gain)
}

/** Of a text that stands for an earcon; null for words. */
export function earconOf(text: string): EarconName | null {
  return earconNames.find((name) => earconText(name) === text) ?? null
}

function ring(sound: Float32Array, { hertz, startMs, ringMs }: Tone): void {
  const start = (startMs * engineRateHz) / 1000
  const length = (ringMs * engineRateHz) / 1000
  for (let at = 0; at < length && start + at < sound.length; at++) {
    const seconds = at / engineRateHz
    const phase = 2 * Math.PI * hertz * seconds
    const strength = Math.min(1, (seconds * 1000) / attackMs) * 10 ** ((-3 * at) / length)
    sound[start + at] = (sound[start + at] ?? 0) + strength * (Math.sin(phase) + octaveShare * Math.sin(2 * phase))
  }
}
