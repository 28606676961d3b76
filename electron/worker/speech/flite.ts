// one sentence -> 16 kHz PCM, spoken by Flite (WebAssembly under a WASI shim). Example: flite.say('Clean the filter.', { voice: 'slt', … }) -> 1.4 s.
// Each sentence runs in an instance of its own, as Flite's main() leaves its memory behind; the module is compiled once (40 ms).
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
  { id: 'kal', name: 'kal (male, small and plain)', language: 'en-US' },
] as const

const soundFile = 'sound.wav'

/** Errors: model-missing, model-damaged. */
export async function openFlite(modelsFolder: string, pack: string): Promise<VoiceEngine> {
  const { path } = await openModelPack(modelsFolder, pack)
  const module = await WebAssembly.compile(await readFile(path('flite.wasm'))).catch(() => {
    throw new AppError('model-damaged', { model: pack, file: 'flite.wasm' })
  })
  return {
    voices: fliteVoices,
    say: (sentence, { voice, ratePercent }) => {
      const text = asciiText(sentence)
      if (!/[a-z0-9]/i.test(text)) return Promise.resolve(new Float32Array(0))
      const pace = ratePercent === 100 ? [] : ['--setf', `duration_stretch=${(100 / ratePercent).toFixed(3)}`]
      const sound = parseWav(run(module, ['-voice', voice, ...pace, '-t', text, '-o', soundFile]))
      return Promise.resolve(resample(sound.pcm, sound.sampleRateHz, engineRateHz))
    },
  }
}

/** Runs main() with a folder that holds nothing, and returns the sound file it left there. */
function run(module: WebAssembly.Module, options: readonly string[]): Uint8Array {
  const folder = new PreopenDirectory('.', new Map())
  const lines: string[] = []
  const output = ConsoleStdout.lineBuffered((line) => lines.push(line))
  const wasi = new WASI(['flite', ...options], [], [new OpenFile(new File([])), output, output, folder], {
    debug: false,
  })
  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport })
  const { memory, _start: start } = exports
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new TypeError('flite.wasm has no _start')
  }
  const exitCode = wasi.start({ exports: { memory, _start: () => start() } })
  const file = folder.dir.contents.get(soundFile)
  if (exitCode !== 0 || !(file instanceof File)) {
    throw new TypeError(`Flite stopped with ${exitCode}: ${lines.join(' ')}`)
  }
  return file.data
}

const asciiText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
