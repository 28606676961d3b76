// PCM of one sentence -> the same without silence around it, at one loudness. Voices and people's recordings go through here alike.
// Example: levelled(trimmed(pcm), loudnessDb). Trap: loudness is that of the parts that sound, or a pause would make a sentence louder.

import { engineRateHz } from './voiceEngine.ts'

/** RMS of what sounds, below full scale. */
export const loudnessDb = -20
const highestPeak = 0.9
const silenceLevel = 0.004
const edgeSeconds = 0.03 // kept around a sentence

/** `floor`: what is softer is silence. */
export function trimmed(pcm: Float32Array, { sampleRateHz = engineRateHz, floor = silenceLevel } = {}): Float32Array {
  const isSound = (sample: number): boolean => Math.abs(sample) > floor
  const edge = Math.round(edgeSeconds * sampleRateHz)
  const first = pcm.findIndex(isSound)
  const last = pcm.findLastIndex(isSound)
  return first < 0 ? new Float32Array(0) : pcm.slice(Math.max(0, first - edge), last + edge)
}

/** Softer than asked for where the peaks would be cut. */
export function levelled(pcm: Float32Array, rmsDb: number): Float32Array {
  const { rms, peak } = levelOf(pcm)
  const gain = Math.min(10 ** (rmsDb / 20) / (rms + 1e-6), highestPeak / Math.max(peak, 1e-6))
  return pcm.map((sample) => sample * gain)
}

/** `rms` is of what sounds; both 0..1. */
export function levelOf(pcm: Float32Array): { rms: number; peak: number } {
  let energy = 0
  let sounding = 0
  let peak = 0
  for (const sample of pcm) {
    peak = Math.max(peak, Math.abs(sample))
    if (Math.abs(sample) <= silenceLevel) continue
    energy += sample * sample
    sounding++
  }
  return { rms: Math.sqrt(energy / Math.max(1, sounding)), peak }
}
