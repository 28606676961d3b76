// The program of a listening thread: asks come in, what was heard goes out, one after the other. Started by ears.ts with its options.
// Trap: a thread is told to end by a message, never terminated: the speech model's native threads would be torn down in the middle of a run.

import { parentPort, workerData } from 'node:worker_threads'
import { failed, success } from '../../../../shared/ipc/wire.ts'
import { openListener } from '../../speech/listen.ts'
import { openSpeaker } from '../../speech/speak.ts'
import type { EarsOptions } from './ears.ts'
import { hearing, type HearingTools, type SpokenAsk } from './hearing.ts'

const port = parentPort
if (!port) throw new TypeError('earsThread runs in a thread')
const options: EarsOptions = workerData
const never = new AbortController().signal

const opened = open(options).then(
  (tools) => {
    port.postMessage(success('ready'))
    return tools
  },
  (error: unknown) => {
    port.postMessage(failed(error))
    return null
  },
)

port.on('message', (ask: SpokenAsk | null) => {
  void opened.then(async (tools) => {
    if (ask === null || !tools) return end(tools)
    port.postMessage(await hearing(ask, tools, never).then(success, failed))
  })
})

async function open(options: EarsOptions): Promise<HearingTools> {
  const { modelsFolder, language, everyday, noises, vocabulary, voiceCommand } = options
  const [listener, speaker] = await Promise.all([
    openListener({ modelsFolder, language, everyday, cores: 1 }),
    openSpeaker({ modelsFolder, language, command: voiceCommand }),
  ])
  return { listener, speaker, noises, vocabulary }
}

async function end(tools: HearingTools | null): Promise<void> {
  await Promise.all([tools?.listener.close(), tools?.speaker.close()])
  port?.close()
}
