// What passes between the window and the simulated device while they talk: commands, and speech as it is being spoken.

import * as v from 'valibot'
import { sessionCommands } from '../domain.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `number`: of 'go-to', a step of the answer or a choice of a clarification. */
export const deviceCommandSchema = v.object({
  command: v.picklist(sessionCommands),
  number: v.exactOptional(v.pipe(count, v.maxValue(999))),
})
