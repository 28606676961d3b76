// A lesson is a phrase of one topic alone, takes its approval back, and is judged on the questions that were asked before.

import { describe, expect, test } from 'vitest'
import type { Project, Topic } from '../../../shared/domain.ts'
import { topicId } from '../../../shared/ids.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import type { KeptRow } from '../../../shared/suiteResult.ts'
import { taught } from '../../../electron/worker/handlers/teaching.ts'
import { effectOf } from '../../../electron/worker/testing/retest.ts'
import type { AskedDevice } from '../../../electron/worker/testing/suite.ts'
import { topicOf } from '../../topicOf.ts'

const work = { signal: new AbortController().signal, report: (): void => undefined }
const topic = (id: string, phrases: Topic['phrases'] = []): Topic => topicOf(id, { phrases, status: 'approved' })
const projectOf = (...topics: Topic[]): Project => ({
  formatVersion: 1,
  settings: { name: 'p', language: 'en', target: 'sl2610-linux', ranking: {} } as Project['settings'],
  manuals: [],
  topics,
})

describe('a lesson', () => {
  const salt = topic('salt')
  const rinse = topic('rinse', [{ text: 'Fill it up', origin: 'taught' }])
  const learned = taught(projectOf(salt, rinse), salt.id, 'fill it up')

  test('goes to one topic and leaves the other that had it', () =>
    expect(learned.topics.map(({ phrases }) => phrases.map(({ text }) => text))).toEqual([['fill it up'], []]))
  test('takes the approval back of both', () =>
    expect(learned.topics.map(({ status }) => status)).not.toContain('approved'))
  test('twice is once', () => expect(taught(learned, salt.id, 'fill it up').topics).toEqual(learned.topics))
})

describe('its effect', () => {
  /** A device that knows its questions by heart. */
  const device = (answers: Record<string, string>): AskedDevice => ({
    answerOf: () => [],
    ask: (text) => {
      const id = answers[text]
      const candidates = id === undefined ? [] : [{ topicId: topicId(id), title: id, score: 1 }]
      const kind = id === undefined ? 'refusal' : 'answer'
      const reply = { kind, topicId: candidates[0]?.topicId ?? null, score: 1, alternatives: [] }
      return Promise.resolve({ reply, candidates, transcript: text } as unknown as Turn)
    },
  })
  const row = (question: string, rightTopicId: string | null): KeptRow => ({
    ...{ id: question, question, kind: 'answer', topicId: null, rightTopicId, score: 1, rise: 0 },
    ...{ mustRefuse: rightTopicId === null, isPassed: true },
  })

  test('names what is won and lost, refusals too', async () => {
    const rows = [row('a', 'salt'), row('b', 'rinse'), row('joke', null)]
    const before = device({ a: 'salt', b: 'salt' })
    const now = device({ a: 'salt', b: 'rinse', joke: 'salt' })
    expect(await effectOf(rows, { before, now }, work)).toEqual({
      ...{ total: 3, passedBefore: 2, passedNow: 2, won: ['b'], lost: ['joke'] },
    })
  })
})
