// one sentence -> 16 kHz PCM, spoken by Flite (WebAssembly under a WASI shim). Example: flite.say('Clean the filter.', { voice: 'slt', … }) -> 1.4 s.
// Flite is a program: main() says one sentence and leaves its memory behind. A new instance for each sentence copies 17 MB of voices into
// new pages, which takes longer than speaking; so one instance gets the memory back that it had before main(), in 2 ms.
// Trap: a sentence takes 10 to 140 ms of this thread: callers hand over single sentences and yield between them.
// Trap: Flite reads bytes, not letters: what is not ASCII is folded to it before.

import { readFile } from 'node:fs/promises'
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { AppError } from '../../../shared/errors.ts'
import { openModelPack } from '../models/modelPack.ts'
import { resample } from './resample.ts'
import { engineRateHz } from './voiceEngine.ts'
import type { VoiceEngine } from './voiceEngine.ts'
import { parseWav } from './wav.ts'

const fliteVoices = [
  { id: 'slt', name: 'slt (female, American)', language: 'en-US' },
  { id: 'rms', name: 'rms (male, American)', language: 'en-US' },
  { id: 'awb', name: 'awb (male, Scottish)', language: 'en-GB' },
  { id: 'kal', name: 'kal (male, as on a telephone)', language: 'en-US' },
] as const

const soundFile = 'sound.wav'

/** Errors: model-missing, model-damaged. */
export async function openFlite(modelsFolder: string, pack: string): Promise<VoiceEngine> {
  const { path } = await openModelPack(modelsFolder, pack)
  const module = await WebAssembly.compile(await readFile(path('flite.wasm'))).catch(() => {
    throw new AppError('model-damaged', { model: pack, file: 'flite.wasm' })
  })
  const program = new Program(module)
  return {
    voices: fliteVoices,
    say: (sentence, { voice, ratePercent }) => {
      const text = asciiText(sentence)
      if (!/[a-z0-9]/i.test(text)) return Promise.resolve(new Float32Array(0))
      const pace = ratePercent === 100 ? [] : ['--setf', `duration_stretch=${(100 / ratePercent).toFixed(3)}`]
      const sound = parseWav(program.run(['-voice', voice, ...pace, '-t', text, '-o', soundFile]))
      return Promise.resolve(resample(sound.pcm, sound.sampleRateHz, engineRateHz))
    },
  }
}

/** The module in an instance that is used again and again: each run begins in the same memory and knows nothing of those before it. */
class Program {
  readonly #module: WebAssembly.Module
  #ready: Ready | null = null

  constructor(module: WebAssembly.Module) {
    this.#module = module
  }

  /** Runs main() with a folder that holds nothing, and returns the sound file it left there. */
  run(options: readonly string[]): Uint8Array {
    const ready = this.#ready ?? instantiated(this.#module)
    this.#ready = null // one that stops half-way is not used again: nobody unwinds its stack
    const memory = new Uint8Array(ready.memory.buffer)
    memory.set(ready.before)
    memory.fill(0, ready.before.length)
    const folder = new PreopenDirectory('.', new Map())
    const lines: string[] = []
    const output = ConsoleStdout.lineBuffered((line) => lines.push(line))
    ready.wasi.args = ['flite', ...options]
    ready.wasi.fds = [new OpenFile(new File([])), output, output, folder]
    const exitCode = ready.wasi.start({ exports: { memory: ready.memory, _start: ready.main } })
    const file = folder.dir.contents.get(soundFile)
    if (exitCode !== 0 || !(file instanceof File)) {
      throw new TypeError(`Flite stopped with ${exitCode}: ${lines.join(' ')}`)
    }
    this.#ready = ready
    return file.data
  }
}

interface Ready {
  wasi: WASI
  memory: WebAssembly.Memory
  /** Its bytes before the first run. */
  before: Uint8Array
  main: () => unknown
}

function instantiated(module: WebAssembly.Module): Ready {
  const wasi = new WASI([], [], [], { debug: false })
  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport })
  const { memory, _start: start } = exports
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new TypeError('flite.wasm has no _start')
  }
  return { wasi, memory, before: new Uint8Array(memory.buffer).slice(), main: () => start() }
}

const asciiText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
