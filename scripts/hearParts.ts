// A project or bundle, a questions file, a voice and a room -> word errors at each part of the way from the mouth to the words that are ranked:
// where a question is lost. Run: npx tsx scripts/hearParts.ts <project|bundle> questions.csv [voice] [ratio in dB|quiet] [folder of noises]
// Example: npx tsx scripts/hearParts.ts out/eval/sample assets/sample/questions.csv slt 10
//   the voice alone 8.1, with the room's silence 9.4, as the room records it 27.8, cut to what was spoken 25.9, with the prior 21.8, …
// Trap: on some sixty questions a point is four or five words: one part is better than another only where they are several points apart.

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { openDevice } from '../electron/cli/device.ts'
import { environmentOfCheckout } from '../electron/cli/surroundings.ts'
import { openMoonshine } from '../electron/worker/speech/moonshine.ts'
import type { Transcription } from '../electron/worker/speech/moonshine.ts'
import { readNoises } from '../electron/worker/speech/noise.ts'
import { openSpeaker } from '../electron/worker/speech/speak.ts'
import { repairTranscript } from '../electron/worker/speech/transcriptRepair.ts'
import { samplesOf, utterancesOf } from '../electron/worker/speech/understand.ts'
import { openVoiceActivity } from '../electron/worker/speech/voiceActivity.ts'
import { WordPrior } from '../electron/worker/speech/wordPrior.ts'
import { parseQuestions } from '../electron/worker/testing/questions.ts'
import { spokenIn } from '../electron/worker/testing/spoken/hearing.ts'
import { wordErrorRate, wordErrors, type WordErrors } from '../electron/worker/testing/wordErrors.ts'
import { plainRoom } from '../shared/room.ts'

const [place, file, voice = 'slt', ratio = 'quiet', noisesFolder] = process.argv.slice(2)
if (place === undefined || file === undefined) throw new Error('usage: hearParts.ts <project|bundle> questions.csv …')
const { signal } = new AbortController()
const environment = environmentOfCheckout()
const { modelsFolder } = environment
const device = await openDevice(place, { signal, report: () => undefined })
const { vocabulary } = device.simulator
const prior = new WordPrior([...vocabulary.sentences, ...(await device.engines.everyday('en'))])
const [speaker, activity, model, noises] = await Promise.all([
  openSpeaker({ modelsFolder, language: 'en' }),
  openVoiceActivity(modelsFolder),
  openMoonshine({ modelsFolder, pack: 'moonshine-tiny-en', now: () => performance.now() }),
  readNoises(noisesFolder ?? environment.noisesFolder),
])
const room = { ...plainRoom, snrDb: ratio === 'quiet' ? null : Number(ratio) }

const parts = new Map<string, WordErrors[]>()
const questions = parseQuestions(await readFile(file, 'utf8'), basename(file))
for (const [at, { text }] of questions.entries()) {
  const count = (part: string, heard: string): void => {
    parts.set(part, [...(parts.get(part) ?? []), wordErrors(text, heard)])
  }
  const hear = (sound: Float32Array): Promise<Transcription> => model.transcribe(sound, { signal })
  const quiet = await spokenIn({ text, voice, room: plainRoom, seed: at }, { speaker, noises }, signal)
  const recorded = await spokenIn({ text, voice, room, seed: at }, { speaker, noises }, signal)
  count('the voice alone', (await hear(alone(quiet))).text)
  count("with the room's silence", (await hear(quiet)).text)
  count('as the room records it', (await hear(recorded)).text)
  const [utterance] = utterancesOf(await activity.segments(recorded, signal))
  const cut = utterance ? samplesOf(recorded, utterance) : null
  count('cut to what was spoken', cut ? (await hear(cut)).text : '')
  const guided = cut && (await model.transcribe(cut, { signal, prior }))
  count('with the prior', guided?.text ?? '')
  const mended = guided && (await repairTranscript(guided.words, { vocabulary, prior, fits: guided.fits }))
  count('mended', mended?.words.map((word) => word.text).join(' ') ?? '')
  count('best of the readings', bestOf(text, guided?.readings ?? []))
}
console.log(`${basename(file)}, ${questions.length} questions, ${voice}, ${ratio}: word errors in %`)
for (const [part, rows] of parts) console.log(`${part.padEnd(26)}${(100 * wordErrorRate(rows)).toFixed(1).padStart(6)}`)
await Promise.all([speaker.close(), activity.close(), model.close(), device.close()])

/** Without the silence around it. */
function alone(sound: Float32Array): Float32Array {
  const isSound = (sample: number): boolean => sample !== 0
  return sound.slice(sound.findIndex(isSound), sound.findLastIndex(isSound) + 1)
}

/** What ranking could reach if it knew which reading is right. */
function bestOf(said: string, readings: readonly { text: string }[]): string {
  const errorsOf = (text: string): number => wordErrors(said, text).errors
  return readings.reduce((best, { text }) => (errorsOf(text) < errorsOf(best) ? text : best), readings[0]?.text ?? '')
}
