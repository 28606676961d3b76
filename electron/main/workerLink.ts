// A port to the worker -> requests with an answer each. Example: link.request({ name: 'topic.list', input: undefined, path: null }).
// Trap: when the worker dies no reply comes: close() answers everything that is open with worker-stopped.

import * as v from 'valibot'
import { AppError } from '../../shared/errors.ts'
import type { EventName, RequestName } from '../../shared/ipc/contract.ts'
import { failed, fromWorkerSchema } from '../../shared/ipc/wire.ts'
import type { Port, Result, ToWorker } from '../../shared/ipc/wire.ts'

export interface WorkerRequest {
  name: RequestName
  input: unknown
  path: string | null
  signal?: AbortSignal
  onProgress?: (fraction: number, step: string) => void
}

export interface WorkerLink {
  request: (request: WorkerRequest) => Promise<Result<unknown>>
  /** Resolves when nothing is open any more. */
  whenIdle: () => Promise<void>
  close: () => void
}

interface Open {
  settle: (result: Result<unknown>) => void
  onProgress: WorkerRequest['onProgress']
}

export interface LinkListeners {
  onEvent: (name: EventName, payload: unknown) => void
  log: (line: string) => void
}

export function workerLink(port: Port, { onEvent, log }: LinkListeners): WorkerLink {
  const open = new Map<number, Open>()
  const waitingForIdle = new Set<() => void>()
  let lastId = 0
  let isClosed = false
  const post = (message: ToWorker): void => port.post(message)

  function settle(id: number, result: Result<unknown>): void {
    open.get(id)?.settle(result)
    open.delete(id)
    if (open.size === 0) for (const resolve of waitingForIdle) resolve()
  }

  port.receive((received) => {
    if (isClosed) return
    const message = v.safeParse(fromWorkerSchema, received)
    if (!message.success) return log(`worker sent no message: ${v.summarize(message.issues)}`)
    const { output } = message
    if (output.type === 'progress') return open.get(output.id)?.onProgress?.(output.fraction, output.step)
    if (output.type === 'event') return onEvent(output.name, output.payload)
    settle(output.id, output.result)
  })

  return {
    request({ name, input, path, signal, onProgress }) {
      if (isClosed) return Promise.resolve(stopped())
      const id = (lastId += 1)
      return new Promise((resolve) => {
        const cancel = (): void => post({ type: 'cancel', id })
        const settleOnce = (result: Result<unknown>): void => {
          signal?.removeEventListener('abort', cancel)
          resolve(result)
        }
        open.set(id, { settle: settleOnce, onProgress })
        signal?.addEventListener('abort', cancel, { once: true })
        post({ type: 'request', id, name, input, path })
        if (signal?.aborted) cancel()
      })
    },
    whenIdle: () =>
      open.size === 0 ? Promise.resolve() : new Promise((resolve) => waitingForIdle.add(() => resolve())),
    close() {
      isClosed = true
      for (const id of [...open.keys()]) settle(id, stopped())
    },
  }
}

const stopped = (): Result<never> => failed(new AppError('worker-stopped'))
