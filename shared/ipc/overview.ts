// What the overview shows and what an exchange of texts reports, as schemas of the contract.
// Example: { coverage: { pageCount: 17, pagesWithTopics: 13, … }, trend: […], last: null, nextStep: 'test' }.

import * as v from 'valibot'
import { suiteResultSchema } from '../suiteResult.ts'

const text = v.pipe(v.string(), v.maxLength(20_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Where the project stands: each count is a part of the one before it. */
export const overviewSchema = v.object({
  coverage: v.object({
    pageCount: count,
    pagesWithTopics: count,
    topicCount: count,
    reviewedCount: count, // or approved
    approvedCount: count,
    testedCount: count, // that a question of the last suite was answered with, rightly
  }),
  /** Oldest first. */
  trend: v.array(v.omit(suiteResultSchema, ['rows', 'bundleSha256', 'threshold'])),
  last: v.nullable(suiteResultSchema),
  nextStep: v.picklist(['import', 'mend', 'approve', 'test', 'teach', 'export']),
})
export type Overview = v.InferOutput<typeof overviewSchema>

/** What came of a file of translated texts. */
export const textsReportSchema = v.object({
  language: text,
  taken: count,
  /** Their source is no longer in the topic. */
  stale: count,
  /** Of topics that the project does not have. */
  unknown: count,
  topicCount: count, // changed
})
export type TextsReport = v.InferOutput<typeof textsReportSchema>
