// The speech packs of out/models, built from node_modules where they are missing; and a Work that nobody watches.
import { fileURLToPath } from 'node:url'
import type { Work } from '../../../shared/domain.ts'
import { buildSpeechPacks } from '../../../scripts/models/speech.ts'

export const modelsFolder = fileURLToPath(new URL('../../../out/models', import.meta.url))
export const buildModels = () => buildSpeechPacks(modelsFolder)
export const quietWork: Work = { signal: new AbortController().signal, report: () => {} }

export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: unknown; name: string }) => (typeof error.code === 'string' ? error.code : error.name),
  )

/** Half a second of silence before and after, as a microphone gives it. */
export function inSilence(pcm: Float32Array) {
  const padded = new Float32Array(pcm.length + 16_000)
  padded.set(pcm, 8000)
  return padded
}
