// Rows of a suite that was run before + two devices -> what a change of the project did to it: questions won and questions lost.
// Example: effectOf(rows, { before, now }, work) -> { total: 45, passedBefore: 36, passedNow: 37, won: ['it reeks'], lost: [] }
// Trap: kept rows name the right topic, not what the file expected of it: a question without a known right topic fails on both devices.

import type { Work } from '../../../shared/domain.ts'
import type { KeptRow, SuiteEffect } from '../../../shared/suiteResult.ts'
import type { Question } from './questions.ts'
import { runSuite } from './suite.ts'
import type { AskedDevice } from './suite.ts'

export async function effectOf(
  rows: readonly KeptRow[],
  devices: { before: AskedDevice; now: AskedDevice },
  work: Work,
): Promise<SuiteEffect> {
  const questions = rows.map(questionOf)
  const before = (await runSuite(questions, devices.before, work)).rows
  const now = (await runSuite(questions, devices.now, work)).rows
  const changed = (isWon: boolean): string[] =>
    now.filter((row, at) => row.isPassed === isWon && before[at]?.isPassed !== isWon).map(({ question }) => question)
  return {
    total: rows.length,
    passedBefore: before.filter(({ isPassed }) => isPassed).length,
    passedNow: now.filter(({ isPassed }) => isPassed).length,
    lost: changed(false),
    won: changed(true),
  }
}

const questionOf = ({ id, question, mustRefuse, rightTopicId }: KeptRow): Question => ({
  ...{ id, text: question, notes: '' },
  expect: mustRefuse ? [] : [{ kind: 'topic', id: rightTopicId ?? '' }],
})
