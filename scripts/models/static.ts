// assets/models/static-{full,small} -> model packs in out/models. The tables are ours, so they are in the repository; scripts/encoder made them.
// Example: await buildStatic('out/models')

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writePack } from './writePack.ts'
import type { PackWords } from './writePack.ts'

export const staticAssets = fileURLToPath(new URL('../../assets/models', import.meta.url))
export const staticIds = ['static-full', 'static-small'] as const
const fileNames = ['pieces.txt', 'rows.bin', 'codebook.bin', 'projection.f32', 'LICENCE']

export async function buildStatic(outFolder: string): Promise<void> {
  for (const id of staticIds) {
    const files = new Map<string, Uint8Array>()
    for (const name of fileNames) files.set(name, await readFile(join(staticAssets, id, name)))
    const words: PackWords = {
      id,
      job: 'encoder',
      name: `token table for microcontrollers (${id}), distilled from all-MiniLM-L6-v2`,
      languages: ['en'],
      licence: 'Apache-2.0',
      source: 'made for Plainspoken, see LICENCE',
    }
    await writePack(outFolder, words, files)
  }
}
