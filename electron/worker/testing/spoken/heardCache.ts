// asks -> what was heard of them in an earlier run, on disk: a suite that was cancelled or asked again goes on where it was.
// The key is everything that decides what is heard: words, voice, room, noise, models, vocabulary and the version of our own code.
// Example: .cache/spoken/3f/3fa2….json. Trap: .cache may be deleted or damaged at any time: an unreadable file is the same as none.

import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { writeFileWhole } from '../../files/writeWhole.ts'
import { listModelPacks } from '../../models/modelPack.ts'
import { readIfRegular } from '../../project/regularFile.ts'
import { noiseOf } from '../../speech/room.ts'
import type { EarsOptions } from './ears.ts'
import { heardAskSchema, type HeardAsk, type SpokenAsk } from './hearing.ts'

/** Raised when code of ours hears or speaks otherwise than before. */
const hearingVersion = 7

export interface HeardCache {
  get: (ask: SpokenAsk) => Promise<HeardAsk | null>
  keep: (ask: SpokenAsk, heard: HeardAsk) => Promise<void>
}

/** Where there is no project to keep it in. */
export const noCache: HeardCache = { get: () => Promise.resolve(null), keep: () => Promise.resolve() }

export async function openHeardCache(cacheFolder: string, options: EarsOptions): Promise<HeardCache> {
  const { language, voiceCommand } = options
  const surroundings = hashOf([
    hearingVersion,
    language,
    await modelHashes(options),
    vocabularyOf(options),
    ...(voiceCommand ? [voiceCommand] : []),
  ])
  const pathOf = (ask: SpokenAsk): string => {
    const noise = noiseOf(ask.room, { noises: options.noises, seed: ask.seed })?.sha256 ?? null
    const { text, voice, room, seed } = ask
    const key = hashOf([surroundings, text, voice, Object.entries(room).sort(), seed, noise])
    return join(cacheFolder, 'spoken', key.slice(0, 2), `${key}.json`)
  }
  return {
    get: async (ask) => {
      const text = await readIfRegular(pathOf(ask))
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), heardAskSchema), text)
      return parsed.success ? parsed.output : null
    },
    keep: async (ask, heard) => {
      const path = pathOf(ask)
      await mkdir(dirname(path), { recursive: true })
      await writeFileWhole(path, JSON.stringify(heard))
    },
  }
}

async function modelHashes({ modelsFolder }: EarsOptions): Promise<string[]> {
  const packs = await Promise.all(
    (['speech-to-text', 'voice-activity', 'text-to-speech'] as const).map((job) => listModelPacks(modelsFolder, job)),
  )
  return packs.flat().flatMap(({ files }) => files.map(({ sha256 }) => sha256))
}

const vocabularyOf = ({ vocabulary, everyday }: EarsOptions): unknown[] => [
  vocabulary.terms,
  [...vocabulary.words].sort(),
  vocabulary.sentences,
  everyday,
]

const hashOf = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
