// A manual -> what the device says of it, spoken by a voice and heard by our own ears, sentence by sentence: where a number, a unit or a code
// is not heard as it stands, a person will not understand it either.
// Run: npx tsx scripts/hearItself.ts [manual.pdf] [topics] -> the sentences that were heard otherwise, worst first, and the word errors of all.
// Trap: the ears make errors of their own (about 5 % on this voice): a list to read, not a gate.

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { environmentOfCheckout } from '../electron/cli/surroundings.ts'
import { Engines } from '../electron/worker/engines.ts'
import { topicsFromPdf } from '../electron/worker/pipeline/pipeline.ts'
import { sentencesOf } from '../electron/worker/speech/speak.ts'
import { floatPcm } from '../electron/worker/speech/wav.ts'
import { wordErrorRate, wordErrors } from '../electron/worker/testing/wordErrors.ts'
import { manualId } from '../shared/ids.ts'
import { isAppError } from '../shared/errors.ts'

const environment = environmentOfCheckout()
const [file = join(environment.sampleFolder, 'manual.pdf'), most = '10'] = process.argv.slice(2)
const work = { signal: new AbortController().signal, report: () => undefined }
const engines = new Engines(environment)
const { topics } = await topicsFromPdf(
  new Uint8Array(await readFile(file)),
  { manual: manualId('manual'), language: 'en' },
  work,
)
const sentences = topics
  .filter(({ isSpoken }) => isSpoken)
  .slice(0, Number(most))
  .flatMap(({ hazards, steps }) => [...hazards, ...steps].flatMap(({ spoken }) => sentencesOf(spoken)))
const [speaker, listener] = await Promise.all([engines.speaker('en'), engines.listener('en')])
const results = []
for (const said of new Set(sentences)) {
  const { pcm, sampleRateHz } = await speaker.speak(said, work)
  const padded = new Float32Array(pcm.length + sampleRateHz)
  padded.set(floatPcm(pcm), sampleRateHz / 2)
  const heard = await listener.listen(padded, sampleRateHz, work).then(
    ({ transcript }) => transcript,
    (error: unknown) => {
      if (isAppError(error)) return `(${error.code})`
      throw error
    },
  )
  results.push({ said, heard, ...wordErrors(said, heard) })
}
for (const { said, heard, errors } of results.filter((one) => one.errors > 0).sort((a, b) => b.errors - a.errors))
  console.log(`${errors}  ${said}\n   ${heard}\n`)
console.log(
  `${basename(file)}: ${results.length} sentences, word errors ${(100 * wordErrorRate(results)).toFixed(1)} %`,
)
await engines.close()
