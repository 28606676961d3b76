// The Linux example of the SDK, built as its guide says and run: a WAV goes in, and what it hears, says and writes is what the simulator does.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { onnxHeaderFolder, onnxLibrary } from '../../../scripts/firmware/onnxHeader.ts'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { memoryVectorCache } from '../../../electron/worker/encoder/vectorCache.ts'
import { Engines } from '../../../electron/worker/engines.ts'
import { sdkFiles } from '../../../electron/worker/exporting/sdk.ts'
import { writeFilesWhole } from '../../../electron/worker/files/writeWhole.ts'
import { bundleFromTopics } from '../../../electron/worker/pipeline/pipeline.ts'
import { clipsOfContents, defaultClips } from '../../../electron/worker/speech/clips/clipsOfContents.ts'
import { openRecordings } from '../../../electron/worker/speech/clips/recordings.ts'
import { floatPcm, parseWav, wavBytes } from '../../../electron/worker/speech/wav.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { microcontroller } from '../device/microcontroller.ts'
import { inSilence, modelsFolder, quietWork } from '../speech/models.ts'

const headers = onnxHeaderFolder()
const library = onnxLibrary()
const compiler = ['cmake', 'gcc'].find((program) => spawnSync(program, ['--version']).error !== undefined)
const missing = compiler ?? (headers === null ? "ONNX Runtime's header" : library === null ? 'its library' : null)
if (missing !== null) console.warn(`━━ SKIPPED the Linux example that hears a question: ${missing} is missing`)

const engines = new Engines({ ...environmentOfCheckout(), modelsFolder })
const folder = await mkdtemp(join(tmpdir(), 'plainspoken-listen-'))
afterAll(async () => {
  await engines.close()
  await rm(folder, { recursive: true, force: true })
})

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  expect({ command, status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, stderr: '' })
  return stdout
}

const topics = [
  topicOf('smell', {
    title: 'Unpleasant smell',
    steps: stepsOf(['Clean the interior with warm water.', 'Leave it open.']),
  }),
  topicOf('noise', { title: 'The fan is noisy', steps: stepsOf(['Level the appliance on its feet.']) }),
  topicOf('ice', { title: 'Ice maker does not work', steps: stepsOf(['Open the water valve.']) }),
]

async function bundleWithClips(): Promise<Uint8Array> {
  const speaker = await engines.speaker('en')
  const recordings = await openRecordings(folder)
  return bundleFromTopics(
    {
      topics,
      manuals: [],
      settings: { name: 'Fridge', language: 'en', target: 'linux', ranking: {} },
      isDevelopment: true,
      target: { ...microcontroller, encoder: 'minilm', speech: 'clips' },
    },
    {
      ...{ encoder: await engines.encoder('minilm'), analyse: await engines.analyse() },
      ...{ background: [], paraphrases: [], names: [], cache: memoryVectorCache() },
      addSound: (contents, work) =>
        clipsOfContents(contents, { speaker, voice: {}, recordings, format: defaultClips }, work),
    },
    quietWork,
  )
}

it.skipIf(missing !== null)(
  'hears a WAV, answers it as the simulator does, and writes how that sounds',
  async () => {
    await writeFilesWhole(join(folder, 'sdk'), await sdkFiles(environmentOfCheckout().firmwareFolder), quietWork.signal)
    const bundle = await bundleWithClips()
    const { pcm, sampleRateHz } = await (
      await engines.speaker('en')
    ).speak('The fan is very noisy.', {
      signal: quietWork.signal,
      voice: 'slt',
    })
    await writeFile(join(folder, 'fridge.psb'), bundle)
    await writeFile(join(folder, 'question.wav'), wavBytes(inSilence(floatPcm(pcm)), sampleRateHz))

    run('cmake', ['-S', 'sdk', '-B', 'build', `-DONNXRUNTIME_INCLUDE=${headers}`, `-DONNXRUNTIME_LIBRARY=${library}`])
    run('cmake', ['--build', 'build', '--target', 'psp_listen'])
    const printed = run('build/psp_listen', [modelsFolder, 'fridge.psb', 'question.wav', 'answer.wav'])

    const [heard = '', ...said] = printed.trimEnd().split('\n')
    expect(heard).toMatch(/^heard: .*nois/i)
    const device = await Simulator.open({ bundle, engines })
    const { reply } = await device.ask(heard.replace('heard: ', ''))
    expect(reply.topicId).toBe('noise')
    const answer = parseWav(await readFile(join(folder, 'answer.wav')))
    expect(said).toEqual([...reply.utterances.map(({ text }) => text), `answer.wav: ${answer.pcm.length} samples`])
    expect(answer.pcm.length).toBeGreaterThan(8000)
  },
  300_000, // a compiler and two models on a busy machine
)
