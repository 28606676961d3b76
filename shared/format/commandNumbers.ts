// What a session can be told -> its number in bundles and in the runtime (psp_command_t). Example: commandNumbers['go-to'] -> 10.

import type { SessionCommand } from '../domain.ts'
import { constants } from './layout.ts'

const commands = constants.COMMAND.values
export const commandNumbers: Record<SessionCommand | 'polite', number> = {
  next: commands.NEXT,
  back: commands.BACK,
  repeat: commands.REPEAT,
  stop: commands.STOP,
  louder: commands.LOUDER,
  quieter: commands.QUIETER,
  mute: commands.MUTE,
  unmute: commands.UNMUTE,
  yes: commands.YES,
  no: commands.NO,
  'go-to': commands.GO_TO,
  polite: commands.POLITE,
}
