// Command line of the worker process -> its surroundings. Main passes the folders as one JSON argument; the CLI makes its own.
// Example: environmentOf(process.argv) -> { modelsFolder: '/opt/Plainspoken/resources/models', … }.

import * as v from 'valibot'
import type { EventName, OutputOf } from '../../shared/ipc/contract.ts'
import type { VoiceCommand } from './speech/voiceCommand.ts'

const folder = v.pipe(v.string(), v.minLength(1))
export const workerFoldersSchema = v.object({
  modelsFolder: folder,
  /** The device runtime compiled to WebAssembly: what the simulator runs. */
  runtimeFile: folder,
  targetsFolder: folder,
  sampleFolder: folder,
  /** A folder a language: background.txt and paraphrases.txt. */
  languagesFolder: folder,
  /** Noises of kitchens, as WAV. */
  noisesFolder: folder,
  /** C sources and build files of the device runtime: an export takes them along. */
  firmwareFolder: folder,
  /** Settings, the list of recent projects and the copy of the sample project. */
  userFolder: folder,
})
export type WorkerFolders = v.InferOutput<typeof workerFoldersSchema>

/** What ships with the app: the same for the window's worker, the CLI and the tests. */
export interface Environment extends Omit<WorkerFolders, 'userFolder'> {
  /** Programs that speak in place of models, as a person chose them on this computer; none where absent. */
  voiceCommands?: () => Promise<readonly VoiceCommand[]>
}

export interface WorkerEnvironment extends Environment, WorkerFolders {
  emit: <Name extends EventName>(name: Name, payload: OutputOf<Name>) => void
}

/** Errors: a bug, as ValiError or SyntaxError, where main passed something else. */
export function foldersOf(argv: readonly string[]): WorkerFolders {
  return v.parse(workerFoldersSchema, JSON.parse(argv.at(-1) ?? ''))
}
