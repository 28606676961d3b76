// The part of the contract that is about many topics at once; each call is one step of undo. contract.ts puts it into the table.
// Example: client.call('topic.changeMany', { ids: ['descaling', 'filters'], change: { kind: 'task' } }).

import * as v from 'valibot'
import { topicIdSchema, topicSchema } from '../schemas.ts'

const ids = v.pipe(v.tupleWithRest([topicIdSchema], topicIdSchema), v.maxLength(20_000))

export const manyTopicsCalls = {
  /** Those that change are drafts again where what is heard changes; `reviewer`: who is asked to read them, '' for nobody. */
  'topic.changeMany': {
    kind: 'call',
    input: v.object({
      ids,
      change: v.object({
        kind: v.exactOptional(topicSchema.entries.kind),
        isSpoken: v.exactOptional(v.boolean()),
        reviewer: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
      }),
    }),
    output: v.undefined(),
  },
  /** All into the one that stands first in the project, in the order of the project. */
  'topic.mergeMany': { kind: 'call', input: v.object({ ids }), output: topicSchema },
  'topic.removeMany': { kind: 'call', input: v.object({ ids }), output: v.undefined() },
} as const
