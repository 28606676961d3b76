// assets/models/{static-full,static-small,network} -> model packs in out/models. They are ours, so they are in the repository: staticTables.ts and
// scripts/encoder made them.
// Example: await buildStatic('out/models')

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writePack } from './writePack.ts'
import type { PackWords } from './writePack.ts'

export const staticAssets = fileURLToPath(new URL('../../assets/models', import.meta.url))
export const staticIds = ['static-full', 'static-small', 'network'] as const
const fileNames = ['pieces.txt', 'rows.bin', 'codebook.bin', 'projection.f32', 'LICENCE']
const words = {
  'static-full': 'token table for microcontrollers, 256 dimensions',
  'static-small': 'token table for microcontrollers, 128 dimensions',
  network: 'token table and two convolutions for microcontrollers',
}

export async function buildStatic(outFolder: string): Promise<void> {
  for (const id of staticIds) {
    const files = new Map<string, Uint8Array>()
    const names = id === 'network' ? [...fileNames, 'network.bin'] : fileNames
    for (const name of names) files.set(name, await readFile(join(staticAssets, id, name)))
    const about: PackWords = {
      id,
      job: 'encoder',
      name: `${words[id]} (${id}), distilled from all-MiniLM-L6-v2`,
      languages: ['en'],
      licence: 'Apache-2.0',
      source: 'made for Plainspoken, see LICENCE',
    }
    await writePack(outFolder, about, files)
  }
}
