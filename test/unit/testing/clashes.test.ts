import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Topic } from '../../../shared/domain.ts'
import type { Engines } from '../../../electron/worker/engines.ts'
import type { Simulator } from '../../../electron/worker/device/simulator.ts'
import { clashesOf } from '../../../electron/worker/testing/clashes.ts'
import { openWasher, washerTopics } from '../device/washer.ts'
import { quietWork } from '../speech/models.ts'

let engines: Engines
let simulator: Simulator
beforeAll(async () => {
  ;({ engines, simulator } = await openWasher())
}, 120_000)
afterAll(async () => {
  await simulator.close()
  await engines.close()
})

/** The washer's topics, one of them with other phrases than those the device was built with. */
const withPhrases = (id: string, phrases: (now: string[]) => string[]): Topic[] =>
  washerTopics.map((topic) =>
    topic.id === id
      ? {
          ...topic,
          phrases: phrases(topic.phrases.map(({ text }) => text)).map((text) => ({ text, origin: 'author' })),
        }
      : topic,
  )
const found = async (topics: Topic[]) =>
  (await clashesOf(topics, simulator, quietWork)).map(({ found: { code, topic, part }, other }) => ({
    code,
    topic: topic.id,
    part: part ?? null,
    other: other?.id ?? null,
  }))

test('topics whose phrases all lead to them do not clash', async () => {
  expect(await found(washerTopics)).toEqual([])
})

test('a phrase that another topic answers is found at its place, and its fix removes it', async () => {
  const topics = withPhrases('salt', (now) => [...now, 'What does error E15 mean?'])
  expect(await found(topics)).toEqual([{ code: 'phrase-elsewhere', topic: 'salt', part: 'phrase 1', other: 'e15' }])
  const [clash] = await clashesOf(topics, simulator, quietWork)
  const salt = topics.find(({ id }) => id === 'salt')!
  expect(clash?.found.fix?.(salt).phrases).toEqual([{ text: 'How do I fill in salt?', origin: 'author' }])
})

test('a topic that none of its phrases leads to is found as a whole', async () => {
  expect(await found(withPhrases('wet', () => ['How do I fill in salt?']))).toEqual([
    { code: 'topic-not-reached', topic: 'wet', part: null, other: 'salt' },
  ])
})

test('a phrase that the device takes for a command or refuses leads nowhere', async () => {
  expect(await found(withPhrases('wet', () => ['next', 'who won the match last night']))).toEqual([
    { code: 'topic-refused', topic: 'wet', part: null, other: null },
  ])
})
