// Questions kept from the simulator: a CSV of the project that a person may edit too.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepQuestion } from '../../../electron/worker/testing/keptQuestions.ts'
import { parseQuestions } from '../../../electron/worker/testing/questions.ts'
import { topicId } from '../../../shared/ids.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-kept-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = (): Promise<string> => readFile(join(folder, 'questions/kept.csv'), 'utf8')
const filters = topicId('cleaning-the-filters')

describe('a kept question', () => {
  it('is a line that a suite reads, commas, quotes and line ends included', async () => {
    const texts = ['it drips', 'why, "oh why"?', 'two\nlines']
    for (const text of texts) await keepQuestion(folder, { text, topic: filters })
    expect(await keepQuestion(folder, { text: 'order pizza', topic: null })).toEqual({
      file: 'questions/kept.csv',
      count: 4,
    })
    const questions = parseQuestions(await read(), 'kept.csv')
    expect(questions.map(({ text }) => text)).toEqual([...texts, 'order pizza'])
    expect(questions.map(({ expect: [right] }) => right)).toEqual([
      ...texts.map(() => ({ kind: 'topic', id: 'cleaning-the-filters' })),
      undefined,
    ])
  })

  it('that is kept again takes the new answer, and nothing else changes', async () => {
    await mkdir(join(folder, 'questions'))
    await writeFile(
      join(folder, 'questions/kept.csv'),
      'id,question,expect,notes\n7,it drips,page:3,seen in Berlin\n8,it hums,refuse,\n',
    )
    expect(await keepQuestion(folder, { text: 'it drips', topic: filters })).toMatchObject({ count: 2 })
    expect(await read()).toBe(
      'id,question,expect,notes\n7,it drips,cleaning-the-filters,seen in Berlin\n8,it hums,refuse,\n',
    )
  })

  it('is not written over a file that is damaged', async () => {
    await mkdir(join(folder, 'questions'))
    const damaged = 'question,expect\nit drips,nothing sensible at all\n'
    await writeFile(join(folder, 'questions/kept.csv'), damaged)
    await expect(keepQuestion(folder, { text: 'it hums', topic: null })).rejects.toMatchObject({
      code: 'questions-file-invalid',
    })
    expect(await read()).toBe(damaged)
  })
})
