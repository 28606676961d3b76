// Handlers of voice.*: which programs of this computer speak in place of models. They are the person's, not the project's: a folder from
// elsewhere must not be able to name a program (docs/security.md).
// Trap: the settings are another file, so that no change of a setting, however forged, is a change of what runs.

import { join } from 'node:path'
import * as v from 'valibot'
import type { HandlersOf } from '../handlers.ts'
import { tryVoiceCommand, voiceCommandSchema, wordsOf } from '../speech/voiceCommand.ts'
import type { VoiceCommand } from '../speech/voiceCommand.ts'
import { jsonFile } from '../user/jsonFile.ts'
import type { JsonFile } from '../user/jsonFile.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

/** One a language: nobody has more. */
const mostCommands = 100

export const voiceCommandFile = (userFolder: string): JsonFile<VoiceCommand[]> =>
  jsonFile(join(userFolder, 'voices.json'), v.pipe(v.array(voiceCommandSchema), v.maxLength(mostCommands)), [])

export function voiceHandlers(workspace: Workspace, file: JsonFile<VoiceCommand[]>): HandlersOf<'voice'> {
  /** The device is told to begin anew: it would speak with another voice now. */
  async function kept(commands: VoiceCommand[]): Promise<VoiceCommand[]> {
    await file.write(commands)
    if (workspace.isOpen) workspace.onChange(workspace.view())
    return commands
  }
  return {
    'voice.commands': () => file.read(),
    'voice.chooseCommand': async ({ language, options }, { path, signal }) => {
      const command = { language, program: chosen(path), arguments: wordsOf(options) }
      await tryVoiceCommand(command, signal)
      const others = (await file.read()).filter((other) => other.language !== language)
      return kept([...others, command])
    },
    'voice.forgetCommand': async ({ language }) =>
      kept((await file.read()).filter((command) => command.language !== language)),
  }
}
