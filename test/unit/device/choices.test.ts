import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import type { Reply } from '../../../shared/domain.ts'
import { goldenContents, towards } from '../../golden/goldenBundle.ts'

const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const golden = goldenContents()
const terms = ['kettl', 'start', 'stop'].map((term) => ({
  term,
  weight: 500,
  postings: [0, 1].map((topic) => ({ topic, frequency: 1 })),
}))

interface Case {
  question: string
  titles: [string, string]
  /** So many margins less does the second topic score. */
  behind: number
}

async function ask({ question, titles, behind }: Case): Promise<Reply> {
  const margin = golden.ranking.marginQ15 / 32768
  const contents = {
    ...golden,
    ...{ terms, background: new Int8Array(0), vectorRoles: [], vectorTopics: Uint16Array.of(0, 1) },
    ...{ topics: golden.topics.slice(1, 3).map((topic, at) => ({ ...topic, title: titles[at] ?? '' })) },
    ...{ vectors: Int8Array.from([...towards(0.9), ...towards(0.9 - behind * margin)]) },
    ...{ commandPhrases: [], offers: [] },
  }
  return (await DeviceRuntime.open(wasm, bundleBytes(contents))).ask(Int8Array.from(towards(1)), question)
}

describe('of two topics that are nearly as good the device', () => {
  const twins: Case['titles'] = ['The kettle does not stop', 'The kettle does not start']
  it.each<[string, Case, Reply['kind']]>([
    [
      'asks which, where the question leaves it open',
      { question: 'the kettle', titles: twins, behind: 2.5 },
      'clarification',
    ],
    ['says the one that is asked for', { question: 'the kettle does not stop', titles: twins, behind: 2.5 }, 'answer'],
    ['says the one that is clearly better', { question: 'the kettle', titles: twins, behind: 3.5 }, 'answer'],
    [
      'says the better one where they share less',
      { question: 'kettle', titles: ['Kettle on', 'Boil dry in the kettle'], behind: 2.5 },
      'answer',
    ],
    [
      'asks which, where any two are as good',
      { question: 'kettle', titles: ['Kettle on', 'Boil dry'], behind: 0.5 },
      'clarification',
    ],
    [
      'says one where both have one title',
      { question: 'kettle', titles: ['Kettle on', 'Kettle on'], behind: 0.5 },
      'answer',
    ],
    [
      'says the section and not its part',
      { question: 'kettle', titles: ['Kettle', 'Kettle: Filling'], behind: 0.5 },
      'answer',
    ],
    [
      'says the part and not its section',
      { question: 'kettle', titles: ['Kettle: Filling', 'Kettle'], behind: 0.5 },
      'answer',
    ],
  ])('%s', async (_, asked, kind) => {
    expect((await ask(asked)).kind).toBe(kind)
  })
})
