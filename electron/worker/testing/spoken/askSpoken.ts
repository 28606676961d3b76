// A device and a questions file -> the device really asked: voices, rooms, threads and cache put together for the window and the CLI.
// Example: await askSpoken(questions, { voices: 'all', rooms: [plainRoom] }, { simulator, engines, cacheFolder }, work) -> SpokenReport.

import { availableParallelism } from 'node:os'
import type { Work } from '../../../../shared/domain.ts'
import { allNoises, type Room } from '../../../../shared/room.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Simulator } from '../../device/simulator.ts'
import type { Engines } from '../../engines.ts'
import { readNoises, type Noise } from '../../speech/noise.ts'
import type { Question } from '../questions.ts'
import { openEars } from './ears.ts'
import { noCache, openHeardCache } from './heardCache.ts'
import { runSpokenSuite, type SpokenReport } from './spokenSuite.ts'

export interface SpokenOptions {
  voices: readonly string[] | 'all'
  rooms: readonly Room[]
  /** Of other noises than ours. */
  noisesFolder?: string
}

export interface AskedOf {
  simulator: Simulator
  engines: Engines
  /** Of the project; null for a bundle alone. */
  cacheFolder: string | null
}

/** More threads would share the cores and take 250 MB each. */
const mostThreads = 4

/** Errors: language-not-supported, model-missing, usage (no such voice or noise), file-not-found (no noises). */
export async function askSpoken(
  questions: readonly Question[],
  { voices, rooms, noisesFolder }: SpokenOptions,
  { simulator, engines, cacheFolder }: AskedOf,
  work: Work,
): Promise<SpokenReport> {
  const { modelsFolder, noisesFolder: ours } = engines.environment
  const { language } = simulator.describe()
  const noises = await readNoises(noisesFolder ?? ours)
  rooms.forEach((room) => checkNoise(room, noises))
  const known = (await engines.speaker(language)).voices.map(({ id }) => id)
  const chosen = voices === 'all' ? known : voices
  checkVoices(chosen, known)
  const [everyday, voiceCommand] = await Promise.all([engines.everyday(language), engines.voiceCommand(language)])
  const options = { modelsFolder, language, everyday, noises, vocabulary: simulator.vocabulary, voiceCommand }
  const tools = {
    device: simulator,
    openEars: () => openEars(options, Math.min(mostThreads, availableParallelism())),
    cache: cacheFolder === null ? noCache : await openHeardCache(cacheFolder, options),
    noises,
  }
  return runSpokenSuite(questions, { voices: chosen, rooms, seed: 1 }, tools, work)
}

function checkVoices(chosen: readonly string[], known: readonly string[]): void {
  const unknown = chosen.find((voice) => !known.includes(voice))
  if (unknown === undefined) return
  throw new AppError('usage', { reason: `There is no voice "${unknown}"; there are ${known.join(', ')}` })
}

function checkNoise({ noise, snrDb }: Room, noises: readonly Noise[]): void {
  if (snrDb === null || noise === allNoises || noises.some(({ name }) => name === noise)) return
  const known = noises.map(({ name }) => name).join(', ')
  throw new AppError('usage', { reason: `There is no noise "${noise}"; there are ${known}` })
}
