// Where the CLI finds models, runtime, targets and sample: beside the code it was started from. PLAINSPOKEN_MODELS names another models folder.

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from '../worker/environment.ts'
import { parseVoiceCommand } from '../worker/speech/voiceCommand.ts'

/** `voiceCommand`: speaks in place of a model, as "espeak-ng -v de --stdout". Errors: usage. */
export function environmentOfCheckout(voiceCommand?: string): Environment {
  const commands = voiceCommand === undefined ? [] : [parseVoiceCommand(voiceCommand)]
  const root = rootAbove(dirname(fileURLToPath(import.meta.url)))
  return {
    modelsFolder: process.env['PLAINSPOKEN_MODELS'] ?? join(root, 'out/models'),
    runtimeFile: join(root, 'assets/runtime/psp_runtime.wasm'),
    targetsFolder: join(root, 'assets/targets'),
    languagesFolder: join(root, 'assets/languages'),
    noisesFolder: join(root, 'assets/noises'),
    firmwareFolder: join(root, 'firmware'),
    sampleFolder: join(root, 'assets/sample'),
    voiceCommands: () => Promise.resolve(commands),
  }
}

/** Built code may lie in a folder of the bundler's choosing, so the root is found by what it holds. */
function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'assets/targets'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new TypeError('the assets folder was not found above the program')
  return rootAbove(above)
}
