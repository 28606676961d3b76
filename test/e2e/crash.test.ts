// The worker is killed in the middle of import, save, suite and export: the window says so, the project is open again and whole, and the
// same thing done again works. Kills come at seeded random moments of each.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomFrom } from '../../shared/random.ts'
import { root, startApp } from './app.ts'
import type { Answer, RunningApp } from './app.ts'

let app: RunningApp
let folder: string
let killedAtMs = 0
const random = randomFrom(8)
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  folder = join(app.userFolder, 'sample')
  await app.page.getByRole('button', { name: 'Project menu' }).waitFor({ timeout: 60_000 })
})
afterAll(() => app.close())

const ask = (name: string, input?: unknown) => app.request<unknown>(name, input)

/** The answer of a worker that lives: a question on the way to one that was killed is answered with worker-stopped. */
async function soon(name: string, input: unknown): Promise<unknown> {
  for (;;) {
    const result = await ask(name, input)
    if (result.ok) return result.value
    await pause(50)
  }
}

/** Three short lives in a row would keep the worker down; a person is not that fast. */
const shortLifeMs = 6000
const untilOldEnough = (): Promise<void> => pause(Math.max(0, killedAtMs + shortLifeMs - performance.now()))

async function killWorker(): Promise<void> {
  const pid = await app.electron.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => /worker/i.test(`${name} ${serviceName}`))?.pid ?? 0,
  )
  process.kill(pid, 'SIGKILL')
  killedAtMs = performance.now()
}

const paths = { pdf: join(root, 'assets/sample/manual.pdf'), csv: join(root, 'assets/sample/questions.csv') }
const works: [string, string, unknown, () => string[]][] = [
  ['import', 'manual.import', {}, () => [paths.pdf]],
  ['export', 'export.run', { target: 'sl2610-linux', force: true }, () => [join(app.userFolder, 'out')]],
  ['suite', 'suite.run', {}, () => [paths.csv]],
  ['review report', 'exchange.review', { format: 'pdf', language: 'en' }, () => [app.userFolder]],
]

// Export comes before the suite: it is the one that encodes every phrase, so there is time to kill it.
test.each(works)(
  'a kill during %s is said, and done again it works',
  async (_, name, input, dialogs) => {
    let before = ''
    let ended: Answer<unknown> = { ok: true, value: null }
    // a quick machine may be done before the kill: then sooner
    for (let waitMs = 100 + random() * 600; ended.ok && waitMs > 1; waitMs /= 4) {
      await untilOldEnough()
      before = await readFile(join(folder, 'project.json'), 'utf8')
      await app.answerDialogs(...dialogs())
      const first = ask(name, input)
      await pause(waitMs)
      await killWorker()
      ended = await first
    }
    expect(ended).toMatchObject({ ok: false, failure: { kind: 'expected', code: 'worker-stopped' } })
    await app.page.getByText('The background process was started again').last().waitFor()
    expect(await ask('project.read')).toMatchObject({ ok: true, value: { settings: { name: 'Sample dishwasher' } } })
    expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(before)
    await app.answerDialogs(...dialogs())
    expect(await ask(name, input)).toMatchObject({ ok: true })
  },
  400_000,
)

test('kills during saves lose no save that was answered', async () => {
  for (let round = 0; round < 3; round++) {
    await untilOldEnough()
    const read = await ask('topic.read', { id: 'child-lock' })
    let saved = ''
    let isAlive = true
    const saving = (async () => {
      for (let at = 0; isAlive; at++) {
        const title = `Round ${round} save ${at}`
        const result = await ask('topic.save', { topic: { ...(read.value as object), title } })
        if (result.ok) saved = title
        else isAlive = false
      }
    })()
    while (saved === '' && isAlive) await pause(20) // before the first answer there is nothing to lose
    await pause(200 + random() * 500)
    await killWorker()
    isAlive = false // it may have come between two saves: then the next one waits for the new worker, and none fails
    await saving
    const value = await soon('topic.read', { id: 'child-lock' })
    const number = (title: string): number => Number(/save (\d+)$/.exec(title)?.[1])
    const kept = number((value as { title: string }).title)
    expect([kept === number(saved) || kept === number(saved) + 1, (value as { title: string }).title]).toEqual([
      true,
      expect.stringContaining(`Round ${round} save`),
    ])
  }
  expect(await readdir(folder)).not.toContain('.journal')
})
