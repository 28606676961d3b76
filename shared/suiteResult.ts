// One run of a suite, as it is kept in the project (results/0007-3fa2b1c9.json) and drawn on the overview.
// Example: { at: '2026-11-24T…', questions: 'questions.csv', totals: { top1: 0.9, … }, rows: [{ question, score, isPassed, … }] }.

import * as v from 'valibot'

const text = v.pipe(v.string(), v.maxLength(20_000))
const share = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const suiteRowSchema = v.object({
  id: text,
  question: text,
  kind: v.picklist(['answer', 'clarification', 'refusal', 'end']),
  /** What the device answered with, and what was right of what it considered; null where there is none. */
  topicId: v.nullable(text),
  rightTopicId: v.nullable(text),
  score: share,
  /** What the best topic needed more than the limit; results of older versions do not say. */
  rise: v.optional(share, 0),
  mustRefuse: v.boolean(),
  isPassed: v.boolean(),
})
export type KeptRow = v.InferOutput<typeof suiteRowSchema>

export const suiteResultSchema = v.object({
  /** Only to show: runs are ordered by their number, as clocks are set. */
  at: text,
  questions: text, // name of the file
  bundleSha256: text,
  /** Limit below which the device refused, on the scale of `score`. */
  threshold: share,
  totals: v.object({
    total: count,
    top1: share,
    top3: share,
    mrr: share,
    answered: share,
    refusedCorrectly: share,
    falseAnswers: share,
  }),
  rows: v.pipe(v.array(suiteRowSchema), v.maxLength(20_000)),
})
export type SuiteResult = v.InferOutput<typeof suiteResultSchema>

/** What a change of the project did to a suite: questions that pass now and did not before, and the reverse. */
export const suiteEffectSchema = v.object({
  total: count,
  passedBefore: count,
  passedNow: count,
  won: v.array(text),
  lost: v.array(text),
})
export type SuiteEffect = v.InferOutput<typeof suiteEffectSchema>
