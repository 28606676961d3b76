// What a request of the window goes through, over a real MessageChannel: answers, errors, progress, cancel, files, a dying worker.

import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { FileChoice } from '../../electron/main/router.ts'
import { connect } from './channel.ts'

const plan = {
  target: 'sl2610-linux',
  sizeBytes: 1,
  sha256: 'ab',
  sections: [],
  languages: [],
  topics: [],
  advice: [],
  budget: { lines: [], measures: [], isWithin: true },
  gate: { isOpen: true, lines: [] },
}
const target = { target: 'sl2610-linux' }

/** Resolves when the signal aborts, as a handler would that waits for long work. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('an answer comes back parsed, bytes included', async () => {
  const { client } = connect({
    'device.speak': ({ text }) => ({ pcm: new Int16Array([text.length, -7]), sampleRateHz: 16000, partCount: 1 }),
  })
  expect(await client.call('device.speak', { text: 'hello' })).toEqual({
    pcm: new Int16Array([5, -7]),
    sampleRateHz: 16000,
    partCount: 1,
  })
})

test('answers find their own requests when they come in another order', async () => {
  const release: (() => void)[] = []
  const { client } = connect({
    'topic.onPage': async ({ page }) => {
      if (page === 1) await new Promise<void>((resolve) => release.push(resolve))
      else release.forEach((go) => go())
      return [{ id: 'a' as never, title: `page ${page}`, boxes: [] }]
    },
  })
  const ask = (page: number): Promise<string | undefined> =>
    client.call('topic.onPage', { manual: 'm', page }).then(([topic]) => topic?.title)
  expect(await Promise.all([ask(1), ask(2)])).toEqual(['page 1', 'page 2'])
})

test('an expected error arrives as the AppError that it was', async () => {
  const { client } = connect({
    'topic.read': ({ id }) => {
      throw new AppError('topic-not-found', { id })
    },
  })
  await expect(client.call('topic.read', { id: 'descaling' })).rejects.toEqual(
    new AppError('topic-not-found', { id: 'descaling' }),
  )
})

test('a bug arrives with a report, is logged with its stack, and the next request is answered', async () => {
  const { client, workerLog } = connect({
    'topic.list': () => {
      throw new RangeError('off by one')
    },
    'project.read': () => null,
  })
  await expect(client.call('topic.list')).rejects.toMatchObject({
    message: 'off by one',
    report: expect.stringContaining('requests.test.ts'),
  })
  expect(await client.call('project.read')).toBeNull()
  expect(workerLog).toEqual([expect.stringMatching(/^topic\.list: RangeError: off by one\n\s+at .*requests\.test\.ts/)])
})

test('an answer that can not be cloned is one failed request', async () => {
  const { client } = connect({ 'project.recent': () => [(() => 0) as never] })
  await expect(client.call('project.recent')).rejects.toThrow(/could not be cloned/)
})

test('an answer outside the contract does not reach the page', async () => {
  const { router, mainLog } = connect({ 'target.list': () => [{ id: 'x' } as never] })
  const result = await router.invoke({ id: 1, name: 'target.list', input: undefined, droppedPath: null })
  expect([result, mainLog.length]).toEqual([{ ok: false, failure: expect.objectContaining({ kind: 'bug' }) }, 1])
})

test('progress is passed on to its own job only', async () => {
  const { client } = connect({
    'export.plan': ({ target }, { report }) => {
      report(0.5, `plan ${target}`)
      return { ...plan, target }
    },
  })
  const heard: string[] = []
  const job = (name: string): Promise<unknown> =>
    client.job(
      'export.plan',
      { target: name },
      { onProgress: (fraction, step) => heard.push(`${name}: ${fraction} ${step}`) },
    )
  await Promise.all([job('a'), job('b')])
  expect(heard.sort()).toEqual(['a: 0.5 plan a', 'b: 0.5 plan b'])
})

test('a thousand reports at once become two messages: the first and the last', async () => {
  const { client, told } = connect({
    'export.plan': (_, { report }) => {
      for (let step = 1; step <= 1000; step += 1) report(step / 1000, 'topics')
      return plan
    },
  })
  await client.job('export.plan', target)
  expect(told).toEqual([
    { type: 'progress', id: 1, fraction: 0.001, step: 'topics' },
    { type: 'progress', id: 1, fraction: 1, step: 'topics' },
  ])
})

test('an aborted job rejects as cancelled, and its handler is told', async () => {
  const seen: string[] = []
  const { client, link } = connect({
    'export.plan': (_, { signal, report }) => {
      report(0.1, 'started')
      return aborted(signal).finally(() => seen.push('handler stopped'))
    },
  })
  const controller = new AbortController()
  const job = client.job('export.plan', target, { signal: controller.signal, onProgress: () => controller.abort() })
  await expect(job).rejects.toMatchObject({ name: 'AbortError' })
  await link.whenIdle()
  expect(seen).toEqual(['handler stopped'])
})

test('a reply and progress that come after the abort are dropped', async () => {
  const heard: string[] = []
  let finish = (): void => undefined
  const { client, link, told } = connect({
    'export.plan': async (_, { report }) => {
      report(0.1, 'started')
      await new Promise<void>((resolve) => (finish = resolve))
      report(0.9, 'late')
      return plan
    },
  })
  const controller = new AbortController()
  const job = client.job('export.plan', target, {
    signal: controller.signal,
    onProgress: (_, step) => {
      heard.push(step)
      controller.abort()
    },
  })
  await expect(job).rejects.toMatchObject({ name: 'AbortError' })
  finish()
  await link.whenIdle()
  expect([heard, told.at(-1)]).toEqual([['started'], { type: 'progress', id: 1, fraction: 0.9, step: 'late' }])
})

test('a signal that is aborted already sends nothing', async () => {
  let calls = 0
  const { client } = connect({ 'export.plan': () => ({ ...plan, sizeBytes: (calls += 1) }) })
  await expect(client.job('export.plan', target, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  })
  await setImmediate()
  expect(calls).toBe(0)
})

test('when the worker dies, every open request fails with worker-stopped', async () => {
  const { client, link } = connect({ 'topic.list': () => new Promise(() => undefined) })
  const open = [client.call('topic.list'), client.call('topic.list')]
  await setImmediate()
  link.close()
  const outcomes = await Promise.allSettled([...open, client.call('topic.list')])
  expect(outcomes).toEqual(Array(3).fill({ status: 'rejected', reason: new AppError('worker-stopped') }))
})

test('when the page goes away, its requests are cancelled', async () => {
  const { client, router, link } = connect({ 'export.plan': (_, { signal }) => aborted(signal) })
  const job = client.job('export.plan', target)
  await setImmediate()
  router.cancelAll()
  await expect(job).rejects.toMatchObject({ name: 'AbortError' })
  await link.whenIdle()
})

test('an event reaches those who listen to it until they stop', async () => {
  const { client, worker } = connect({ 'project.read': () => null })
  const heard: string[] = []
  const stop = client.on('worker.restarted', ({ reason }) => heard.push(reason))
  worker.emit('worker.restarted', { reason: 'first' })
  await client.call('project.read') // a later answer on the same channel: the event has passed
  stop()
  worker.emit('worker.restarted', { reason: 'second' })
  await client.call('project.read')
  expect(heard).toEqual(['first'])
})

// ---------------------------------------------------------------- files

function filesAnswering(...answers: (string | null)[]): FileChoice & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    choose: (kind) => {
      asked.push(kind)
      return Promise.resolve(answers.shift() ?? null)
    },
    checkDropped: (kind, path) => {
      asked.push(`dropped ${kind}`)
      return Promise.resolve(path)
    },
  }
}

const reportingPath = {
  'manual.import': (_: unknown, { path }: { path: string | null }): never => {
    throw new AppError('pdf-password-needed', { file: path ?? '' })
  },
}

test('the chosen path goes to the worker, and "again" asks no second time', async () => {
  const files = filesAnswering('/home/ada/manual.pdf')
  const { client } = connect(reportingPath, files)
  const first = client.job('manual.import', {})
  await expect(first).rejects.toEqual(new AppError('pdf-password-needed', { file: '/home/ada/manual.pdf' }))
  const second = client.job('manual.import', { again: true, password: 'x' })
  await expect(second).rejects.toEqual(new AppError('pdf-password-needed', { file: '/home/ada/manual.pdf' }))
  expect(files.asked).toEqual(['open-pdf'])
})

test('"again" without an earlier file asks for one', async () => {
  const files = filesAnswering('/a.pdf')
  await connect(reportingPath, files)
    .client.job('manual.import', { again: true })
    .catch(() => undefined)
  expect(files.asked).toEqual(['open-pdf'])
})

test('a closed dialog is a cancel, and the worker hears nothing', async () => {
  const { client, workerLog, mainLog } = connect({}, filesAnswering(null))
  await expect(client.call('project.open')).rejects.toMatchObject({ name: 'AbortError' })
  expect([workerLog, mainLog]).toEqual([[], []])
})

test('a job cancelled while its dialog is open does not start', async () => {
  let answer: (path: string) => void = () => undefined
  const files: FileChoice = {
    ...filesAnswering(),
    choose: () => new Promise((resolve) => (answer = resolve)),
  }
  const { router, workerLog } = connect({}, files)
  const job = router.invoke({ id: 4, name: 'manual.import', input: {}, droppedPath: null })
  router.cancel(4)
  answer('/a.pdf')
  expect([await job, workerLog]).toEqual([{ ok: false, failure: { kind: 'cancelled' } }, []])
})

test('a program that will run is never a dropped file', async () => {
  const files = filesAnswering()
  const { client, workerLog } = connect({}, files)
  const job = client.job('voice.chooseCommand', { language: 'de', options: '' }, { file: new File(['#!'], 'run') })
  await expect(job).rejects.toMatchObject({ code: 'not-allowed' })
  expect([files.asked, workerLog]).toEqual([[], []])
})

test('a dropped file takes the place of the dialog', async () => {
  const files = filesAnswering()
  const { client } = connect(reportingPath, files)
  const job = client.job('manual.import', {}, { file: new File(['%PDF'], 'dropped.pdf') })
  await expect(job).rejects.toEqual(new AppError('pdf-password-needed', { file: '/dropped/dropped.pdf' }))
  expect(files.asked).toEqual(['dropped open-pdf'])
})
