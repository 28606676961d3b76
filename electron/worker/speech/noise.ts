// speech + noise -> speech in a noisy kitchen, at a signal-to-noise ratio. The noises are clips: ours lie in assets/noises, others in a folder.
// Example: mixNoise(question, { noise: pump.pcm, snrDb: 10, seed: 7 }) -> the same samples for the same seed, always.
// Trap: the ratio counts only where someone speaks: pauses would make the noise softer the longer the speaker waits.

import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { randomFrom } from '../../../shared/random.ts'
import { resample } from './resample.ts'
import { parseWav } from './wav.ts'

const sampleRateHz = 16_000
const frameSamples = 0.02 * sampleRateHz

export interface Noise {
  name: string
  pcm: Float32Array // mono, 16 kHz
  sha256: string
}

/** All WAV files of a folder, by name. Errors: file-not-found (no folder, or none in it), wav-invalid. */
export async function readNoises(folder: string): Promise<Noise[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.wav$/i.test(name)).sort()
  if (names.length === 0) throw new AppError('file-not-found', { file: join(basename(folder), '*.wav') })
  return Promise.all(
    names.map(async (file) => {
      const bytes = new Uint8Array(await readFile(join(folder, file)))
      const sound = parseWav(bytes, file)
      return {
        name: file.replace(/\.wav$/i, ''),
        pcm: resample(sound.pcm, sound.sampleRateHz, sampleRateHz),
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }
    }),
  )
}

export interface MixOptions {
  noise: Float32Array
  snrDb: number
  seed: number
}

/** A new array of the length of `speech`, louder than full scale where the sum is. The noise repeats from a seeded place. */
export function mixNoise(speech: Float32Array, { noise, snrDb, seed }: MixOptions): Float32Array {
  if (noise.length === 0) return speech.slice()
  const gain = (speechLevel(speech) / (rootMeanSquare(noise) + 1e-9)) * 10 ** (-snrDb / 20)
  const start = Math.floor(randomFrom(seed)() * noise.length)
  return speech.map((sample, index) => sample + gain * (noise[(start + index) % noise.length] ?? 0))
}

export const rootMeanSquare = (pcm: Float32Array): number =>
  Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, pcm.length))

/** RMS of the windows of 20 ms that are within 25 dB of the loudest one. */
export function speechLevel(pcm: Float32Array): number {
  const levels: number[] = []
  for (let start = 0; start < pcm.length; start += frameSamples) {
    levels.push(rootMeanSquare(pcm.subarray(start, start + frameSamples)))
  }
  const loudest = levels.reduce((highest, level) => Math.max(highest, level), 0)
  const spoken = levels.filter((level) => level > loudest * 10 ** (-25 / 20))
  return Math.sqrt(spoken.reduce((sum, level) => sum + level * level, 0) / Math.max(1, spoken.length))
}
