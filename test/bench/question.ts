// One typed question through the whole device (tokens, MiniLM, quantisation, ranking in the C runtime, reply) against the bare run of MiniLM.
// Run: npx tsx test/bench/question.ts. Goal of issue 2: ratio at most 1.5.
// Trap: both sides take turns round by round and medians are compared, so that a busy machine slows both alike.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ort from '../../electron/worker/models/onnxRuntime.ts'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { Simulator } from '../../electron/worker/device/simulator.ts'
import { minilmSession } from '../../electron/worker/encoder/minilm.ts'
import { WordPiece } from '../../electron/worker/encoder/wordpiece.ts'
import { importManual } from '../../electron/worker/importing/importManual.ts'
import { openModelPack } from '../../electron/worker/models/modelPack.ts'
import { ProjectStore } from '../../electron/worker/project/projectStore.ts'
import { parseQuestions } from '../../electron/worker/testing/questions.ts'
import { Workspace } from '../../electron/worker/workspace.ts'
import { median } from './measure.ts'

const work = { signal: new AbortController().signal, report: (): void => undefined }
const rounds = 5
const environment = environmentOfCheckout()
const folder = await mkdtemp(join(tmpdir(), 'plainspoken-bench-'))
const workspace = new Workspace(environment)
try {
  const settings = { name: 'bench', language: 'en', target: 'sl2610-linux', ranking: {} }
  const store = await ProjectStore.create(join(folder, 'project'), settings)
  const bytes = new Uint8Array(await readFile(join(environment.sampleFolder, 'manual.pdf')))
  await importManual(store, { bytes, fileName: 'manual.pdf' }, work)
  await workspace.open(store)
  const device = await Simulator.open({ bundle: (await workspace.bundle(work)).bytes, engines: workspace.engines })
  const csv = await readFile(join(environment.sampleFolder, 'questions.csv'), 'utf8')
  const questions = parseQuestions(csv, 'questions.csv').map(({ text }) => text)
  const bare = await bareMinilm(environment.modelsFolder)
  const deviceMs: number[] = []
  const bareMs: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) deviceMs.push(await timed(() => device.ask(question)))
    for (const question of questions) bareMs.push(await bare(question))
  }
  const { topicCount, vectorCount } = device.describe()
  console.log(
    `${questions.length} questions × ${rounds}, ${topicCount} topics, ${vectorCount} vectors: device ${median(deviceMs).toFixed(2)} ms, bare MiniLM ${median(bareMs).toFixed(2)} ms, ratio ${(median(deviceMs) / median(bareMs)).toFixed(2)}`,
  )
  await device.close()
} finally {
  await workspace.engines.close()
  await rm(folder, { recursive: true, force: true })
}

/** Time of the session's run alone, with the tokens made before. */
async function bareMinilm(modelsFolder: string): Promise<(question: string) => Promise<number>> {
  const pack = await openModelPack(modelsFolder, 'minilm')
  const tokenizer = new WordPiece(await readFile(pack.path('vocabulary.txt'), 'utf8'))
  const session = await ort.InferenceSession.create(pack.path('model.onnx'), minilmSession)
  return async (question) => {
    const ids = BigInt64Array.from(tokenizer.encode(question), BigInt)
    const shape = [1, ids.length]
    const feeds = {
      input_ids: new ort.Tensor('int64', ids, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    }
    return timed(() => session.run(feeds))
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await run()
  return performance.now() - startMs
}
