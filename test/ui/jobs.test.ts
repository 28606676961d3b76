// Long work and its failures as the window shows them, over the real client and a fake of Electron's bridge.

import { createPinia, setActivePinia } from 'pinia'
import { effectScope } from 'vue'
import type { EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportPlan } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { bridgeOf, installBridge } from './bridge.ts'

const plan: ExportPlan = {
  target: 'sr110-mcu',
  sizeBytes: 10,
  sha256: 'a',
  sections: [],
  languages: [],
  topics: [],
  advice: [],
  budget: { lines: [], measures: [], isWithin: true },
  gate: { isOpen: true, lines: [] },
}
type Settle = { resolve: (value: unknown) => void; reject: (error: unknown) => void }

const waiting = new Map<number, Settle>()
const bridge = bridgeOf({
  'export.plan': (_, id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject })),
})
installBridge(bridge)
const { useJob } = await import('../../renderer/composables/useJob.ts')
const { useNotices } = await import('../../renderer/stores/notices.ts')

const newest = (): Settle & { id: number } => {
  const [id, settle] = [...waiting].at(-1)!
  return { id, ...settle }
}

describe('a job', () => {
  let scope: EffectScope
  beforeEach(() => (scope = effectScope()))
  afterEach(() => scope.stop())
  const start = () => scope.run(() => useJob('export.plan'))!

  it('shows how far it is and in which step, then gives its result', async () => {
    const job = start()
    const running = job.run({ target: 'sr110-mcu' })
    bridge.tell({ type: 'progress', id: newest().id, fraction: 0.4, step: 'embeddings' })
    expect([job.isRunning.value, job.fraction.value, job.stepText.value]).toEqual([true, 0.4, 'Encoding phrases'])
    newest().resolve(plan)
    expect(await running).toEqual(plan)
    expect(job.isRunning.value).toBe(false)
  })

  it('names a step that it does not know', () => {
    const job = start()
    void job.run({ target: 'x' })
    bridge.tell({ type: 'progress', id: newest().id, fraction: 0.1, step: 'a-step-of-tomorrow' })
    expect(job.stepText.value).toBe('Working')
  })

  it('gives nothing when it is cancelled, and tells the worker', async () => {
    const job = start()
    const running = job.run({ target: 'x' })
    const { id } = newest()
    job.cancel()
    expect(await running).toBeUndefined()
    expect(bridge.cancelled).toContain(id)
  })

  it('answers the newest question only', async () => {
    const job = start()
    const first = job.run({ target: 'sl2610-linux' })
    const second = job.run({ target: 'sr110-mcu' })
    newest().resolve(plan)
    expect(await Promise.all([first, second])).toEqual([undefined, plan])
  })

  it('throws what the worker refused, as the error it was', async () => {
    const running = start().run({ target: 'x' })
    newest().reject(new AppError('target-unknown', { target: 'x', targets: 'a, b' }))
    await expect(running).rejects.toMatchObject({ code: 'target-unknown', details: { target: 'x' } })
  })

  it('is cancelled when nobody looks at it any more', async () => {
    const job = start()
    const running = job.run({ target: 'x' })
    scope.stop()
    expect(await running).toBeUndefined()
  })
})

describe('a failure', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('is a message with its code where it was expected', () => {
    const notices = useNotices()
    notices.show(new AppError('pdf-empty-file', { file: 'a.pdf' }))
    expect(notices.shown).toMatchObject([{ kind: 'failure', error: { code: 'pdf-empty-file' } }])
  })

  it('is nothing where the person cancelled', () => {
    const notices = useNotices()
    notices.show(new DOMException('cancelled', 'AbortError'))
    expect([notices.shown, notices.bugReport]).toEqual([[], null])
  })

  it('is a report to copy where it is a bug, the worker’s own if it sent one', () => {
    const notices = useNotices()
    notices.show(Object.assign(new Error('x'), { report: 'worker stack' }))
    expect(notices.bugReport).toBe('worker stack')
  })

  it('never fills the corner: the four newest stay', () => {
    const notices = useNotices()
    for (let at = 0; at < 6; at++) notices.show(new AppError('no-topics'))
    expect(notices.shown.map(({ id }) => id)).toEqual([3, 4, 5, 6])
  })
})
