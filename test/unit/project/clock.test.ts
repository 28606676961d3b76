// The computer's clock is set back or forward while we work: people, time servers and flat batteries do that.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Deed, Project } from '../../../shared/domain.ts'
import type { SuiteResult } from '../../../shared/suiteResult.ts'
import { readDeeds } from '../../../electron/worker/project/deeds.ts'
import { withLock } from '../../../electron/worker/project/lock.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { keepResult, keptResults } from '../../../electron/worker/testing/keptResults.ts'
import { RecentProjects } from '../../../electron/worker/user/recentProjects.ts'
import { topicOf } from '../../topicOf.ts'

const settings = { name: 'Dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }
const deed: Deed = { code: 'edit-topic', details: {} }
const titled = (title: string) => (project: Project) => ({ ...project, topics: [topicOf('a', { title })] })
const titleIn = ({ topics }: Project): string | undefined => topics[0]?.title
const now = new Date('2026-11-30T12:00:00Z')

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-')), 'project')
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

describe.each([
  ['back', new Date('1970-01-01T00:00:00Z')],
  ['forward', new Date('2099-12-31T23:59:59Z')],
])('a clock that is set %s', (_, then) => {
  it('changes neither the order of undo nor what is on disk, and every deed stays in the history', async () => {
    const store = await ProjectStore.create(folder, settings)
    store.byWhom = () => ({ by: 'Ada', at: new Date().toISOString() })
    await store.apply(deed, titled('before'))
    vi.setSystemTime(then)
    await store.apply(deed, titled('after'))
    await store.settled()
    expect(titleIn((await ProjectStore.open(folder)).project)).toBe('after')
    expect(titleIn(await store.undo())).toBe('before')
    expect(titleIn(await store.redo())).toBe('after')
    await store.settled()
    const ways = (await readDeeds(folder, 100)).filter(({ code }) => code === deed.code).map(({ way }) => way)
    expect(ways.sort()).toEqual(['done', 'done', 'redone', 'undone'])
  })

  it('leaves the last run of a suite and the project opened last where they are', async () => {
    const recent = new RecentProjects(join(folder, '..'))
    await ProjectStore.create(folder, settings)
    for (const [name, at] of [
      ['first', now],
      ['last', then],
    ] as const) {
      vi.setSystemTime(at)
      await keepResult(folder, resultOf(`${name}.csv`))
      await recent.add({ name, folder: `${folder}-${name}` })
    }
    expect((await keptResults(folder)).map(({ questions }) => questions)).toEqual(['first.csv', 'last.csv'])
    expect((await recent.list()).map(({ name }) => name)).toEqual(['last', 'first'])
  })

  it('takes no lock from somebody who works', async () => {
    const order: string[] = []
    const [held, done] = [signal(), signal()]
    const first = withLock(folder, async () => {
      held.give()
      await done.given
      order.push('first')
    })
    await held.given
    vi.setSystemTime(then)
    const second = withLock(folder, async () => void order.push('second'))
    await new Promise((resolve) => setTimeout(resolve, 60)) // four tries
    done.give()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
  })
})

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => (give = resolve))
  return { given, give: () => give() }
}

const resultOf = (questions: string): SuiteResult => ({
  at: new Date().toISOString(),
  questions,
  bundleSha256: '',
  threshold: 0,
  totals: { total: 1, top1: 1, top3: 1, mrr: 1, answered: 1, refusedCorrectly: 0, falseAnswers: 0 },
  rows: [],
})
