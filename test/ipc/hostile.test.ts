// What a hostile page, or a worker gone wrong, could send over the channel: it is refused with one code, logged, and nothing else stops.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestNames } from '../../shared/ipc/contract.ts'
import { isAcceptableSize, maxMessageBytes } from '../../shared/ipc/wire.ts'
import { connect } from './channel.ts'

const notAllowed = (where: string): unknown => ({
  ok: false,
  failure: { kind: 'expected', code: 'not-allowed', details: expect.objectContaining({ where }) },
})
const request = { id: 1, name: 'topic.list', input: undefined, droppedPath: null }
const nested = (depth: number): unknown => {
  let value: unknown = {}
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

test.each([
  ['nothing', undefined, 'message'],
  ['a string', 'topic.list', 'message'],
  ['an unknown name', { ...request, name: 'shell.run' }, 'name'],
  ['a name of the prototype', { ...request, name: 'constructor' }, 'name'],
  ['__proto__ as a name', { ...request, name: '__proto__' }, 'name'],
  ['an event as a request', { ...request, name: 'project.changed' }, 'name'],
  ['a fraction as id', { ...request, id: 1.5 }, 'id'],
  ['id 0', { ...request, id: 0 }, 'id'],
  ['a path of its own', { ...request, path: '/etc/passwd' }, 'path'],
  ['a dropped file where none is taken', { ...request, droppedPath: '/etc/passwd' }, 'file'],
  ['a path as topic id', { ...request, name: 'topic.read', input: { id: '../x' } }, 'id'],
  ['a missing input', { ...request, name: 'topic.read' }, 'input'],
  [
    'infinity as a scale',
    { ...request, name: 'manual.image', input: { manual: 'm', page: 1, scale: Infinity } },
    'scale',
  ],
  ['an array as sound', { ...request, name: 'hearing.push', input: { hearing: 1, pcm: [1] } }, 'pcm'],
  ['a text that is too long', { ...request, name: 'device.ask', input: { text: 'x'.repeat(20_001) } }, 'text'],
  ['sound that is too large', { ...request, input: new Float32Array(maxMessageBytes / 4 + 1) }, 'size'],
  ['a million and one values', { ...request, input: Array(1_000_001).fill(0) }, 'size'],
  ['a sparse array of great length', { ...request, input: Object.assign([], { length: 2 ** 32 - 1 }) }, 'size'],
  ['a hundred thousand levels', { ...request, input: nested(100_000) }, 'input'],
])('from the window, %s is refused', async (_, message, where) => {
  const { router, mainLog, workerLog } = connect({ 'topic.list': () => [] })
  expect(await router.invoke(message)).toEqual(notAllowed(where))
  expect([mainLog.length, workerLog]).toEqual([1, []])
})

test('a flood is refused beyond what a page ever asks at once, and those before it are answered', async () => {
  const { router } = connect({ 'topic.list': () => [] })
  const flood = await Promise.all(Array.from({ length: 1000 }, (_, at) => router.invoke({ ...request, id: at + 1 })))
  expect(flood.slice(0, 256).every(({ ok }) => ok)).toBe(true)
  expect(flood.slice(256).filter(({ ok }) => ok)).toEqual([])
  expect(flood[999]).toEqual(notAllowed('too many requests'))
  expect(await router.invoke({ ...request, id: 5000 })).toEqual({ ok: true, value: [] })
})

test('an id that is in use is refused, and the first request still answered', async () => {
  const { router } = connect({ 'topic.list': () => [] })
  const [first, second] = await Promise.all([router.invoke(request), router.invoke(request)])
  expect([first, second]).toEqual([{ ok: true, value: [] }, notAllowed('id')])
})

test('a value that contains itself is counted once', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(isAcceptableSize(circle)).toBe(true)
})

test('any message at all gets a Result, and never reaches a handler outside its schema', async () => {
  const { router } = connect({})
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.anything({
          withTypedArray: true,
          withDate: true,
          withMap: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        fc.record({
          id: fc.oneof(fc.integer(), fc.anything()),
          name: fc.oneof(fc.constantFrom(...requestNames), fc.string()),
          input: fc.anything(),
          droppedPath: fc.oneof(fc.constant(null), fc.string()),
        }),
      ),
      async (message) => {
        const result = await router.invoke(message)
        expect(result.ok ? 'ok' : result.failure.kind).toMatch(/^(?:expected|cancelled|bug)$/)
        if (!result.ok && result.failure.kind === 'bug')
          expect(result.failure.message).toMatch(/the test has no handler/)
      },
    ),
    { numRuns: 500, seed: 20261123 },
  )
})

describe('from the other process', () => {
  test.each([
    ['no message', 42],
    ['an unknown type', { type: 'shout' }],
    ['an unknown name', { type: 'request', id: 1, name: 'shell.run', input: 0, path: null }],
    ['a cancel of nothing', { type: 'cancel', id: 77 }],
  ])('the worker survives %s', async (_, message) => {
    const { mainPort, client } = connect({ 'project.read': () => null })
    mainPort.postMessage(message)
    expect(await client.call('project.read')).toBeNull()
  })

  test('the worker itself refuses an input outside the schema', async () => {
    const { link } = connect({})
    const answer = await link.request({ name: 'topic.read', input: { id: 7 }, path: null })
    expect(answer).toEqual(notAllowed('id'))
  })

  test.each([
    ['no message', null],
    ['a reply to nobody', { type: 'reply', id: 99, result: { ok: true, value: 1 } }],
    ['a reply without a result', { type: 'reply', id: 1, result: { ok: true } }],
    ['progress beyond the end', { type: 'progress', id: 1, fraction: 2, step: 'x' }],
    [
      'a failure with an unknown code',
      { type: 'reply', id: 1, result: { ok: false, failure: { kind: 'expected', code: 'x', details: {} } } },
    ],
  ])('main survives %s', async (_, message) => {
    const { workerPort, client, told } = connect({ 'project.read': () => null })
    workerPort.postMessage(message)
    expect([await client.call('project.read'), told]).toEqual([null, []])
  })
})
