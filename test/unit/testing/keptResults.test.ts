// Results of suites in the project folder: in the order they were made, whatever the clock says and whatever else lies there.

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SuiteResult } from '../../../shared/suiteResult.ts'
import {
  askedBack,
  cellKey,
  changesSince,
  confusionOf,
  scoreCurve,
} from '../../../renderer/composables/suiteFigures.ts'
import { keepResult, keptResults, newestResults } from '../../../electron/worker/testing/keptResults.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-results-'))
})
afterEach(async () => rm(folder, { recursive: true }))

const totals = { total: 1, top1: 1, top3: 1, mrr: 1, answered: 1, refusedCorrectly: 0, falseAnswers: 0 }
const result = (at: string): SuiteResult => ({
  at,
  questions: 'q.csv',
  bundleSha256: '',
  threshold: 0.2,
  totals,
  rows: [],
})

test('come back in the order they were kept, though the clock was set back', async () => {
  for (const at of ['2026-11-24', '2001-01-01', '2026-11-25']) await keepResult(folder, result(at))
  expect((await keptResults(folder)).map(({ at }) => at)).toEqual(['2026-11-24', '2001-01-01', '2026-11-25'])
})

test('are one file a run, and what is no result beside them is passed over', async () => {
  await keepResult(folder, result('2026-11-24'))
  await writeFile(join(folder, 'results/0002-00000000.json'), 'not json')
  await writeFile(join(folder, 'results/notes.txt'), '')
  await keepResult(folder, result('2026-11-25'))
  expect([(await readdir(join(folder, 'results'))).length, (await keptResults(folder)).length]).toEqual([4, 2])
})

test('the newest stands beside the one before it of the same questions', async () => {
  expect(await newestResults(folder)).toEqual({ last: null, before: null })
  for (const [at, questions] of Object.entries({
    first: 'q.csv',
    second: 'q.csv',
    third: 'other.csv',
    fourth: 'q.csv',
  }))
    await keepResult(folder, { ...result(at), questions })
  const { last, before } = await newestResults(folder)
  expect([last?.at, before?.at]).toEqual(['fourth', 'second'])
  await keepResult(folder, { ...result('fifth'), questions: 'new.csv' })
  expect((await newestResults(folder)).before).toBeNull()
})

const row = (score: number, more: Partial<SuiteResult['rows'][number]> = {}): SuiteResult['rows'][number] => ({
  ...{
    id: '',
    question: '',
    kind: 'answer',
    topicId: 'a',
    rightTopicId: 'a',
    mustRefuse: false,
    isPassed: true,
    score,
    rise: 0,
  },
  ...more,
})

test('the curve falls from all to the best one, for both kinds of question', () => {
  const curve = scoreCurve([row(0.2), row(0.8), row(0.4, { mustRefuse: true })])
  expect([curve[0], curve.at(-1)]).toEqual([
    { threshold: 0.2, answered: 1, falseAnswers: 1 },
    { threshold: expect.closeTo(0.8), answered: expect.any(Number), falseAnswers: 0 },
  ])
  expect(curve.find(({ threshold }) => threshold > 0.5)).toMatchObject({ answered: 0.5, falseAnswers: 0 })
})

test('the curve counts what the device needed more: no limit above score - rise answers', () => {
  const curve = scoreCurve([row(0.2), row(0.8), row(0.6, { mustRefuse: true, rise: 0.3 })])
  expect(curve.filter(({ falseAnswers }) => falseAnswers > 0).every(({ threshold }) => threshold < 0.301)).toBe(true)
})

test('results of a version that did not keep what was needed more are read as before', async () => {
  const older = row(0.4)
  Reflect.deleteProperty(older, 'rise')
  await keepResult(folder, { ...result('2026-11-24'), rows: [older] })
  expect((await keptResults(folder))[0]?.rows).toEqual([row(0.4)])
})

test('the confusion map counts only what was wrong: said for another, asked back, refused, or said at all', () => {
  const wrong = { isPassed: false }
  const map = confusionOf([
    row(1),
    row(1, { ...wrong, rightTopicId: 'b' }),
    row(1, { ...wrong, rightTopicId: 'b' }),
    row(1, { ...wrong, kind: 'refusal', topicId: null }),
    row(1, { ...wrong, kind: 'clarification', topicId: null }),
    row(1, { ...wrong, mustRefuse: true, rightTopicId: null }),
  ])
  expect(map).toEqual({
    wanted: ['b', 'a', null],
    given: ['a', null, askedBack],
    counts: new Map([
      [cellKey('b', 'a'), 2],
      [cellKey('a', null), 1],
      [cellKey('a', askedBack), 1],
      [cellKey(null, 'a'), 1],
    ]),
  })
})

test('what passes and did not before is told from the reverse, by the words of the question', () => {
  const asked = (question: string, isPassed: boolean) => row(1, { id: question.length.toString(), question, isPassed })
  const before = [asked('a', true), asked('b', false), asked('c', true), asked('gone', true)]
  const now = [asked('new', true), asked('c', false), asked('b', true), asked('a', true)]
  expect([...changesSince(before, now)]).toEqual([
    ['c', 'lost'],
    ['b', 'won'],
  ])
})
