// The part of the contract that is about a new edition of a manual: what it changed in a topic, word by word, and what becomes of that.
// Example: client.call('topic.edition', { id }) -> { title: [{ kind: 'same', text: 'Descaling' }], lines: […], isOwn: false }.

import * as v from 'valibot'
import { topicIdSchema, topicSchema } from '../schemas.ts'

const text = v.string()
const pieceSchema = v.object({ kind: v.picklist(['same', 'gone', 'new']), text })
/** Words one after the other that stayed, went or came. */
export type WordPiece = v.InferOutput<typeof pieceSchema>

const lineSchema = v.object({
  part: v.picklist(['hazard', 'step']),
  pieces: v.array(pieceSchema),
  /** What an author had made the device say here and what it does not say any longer; '' where that is nothing. */
  own: text,
})
export type EditionLine = v.InferOutput<typeof lineSchema>

export const editionChangeSchema = v.object({
  title: v.array(pieceSchema),
  lines: v.array(lineSchema),
  /** An author had changed the manual's words: what went is their text, not only the manual's. */
  isOwn: v.boolean(),
})
export type EditionChange = v.InferOutput<typeof editionChangeSchema>

const ids = v.pipe(v.tupleWithRest([topicIdSchema], topicIdSchema), v.maxLength(20_000))

export const editionCalls = {
  /** Null where nothing waits for a decision. */
  'topic.edition': { kind: 'call', input: v.object({ id: topicIdSchema }), output: v.nullable(editionChangeSchema) },
  /** The new text stays, the earlier one is not kept any longer. One step of undo for all. */
  'topic.takeEdition': { kind: 'call', input: v.object({ ids }), output: v.undefined() },
  /** The earlier text comes back, an author's own from now on, as a draft. */
  'topic.keepEarlier': { kind: 'call', input: v.object({ id: topicIdSchema }), output: topicSchema },
} as const
