import { describe, expect, test } from 'vitest'
import type { Reply } from '../../../shared/domain.ts'
import { manualId, topicId } from '../../../shared/ids.ts'
import { junitXml } from '../../../electron/worker/testing/junit.ts'
import { falseAnswersAt, meanInterval } from '../../../electron/worker/testing/metrics.ts'
import { parseQuestions } from '../../../electron/worker/testing/questions.ts'
import { runSuite } from '../../../electron/worker/testing/suite.ts'
import type { AskedDevice, SuiteRow } from '../../../electron/worker/testing/suite.ts'

describe('a questions file', () => {
  test('says what is asked and what is right', () => {
    const text = 'question,expect,notes\n"it leaks, help",page:3-4|contains:the hose|door-seal,symptom\nsing,refuse,\n'
    expect(parseQuestions(text, 'q.csv')).toEqual([
      {
        id: '1',
        text: 'it leaks, help',
        notes: 'symptom',
        expect: [
          { kind: 'pages', first: 3, last: 4 },
          { kind: 'contains', words: 'the hose' },
          { kind: 'topic', id: 'door-seal' },
        ],
      },
      { id: '2', text: 'sing', notes: '', expect: [] },
    ])
  })

  test.each([
    ['', 1, 'there are no questions'],
    ['question\nit leaks\n', 1, 'the column "expect" is missing'],
    ['question,expect\nit leaks,page:x\n', 2, '"page:x" is not an expectation'],
    ['question,expect\n\n,refuse\n', 3, 'the question is empty'],
    ['question,expect\nit leaks,refuse,more\n', 2, 'Invalid Record Length'],
    ['question,expect\nit leaks,page:1|refuse\n', 2, '"refuse" is not an expectation'],
  ])('that is wrong names the line: %j', (text, line, reason) => {
    let found: unknown
    try {
      parseQuestions(text, 'q.csv')
    } catch (error) {
      found = error
    }
    expect(found).toMatchObject({
      code: 'questions-file-invalid',
      details: { file: 'q.csv', line, reason: expect.stringContaining(reason) },
    })
  })
})

describe('a suite', () => {
  const box = { x: 0, y: 0, width: 1, height: 1 }
  /** Ranks "hose" (page 3) before "seal" (page 7), whatever is asked; refuses what has "song" in it, asks back on "?". */
  const device: AskedDevice = {
    answerOf: (topic) => [
      {
        role: 'step',
        text: topic === 'hose' ? 'Check the Hose-clip.' : 'Clean the seal.',
        sources: [{ manual: manualId('m'), page: topic === 'hose' ? 3 : 7, box }],
      },
    ],
    ask: (text) => {
      const candidates = [
        { topicId: topicId('hose'), title: 'Hose', score: 0.6 },
        { topicId: topicId('seal'), title: 'Seal', score: 0.5 },
      ]
      const kind = text.includes('song') ? 'refusal' : text.includes('?') ? 'clarification' : 'answer'
      const reply: Reply = {
        kind,
        topicId: kind === 'answer' ? topicId('hose') : null,
        title: '',
        score: 0.6,
        margin: 0.1,
        rise: text.includes('kettle') ? 0.3 : 0,
        utterances: [],
        position: { step: 0, count: 0 },
        alternatives: candidates,
        command: null,
        offer: null,
        volume: 3,
      }
      return Promise.resolve({
        reply,
        transcript: text,
        candidates,
        timings: { listenMs: 0, encodeMs: 0, searchMs: 0 },
      })
    },
  }
  const run = (csv: string) =>
    runSuite(parseQuestions(`question,expect\n${csv}`, 'q.csv'), device, {
      signal: new AbortController().signal,
      report: () => undefined,
    })

  test('counts ranks, refusals and false answers', async () => {
    const { rows, ...totals } = await run(
      'leak,page:3\nleak,page:7\nleak,contains:hose clip\nleak,page:9\nsong,refuse\nleak,refuse\n',
    )
    expect(rows.map(({ rank, isPassed }) => [rank, isPassed])).toEqual([
      [1, true],
      [2, false],
      [1, true],
      [0, false],
      [0, true],
      [0, false],
    ])
    expect(totals).toEqual({
      total: 6,
      top1: 0.5,
      top3: 0.75,
      mrr: 0.625,
      answered: 1,
      refusedCorrectly: 0.5,
      falseAnswers: 0.5,
      wer: null,
    })
  })

  test('counts the ranking where the device refused, but passes only what it said', async () => {
    const { rows, top1, answered } = await run('song,page:3\n')
    expect([rows[0]?.isPassed, top1, answered]).toEqual([false, 1, 0])
  })

  test('passes a question back that offers the right topic', async () => {
    expect((await run('leak?,page:7\n')).rows[0]).toMatchObject({ kind: 'clarification', rank: 2, isPassed: true })
  })

  test('becomes JUnit XML in which other people’s text is harmless', async () => {
    const { rows } = await run('"<a href=""x"">\u0007&",page:9\nleak,page:3\n')
    const xml = junitXml('q.csv', rows)
    expect(xml).toContain('tests="2" failures="1"')
    expect(xml).toContain('name="1: &#60;a href=&#34;x&#34;&#62;&#38;"')
  })
})

describe('figures', () => {
  test('have an interval that is the same every time and narrows with more questions', () => {
    const values = Array.from({ length: 100 }, (_, at) => Number(at % 4 > 0))
    const found = meanInterval(values)
    expect(found).toEqual(meanInterval(values))
    // normal approximation: 0.75 ± 1.96 · √(0.75 · 0.25 / 100) = 0.75 ± 0.085
    expect([found.value, found.low, found.high].map((value) => value.toFixed(1))).toEqual(['0.8', '0.7', '0.8'])
    expect(found.high - found.low).toBeGreaterThan(0.13)
    expect(found.high - found.low).toBeLessThan(0.21)
  })

  test('compare false answers where nine in ten are answered', () => {
    const row = (score: number, mustRefuse: boolean, rise = 0): SuiteRow => ({
      id: '',
      question: '',
      notes: '',
      transcript: '',
      kind: 'answer',
      topicId: null,
      rightTopicId: null,
      score,
      rise,
      rank: 0,
      mustRefuse,
      isPassed: false,
    })
    const rows = [
      ...Array.from({ length: 10 }, (_, at) => row(at / 10, false)),
      ...[0.05, 0.5, 0.9, -1].map((score) => row(score, true)),
    ]
    const { threshold, falseAnswers } = falseAnswersAt(rows, 0.9)
    expect([threshold, falseAnswers(() => true)]).toEqual([0.1, 0.5])
    // What the device refuses for the rise is answered at no threshold above score - rise.
    const raised = [...rows.map((one) => ({ ...one, score: one.score + 0.3, rise: 0.3 })), row(0.3, true, 0.25)]
    expect(falseAnswersAt(raised, 0.9).falseAnswers(() => true)).toBe(0.4)
  })
})
