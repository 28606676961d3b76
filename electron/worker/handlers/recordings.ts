// Handlers of recording.*: a person's own voice for a sentence of the open project, checked, trimmed and as loud as the synthetic one.
// Trap: what is recorded is what the device says, which is the text with the project's pronunciation: the same words as in the bundle.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TakenRecording } from '../../../shared/ipc/recordings.ts'
import type { HandlersOf } from '../handlers.ts'
import { commitFiles } from '../project/journal.ts'
import { openRecordings, recordingPath } from '../speech/clips/recordings.ts'
import { takeRecording } from '../speech/clips/takeRecording.ts'
import type { Sound } from '../speech/wav.ts'
import { earconOf } from '../speech/earcons.ts'
import { parseWav, wavBytes } from '../speech/wav.ts'
import { lexiconOf, pronounced } from '../topics/spokenText/pronounce.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

export function recordingHandlers(workspace: Workspace): HandlersOf<'recording'> {
  const wordsOf = (text: string): string =>
    earconOf(text) ? text : pronounced(text, lexiconOf(workspace.store.project.settings))

  /** The device is told to begin anew: it would sound otherwise now. */
  const changed = (): void => workspace.onChange(workspace.view())

  async function keep(sound: Sound, text: string): Promise<TakenRecording> {
    const words = wordsOf(text)
    const taken = takeRecording(sound, earconOf(text) ? '' : words)
    const { pcm, sampleRateHz } = taken.sound
    await commitFiles(workspace.store.folder, new Map([[recordingPath(words), wavBytes(pcm, sampleRateHz)]]))
    changed()
    return { durationMs: durationOf(taken.sound), remarks: taken.remarks }
  }

  return {
    'recording.list': async ({ texts }) => {
      const recordings = await openRecordings(workspace.store.folder)
      return Promise.all(
        texts.map(async (text) => {
          const sound = await recordings(wordsOf(text))
          return sound && { durationMs: durationOf(sound) }
        }),
      )
    },
    'recording.take': async ({ text }, { path }) => {
      const file = chosen(path)
      return keep(parseWav(new Uint8Array(await readFile(file)), basename(file)), text)
    },
    'recording.keep': ({ text, pcm, sampleRateHz }) => keep({ pcm, sampleRateHz }, text),
    'recording.remove': async ({ text }) => {
      await commitFiles(workspace.store.folder, new Map([[recordingPath(wordsOf(text)), null]]))
      changed()
    },
  }
}

const durationOf = ({ pcm, sampleRateHz }: Sound): number => (pcm.length / sampleRateHz) * 1000
