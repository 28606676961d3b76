// audio/ of a project -> what a person recorded in place of the synthetic voice, by what is said.
// The rule: a recording of a text lies in audio/<recordingId(text)>.wav. Example: "Step 1 of 3. Boil it." -> audio/step-1-of-3-boil-it-7d1c40aa.wav
// A text is a whole utterance, a title, a prompt, or some of its sentences (partsOfText.ts).
// Trap: the id holds a hash of the words, so a recording of words that were changed since is never played for the new ones.

import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { slug } from '../../../../shared/ids.ts'
import { readRegular } from '../../project/regularFile.ts'
import { parseWav } from '../wav.ts'
import type { Sound } from '../wav.ts'

export const recordingsFolder = 'audio'
/** 20 minutes of stereo at 48 kHz, the longest sound that wav.ts takes. */
const largestBytes = 256_000_000

/** Path-safe, readable, and different for different words: white space and Unicode form don't count. */
export function recordingId(text: string): string {
  const words = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  return `${slug(words, 40)}-${createHash('sha256').update(words).digest('hex').slice(0, 8)}`
}

/** Where the recording of a text lies in its project. */
export const recordingPath = (text: string): string => `${recordingsFolder}/${recordingId(text)}.wav`

/** Changes when a recording comes, goes or is made again. */
export async function recordingsStamp(projectFolder: string): Promise<string> {
  const folder = join(projectFolder, recordingsFolder)
  const names = await readdir(folder).catch(() => [])
  const stamps = names.sort().map(async (name) => {
    const { size, mtimeMs } = await stat(join(folder, name))
    return `${name} ${size} ${mtimeMs}`
  })
  return (await Promise.all(stamps)).join('\n')
}

/** The recording of a text, null where there is none. Errors: wav-invalid, naming the file. */
export type Recordings = (text: string) => Promise<Sound | null>

export async function openRecordings(projectFolder: string): Promise<Recordings> {
  const folder = join(projectFolder, recordingsFolder)
  const names = new Set(await readdir(folder).catch(() => []))
  return async (text) => {
    const name = `${recordingId(text)}.wav`
    if (!names.has(name)) return null
    return parseWav(await readRegular(join(folder, name), { name, limit: largestBytes }), name)
  }
}
