// How long from the end of speech to the first sound, with its parts. Real models, a real device where a project or bundle is named.
// Example: npx tsx test/bench/speech.ts dishwasher.psb       Without a bundle: listening and speaking only.
// Trap: the first question opens the models; it is asked twice and not counted the first time.

import { readFile } from 'node:fs/promises'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { Simulator } from '../../electron/worker/device/simulator.ts'
import { Engines } from '../../electron/worker/engines.ts'
import { sentencesOf } from '../../electron/worker/speech/speak.ts'
import { floatPcm } from '../../electron/worker/speech/wav.ts'
import type { Work } from '../../shared/domain.ts'

const questions = [
  'How do I clean the filter?',
  'My glasses come out cloudy.',
  'There is water on the floor and it will not stop.',
  'Which program should I use for pots and pans that are very dirty?',
  'The door does not close.',
  'Why is it so loud?',
  'How much salt do I need and where do I put it?',
  'What does the red light mean?',
]
const limitMs = 500 // 95th percentile, end of speech to first sound

const [, , bundleFile] = process.argv
const work: Work = { signal: new AbortController().signal, report: () => undefined }
const engines = new Engines(environmentOfCheckout())
const [listener, speaker] = await Promise.all([engines.listener('en'), engines.speaker('en')])
const simulator = bundleFile ? await Simulator.open({ bundle: await readFile(bundleFile), engines }) : null

interface Parts {
  resample: number
  voiceActivity: number
  encode: number
  decode: number
  repair: number
  answer: number
  speak: number
  total: number
}
const measured: Parts[] = []
for (const [round, question] of [questions[0] ?? '', ...questions, ...questions].entries()) {
  const { pcm } = await speaker.speak(question, { voice: round % 2 ? 'rms' : 'slt', signal: work.signal })
  const sound = new Float32Array(pcm.length + 12_800)
  sound.set(floatPcm(pcm), 6400)

  const startedMs = performance.now()
  const heard = await listener.listen(sound, 16_000, {
    ...work,
    ...(simulator && { vocabulary: simulator.vocabulary }),
  })
  const heardMs = performance.now()
  const turn = await simulator?.ask(heard.transcript)
  const answeredMs = performance.now()
  const said = turn?.reply.utterances[0]?.text ?? `Answer ${round}: turn the filter and lift it out.`
  await speaker.speak(sentencesOf(said)[0] ?? said, { voice: 'slt', signal: work.signal })
  const spokenMs = performance.now()

  const { resampleMs, voiceActivityMs, encodeMs, decodeMs, repairMs } = heard.timings
  if (round > 0)
    measured.push({
      resample: resampleMs,
      voiceActivity: voiceActivityMs,
      encode: encodeMs,
      decode: decodeMs,
      repair: repairMs,
      answer: answeredMs - heardMs,
      speak: spokenMs - answeredMs,
      total: spokenMs - startedMs,
    })
}
await engines.close()

const at = (values: number[], fraction: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * fraction))] ?? 0
console.log('part            median   95 %  (ms)')
for (const part of Object.keys(measured[0] ?? {}) as (keyof Parts)[]) {
  const values = measured.map((parts) => parts[part])
  console.log(`${part.padEnd(14)}${at(values, 0.5).toFixed(0).padStart(8)}${at(values, 0.95).toFixed(0).padStart(7)}`)
}
const p95 = at(
  measured.map((parts) => parts.total),
  0.95,
)
console.log(`end of speech to first sound, 95 %: ${p95.toFixed(0)} ms, limit ${limitMs} ms`)
process.exitCode = p95 <= limitMs ? 0 : 1
