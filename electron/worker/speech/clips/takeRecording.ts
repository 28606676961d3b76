// A person's recording, from a file or the microphone -> what the device plays: 16 kHz mono without silence around it, as loud as the voice,
// and remarks on what they may want to record again.
// Example: takeRecording({ pcm, sampleRateHz: 48_000 }, 'Boil it.') -> { sound, remarks: ['clipped'] }
// Trap: remarks are of the recording as it came: once it is levelled, nobody can tell that it was too soft.

import { AppError } from '../../../../shared/errors.ts'
import type { RecordingRemark } from '../../../../shared/ipc/recordings.ts'
import { levelled, levelOf, loudnessDb, trimmed } from '../loudness.ts'
import { resample } from '../resample.ts'
import type { Sound } from '../wav.ts'

export interface TakenRecording {
  sound: Sound
  remarks: RecordingRemark[]
}

export const recordingRateHz = 16_000
/** Longer than any answer is listened to. */
export const longestRecordingSeconds = 120
const shortestSeconds = 0.15
/** Below full scale: what is softer than this at its loudest is no speech. */
const silentPeakDb = -50
const softDb = -40
/** Samples at the very edge of what can be written; a few are a click, many are an overdriven microphone. */
const fullScale = 0.995
const mostFullFraction = 0.0005
/** Speech over what is heard between the words. */
const leastSpeechOverNoiseDb = 15
/** A calm voice says 15 characters a second; half and more than twice as many seconds are another text. */
const secondsPerCharacter = 0.066
const windowSeconds = 0.05

/** Errors: clip-too-long, recording-silent. */
export function takeRecording({ pcm, sampleRateHz }: Sound, text: string): TakenRecording {
  const seconds = pcm.length / sampleRateHz
  if (seconds > longestRecordingSeconds)
    throw new AppError('clip-too-long', { seconds: Math.round(seconds), limitSeconds: longestRecordingSeconds })
  const { peak } = levelOf(pcm)
  if (decibels(peak) < silentPeakDb) throw new AppError('recording-silent')
  const windows = windowLevels(pcm, sampleRateHz)
  const noise = quantile(windows, 0.05)
  const speech = quantile(windows, 0.9)
  const floor = Math.min(peak / 10, Math.max(peak / 100, 4 * noise))
  const sounding = trimmed(pcm, { sampleRateHz, floor })
  const soundingSeconds = sounding.length / sampleRateHz
  if (soundingSeconds < shortestSeconds) throw new AppError('recording-silent')
  const full = pcm.reduce((count, sample) => count + (Math.abs(sample) >= fullScale ? 1 : 0), 0)
  const usualSeconds = text.length * secondsPerCharacter
  const remarks: [RecordingRemark, boolean][] = [
    ['clipped', full > mostFullFraction * pcm.length],
    ['soft', decibels(speech) < softDb],
    ['noisy', decibels(speech) - decibels(noise) < leastSpeechOverNoiseDb],
    ['narrow', sampleRateHz < recordingRateHz],
    ['short', soundingSeconds < usualSeconds / 2],
    ['long', soundingSeconds > usualSeconds * 2.5 + 1],
  ]
  const clean = levelled(resample(sounding, sampleRateHz, recordingRateHz), loudnessDb)
  return {
    sound: { pcm: clean, sampleRateHz: recordingRateHz },
    remarks: remarks.filter(([, holds]) => holds).map(([remark]) => remark),
  }
}

const decibels = (level: number): number => 20 * Math.log10(level + 1e-9)

/** RMS of each twentieth of a second, softest first. */
function windowLevels(pcm: Float32Array, sampleRateHz: number): number[] {
  const length = Math.max(1, Math.round(windowSeconds * sampleRateHz))
  const levels: number[] = []
  for (let at = 0; at + length <= pcm.length; at += length) {
    let energy = 0
    for (const sample of pcm.subarray(at, at + length)) energy += sample * sample
    levels.push(Math.sqrt(energy / length))
  }
  return levels.sort((a, b) => a - b)
}

const quantile = (sorted: readonly number[], fraction: number): number =>
  sorted[Math.floor(fraction * (sorted.length - 1))] ?? 0
