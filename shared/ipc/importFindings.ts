// What an import found out about the manual itself, beside its figures: languages, what was left out, contradictions, what it says it is.

import * as v from 'valibot'
import { topicIdSchema } from '../schemas.ts'

const text = v.pipe(v.string(), v.maxLength(2000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const contradictionSchema = v.object({
  /** A code with two meanings, a question with two answers, a sentence with two figures. */
  kind: v.picklist(['code', 'question', 'figure']),
  subject: text,
  sides: v.array(v.object({ topic: topicIdSchema, page: count, text })),
})
export type Contradiction = v.InferOutput<typeof contradictionSchema>

export const appliances = [
  'washerDryer',
  'dishwasher',
  'washingMachine',
  'dryer',
  'refrigerator',
  'coffeeMachine',
  'oven',
  'hob',
  'vacuumCleaner',
  'microwave',
  'airConditioner',
  'lawnMower',
  'toothbrush',
] as const

const identitySchema = v.object({
  /** Null where no kind of appliance is named often enough. */
  appliance: v.nullable(v.picklist(appliances)),
  models: v.array(text),
  /** Date or edition as printed. */
  edition: v.nullable(text),
})
export type Identity = v.InferOutput<typeof identitySchema>

export const importFindingsSchema = v.object({
  /** Most pages first. */
  languages: v.array(v.object({ language: text, pages: count })),
  /** Running headers, page numbers and other things not spoken, one of each, the most frequent first. */
  dropped: v.array(v.object({ text, reason: text, count, page: count })),
  /** Lines that are painted as shapes, a page each: read by text recognition, and not. */
  drawnLines: v.array(v.object({ page: count, read: count, unread: count })),
  /** Every error code that a topic of this manual answers, and that topic. */
  codeTopics: v.array(v.object({ code: text, topic: topicIdSchema })),
  contradictions: v.array(contradictionSchema),
  identity: identitySchema,
  /** What a DITA source says for some products or readers only (its attributes), and whether its .ditaval leaves that out. */
  conditions: v.array(v.object({ attribute: text, value: text, count, isExcluded: v.boolean() })),
})
export type ImportFindings = v.InferOutput<typeof importFindingsSchema>
