// Bytes of a WAV file -> a question's sound at 16 kHz, whatever rate, width and channels it has. For the window and the command line.
// Example: recordedQuestion(bytes, 'ask.wav') -> Float32Array. A recording of ten minutes is refused before anything listens to it.

import { AppError } from '../../../shared/errors.ts'
import { resample } from './resample.ts'
import { speechRateHz } from './understand.ts'
import { parseWav } from './wav.ts'

/** Longer recordings are no questions. */
const longestSeconds = 60

/** Errors: wav-invalid, recording-too-long. */
export function recordedQuestion(bytes: Uint8Array, file: string): Float32Array {
  const { pcm, sampleRateHz } = parseWav(bytes, file)
  const seconds = Math.round(pcm.length / sampleRateHz)
  if (seconds > longestSeconds) throw new AppError('recording-too-long', { seconds, limitSeconds: longestSeconds })
  return resample(pcm, sampleRateHz, speechRateHz)
}
