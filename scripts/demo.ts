// npm run demo: the whole main job on the sample manual, in a terminal, as a short story. Everything is real: the PDF, the models, the
// exported bytes, and the C runtime (as WebAssembly) that answers from them.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Work } from '../shared/domain.ts'
import type { Turn } from '../shared/ipc/contract.ts'
import { openDevice } from '../electron/cli/device.ts'
import { environmentOfCheckout } from '../electron/cli/surroundings.ts'
import { exportCommand } from '../electron/cli/commands/exports.ts'
import { Engines } from '../electron/worker/engines.ts'
import { importManual } from '../electron/worker/importing/importManual.ts'
import { ProjectStore } from '../electron/worker/project/projectStore.ts'
import { parseWav, wavBytes } from '../electron/worker/speech/wav.ts'

const questions = ['my dishes come out dirty', 'what does E fifteen mean', 'how do I order a pizza']
const spokenQuestion = 'How do I clean the filter?'
const work: Work = { signal: new AbortController().signal, report: () => undefined }
const environment = environmentOfCheckout()
const folder = await mkdtemp(join(tmpdir(), 'plainspoken-demo-'))

try {
  say('1. Import the sample manual')
  const project = join(folder, 'project')
  const store = await ProjectStore.create(project, {
    name: 'Sample dishwasher',
    language: 'en',
    target: 'sl2610-linux',
    ranking: {},
  })
  const bytes = new Uint8Array(await readFile(join(environment.sampleFolder, 'manual.pdf')))
  const report = await importManual(store, { bytes, fileName: 'manual.pdf' }, work)
  tell(
    `${report.pageCount} pages became ${report.topicCount} topics with ${report.hazardCount} hazards in ${(report.durationMs / 1000).toFixed(1)} s.`,
  )
  for (const topic of store.project.topics.filter((_, at) => at % Math.ceil(report.topicCount / 6) === 0))
    tell(`· ${topic.title} (${topic.kind}, page ${topic.sources[0]?.page ?? '–'})`)

  say('2. Ask the simulated device')
  const wav = await speak(spokenQuestion)
  const simulated = await answers(project, wav)

  say('3. Export the bundle')
  const exported = await exportCommand(project, { target: 'sl2610-linux', out: join(folder, 'out') }, work)
  tell(exported.text)

  say('4. Ask the bundle, in the device runtime')
  const onDevice = await answers(join(folder, 'out', 'sample-dishwasher.psb'), wav)
  const same = simulated.filter((turn, at) => JSON.stringify(turn.reply) === JSON.stringify(onDevice[at]?.reply)).length
  say(`${same} of ${simulated.length} answers are the same, byte for byte.`)
  process.exitCode = same === simulated.length ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** The question as a person's recording would come in: a WAV file, spoken by Flite. */
async function speak(text: string): Promise<string> {
  const engines = new Engines(environment)
  const speaker = await engines.speaker('en')
  const { pcm, sampleRateHz } = await speaker.speak(text, { voice: 'slt', signal: work.signal })
  const path = join(folder, 'question.wav')
  await writeFile(path, wavBytes(pcm, sampleRateHz))
  await engines.close()
  return path
}

async function answers(place: string, wav: string): Promise<Turn[]> {
  const device = await openDevice(place, work)
  const turns: Turn[] = []
  for (const question of questions) turns.push(shown(await device.simulator.ask(question)))
  const { pcm, sampleRateHz } = parseWav(new Uint8Array(await readFile(wav)))
  turns.push(shown(await device.simulator.listen(pcm, sampleRateHz, work), '🎙 '))
  await device.close()
  return turns
}

function shown(turn: Turn, sign = ''): Turn {
  const { reply, transcript } = turn
  tell(`${sign}“${transcript}”`)
  const page = reply.utterances.flatMap(({ sources }) => sources)[0]?.page
  tell(
    `   → ${reply.kind}${reply.kind === 'answer' ? `: ${reply.title}${page ? `, page ${page}` : ''}` : ''} (score ${reply.score.toFixed(2)})`,
  )
  for (const { role, text } of reply.utterances) tell(`     ${role === 'hazard' ? '⚠ ' : ''}${text}`)
  return turn
}

function say(text: string): void {
  console.log(`\n${text}`)
}
function tell(text: string): void {
  console.log(`   ${text}`)
}
