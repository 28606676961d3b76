// text -> its sound as a bundle would have it: a person's recordings where there are some, else the voice. For what is heard before a bundle
// is built: editing, prompts, targets whose voice is the vendor's.
// Example: await soundOfText('Step 1 of 3. Boil it.', undefined, { recordings, speak }) -> { pcm, sampleRateHz: 16000 }
// Trap: the voice is opened only where something is left to it: a language without one still plays what was recorded.

import { joined } from '../../../../shared/joined.ts'
import { resample } from '../resample.ts'
import { pauseSamples } from '../speak.ts'
import type { Spoken } from '../speak.ts'
import { engineRateHz } from '../voiceEngine.ts'
import { int16Pcm } from '../wav.ts'
import type { Sound } from '../wav.ts'
import { partsOfText } from './partsOfText.ts'
import type { Recordings } from './recordings.ts'

export interface SoundTools {
  recordings: Recordings
  /** By the voice, at 16 kHz with the pause behind it. */
  speak: (text: string) => Promise<Spoken>
}

/** `part`: only that one of the parts that the text is said in, from 0, so that it is heard before the others are made. */
export async function soundOfText(
  text: string,
  part: number | undefined,
  { recordings, speak }: SoundTools,
): Promise<Spoken & { partCount: number }> {
  const parts = await partsOfText(text, recordings)
  const wanted = part === undefined ? parts : parts.slice(part, part + 1)
  const sounds: Int16Array[] = []
  for (const one of wanted) sounds.push(one.recording ? recorded(one.recording) : (await speak(one.text)).pcm)
  const partCount = part === undefined ? 1 : parts.length
  return { pcm: joined(Int16Array, sounds), sampleRateHz: engineRateHz, partCount }
}

function recorded({ pcm, sampleRateHz }: Sound): Int16Array {
  const sound = int16Pcm(resample(pcm, sampleRateHz, engineRateHz))
  const padded = new Int16Array(sound.length + pauseSamples)
  padded.set(sound)
  return padded
}
