// Questions spoken in real time -> how long the simulator is silent after the last word: hear, rank, speak. Run: npm run bench -- latency
// The sample's manual and questions, a Flite voice, 48 kHz in pieces of 21 ms as a microphone gives them; the button is let go at the last word.
// Goal of issue 5: 500 ms at the 95th percentile on two cores. The physical limit is 0; beside it the same without listening ahead: what the
// ears need for the whole sound once it is there.
// Trap: the voice's own silence at the end is cut off, or the model would get a head start that no person gives it.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { Simulator } from '../../electron/worker/device/simulator.ts'
import { importManual } from '../../electron/worker/importing/importManual.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { sentencesOf } from '../../electron/worker/speech/speak.ts'
import { resample } from '../../electron/worker/speech/resample.ts'
import { floatPcm } from '../../electron/worker/speech/wav.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'
import { Workspace } from '../../electron/worker/workspace.ts'
import { isAppError } from '../../shared/errors.ts'

const rateHz = 48_000
const piece = 1024
const most = 25
const work = { signal: new AbortController().signal, report: (): void => undefined }
const environment = environmentOfCheckout()
const folder = await mkdtemp(join(tmpdir(), 'plainspoken-latency-'))
const workspace = new Workspace(environment)
const { engines } = workspace

try {
  const settings = { name: 'Sample', language: 'en', target: 'sl2610-linux', ranking: {} }
  const store = await ProjectStore.create(join(folder, 'project'), settings)
  const bytes = new Uint8Array(await readFile(join(environment.sampleFolder, 'manual.pdf')))
  await importManual(store, { bytes, fileName: 'manual.pdf' }, work)
  await workspace.open(store)
  const device = await Simulator.open({ bundle: (await workspace.bundle(work)).bytes, engines })
  const file = join(environment.sampleFolder, 'questions.csv')
  const questions = parseQuestions(await readFile(file, 'utf8'), 'questions.csv').slice(0, most)
  const rows: Row[] = []
  for (const { text } of questions) {
    const row = await measured(device, text)
    if (row) rows.push(row)
  }
  rows.shift() // the first one loads what all others share
  print(rows)
} finally {
  await engines.close()
  await rm(folder, { recursive: true, force: true })
}

interface Row {
  hear: number
  rank: number
  speak: number
  whole: number
  /** The ears alone, of the whole sound at once. */
  afterwards: number
}

/** Milliseconds from the last sample of speech; null where the device heard no question. */
async function measured(device: Simulator, text: string): Promise<Row | null> {
  const speaker = await engines.speaker('en')
  const listener = await engines.listener('en')
  const said = await speaker.speak(text, { voice: 'rms', signal: work.signal })
  const sound = trimmed(resample(floatPcm(said.pcm), said.sampleRateHz, rateHz))
  const live = listener.begin({ sampleRateHz: rateHz, ends: 'by-button', vocabulary: device.vocabulary })
  const startedMs = performance.now()
  for (let at = 0; at < sound.length; at += piece) {
    const dueMs = startedMs + ((at + piece) * 1000) / rateHz
    if (dueMs > performance.now()) await pause(dueMs - performance.now())
    await live.push(sound.subarray(at, at + piece))
  }
  const endMs = startedMs + (sound.length * 1000) / rateHz
  try {
    const heard = await live.finish(work)
    const heardMs = performance.now()
    const { reply } = await device.answerHeard(heard)
    const rankedMs = performance.now()
    await speaker.speak(sentencesOf(reply.utterances[0]?.text ?? '')[0] ?? '', { voice: 'slt', signal: work.signal })
    const spokenMs = performance.now()
    const againMs = performance.now()
    await listener.listen(sound, rateHz, { ...work, vocabulary: device.vocabulary })
    const afterwards = performance.now() - againMs
    return {
      hear: heardMs - endMs,
      rank: rankedMs - heardMs,
      speak: spokenMs - rankedMs,
      whole: spokenMs - endMs,
      afterwards,
    }
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

function trimmed(pcm: Float32Array): Float32Array {
  const isLoud = (sample: number): boolean => Math.abs(sample) > 0.01
  return pcm.slice(pcm.findIndex(isLoud), pcm.findLastIndex(isLoud) + 1)
}

function print(rows: readonly Row[]): void {
  const at = (name: keyof Row, share: number): string => {
    const sorted = rows.map((row) => row[name]).sort((a, b) => a - b)
    return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(0).padStart(6)
  }
  console.log(`${rows.length} questions; ms after the last word      median   95 %`)
  for (const [name, label] of [
    ['hear', 'words understood'],
    ['rank', '+ topic found'],
    ['speak', '+ first sentence rendered'],
    ['whole', 'first sound (goal: 500 at 95 %)'],
    ['afterwards', 'ears without listening ahead'],
  ] as const)
    console.log(`${label.padEnd(42)} ${at(name, 0.5)} ${at(name, 0.95)}`)
}
