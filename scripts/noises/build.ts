// Code -> assets/noises/{pump,fan,water}.wav: what the room of the simulator and of spoken suites sounds like. Ours, CC0.
// Example: npx tsx scripts/noises/build.ts [--check]

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { wavBytes } from '../../electron/worker/speech/wav.ts'
import { kitchenNoise, noiseNames } from './kitchenNoise.ts'

const folder = resolve(import.meta.dirname, '../../assets/noises')
mkdirSync(folder, { recursive: true })
for (const name of noiseNames) {
  const file = join(folder, `${name}.wav`)
  const bytes = Buffer.from(wavBytes(kitchenNoise(name), 16_000))
  if (!process.argv.includes('--check')) writeFileSync(file, bytes)
  else if (!readFileSync(file).equals(bytes)) process.exitCode = 1
}
