// A spoken suite as the window sees it: voices and rooms go in, figures for each condition beside the typed ones come out.
// Example: suite.speak { voices: ['slt'], rooms: [plainRoom] } -> { typed: { top1: 0.9, … }, conditions: [{ voice: 'slt', top1: 0.8, wer: 0.1, … }], missed }.
// Trap: what was heard is kept in the project's cache, so a suite that was cancelled goes on where it was when it is asked again.

import * as v from 'valibot'
import { roomSchema } from '../room.ts'

const text = v.pipe(v.string(), v.maxLength(20_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const share = v.pipe(v.number(), v.finite())

/** More would fill the window's table and the person's day. */
const mostRooms = 8
const mostVoices = 20

const figures = { total: count, top1: share, top3: share, answered: share, falseAnswers: share }

const spokenConditionSchema = v.object({
  ...figures,
  voice: text,
  room: roomSchema,
  /** Word errors, and before words of the manual were mended. */
  wer: share,
  werUnrepaired: share,
  /** Questions of which nothing was understood. */
  unheard: count,
})

const spokenFiguresSchema = v.object({
  questions: text, // name of the file
  typed: v.object(figures),
  conditions: v.array(spokenConditionSchema),
  /** What did not pass, the first 300 of `missedCount`. */
  missed: v.array(
    v.object({
      question: text,
      transcript: text,
      voice: text,
      noise: v.nullable(text),
      snrDb: v.nullable(share),
      kind: v.picklist(['answer', 'clarification', 'refusal', 'end']),
      topicId: v.nullable(text),
      /** Of the right topic, 0 where it was not considered. */
      rank: count,
      mustRefuse: v.boolean(),
    }),
  ),
  missedCount: count,
})
export type SpokenFigures = v.InferOutput<typeof spokenFiguresSchema>

export const spokenCalls = {
  /** `again`: the questions of the last run, without asking for the file. Errors: questions-file-invalid, language-not-supported, model-missing. */
  'suite.speak': {
    kind: 'job',
    input: v.object({
      voices: v.pipe(v.array(text), v.minLength(1), v.maxLength(mostVoices)),
      rooms: v.pipe(v.array(roomSchema), v.minLength(1), v.maxLength(mostRooms)),
      again: v.optional(v.boolean(), false),
    }),
    output: spokenFiguresSchema,
    dialog: 'open-questions',
  },
  /** The last spoken suite as a file, into a folder; returns its name. Errors: nothing-tested. */
  'suite.saveReport': {
    kind: 'call',
    input: v.object({ format: v.picklist(['html', 'junit']) }),
    output: v.object({ file: text }),
    dialog: 'texts-folder',
  },
} as const
