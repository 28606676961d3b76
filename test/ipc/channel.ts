// Handlers -> client of a window, through everything that lies between: client, router, link, a real MessageChannel, message loop.
// Example: const { client } = connect({ 'topic.list': () => [] }); await client.call('topic.list') -> [].
// Trap: a handler that a test does not give answers with a bug, so a test can't pass by talking to the wrong one.

import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { createRouter } from '../../electron/main/router.ts'
import type { FileChoice, Router } from '../../electron/main/router.ts'
import { workerLink } from '../../electron/main/workerLink.ts'
import type { WorkerLink } from '../../electron/main/workerLink.ts'
import { serve } from '../../electron/worker/serve.ts'
import type { Handlers, Served } from '../../electron/worker/serve.ts'
import { createClient } from '../../shared/ipc/client.ts'
import type { Client } from '../../shared/ipc/client.ts'
import { requestNames } from '../../shared/ipc/contract.ts'
import type { Port, ToWindow } from '../../shared/ipc/wire.ts'

export interface Connection {
  client: Client
  router: Router
  link: WorkerLink
  worker: Served
  /** Main's end of the channel, to send the worker what main would never send. */
  mainPort: MessagePort
  /** The worker's end, to send main what the worker would never send. */
  workerPort: MessagePort
  /** All that main sent to the window beside answers. */
  told: ToWindow[]
  mainLog: string[]
  workerLog: string[]
}

const noFiles: FileChoice = {
  choose: () => Promise.resolve(null),
  checkDropped: (_, path) => Promise.resolve(path),
}

export function connect(handlers: Partial<Handlers>, files: FileChoice = noFiles): Connection {
  const { port1: mainPort, port2: workerPort } = new MessageChannel()
  onTestFinished(() => mainPort.close())
  const mainLog: string[] = []
  const workerLog: string[] = []
  const told: ToWindow[] = []
  const listeners = new Set<(message: unknown) => void>()
  const tellWindow = (message: ToWindow): void => {
    told.push(message)
    for (const listener of listeners) listener(structuredClone(message))
  }
  const link = workerLink(portOf(mainPort), {
    onEvent: (name, payload) => tellWindow({ type: 'event', name, payload }),
    log: (line) => mainLog.push(line),
  })
  const router = createRouter({
    worker: link,
    files,
    takeWanted: () => null,
    tellWindow,
    onAnswer: () => undefined,
    log: (line) => mainLog.push(line),
  })
  const worker = serve(portOf(workerPort), { ...missing(), ...handlers }, { log: (line) => workerLog.push(line) })
  const client = createClient({
    async invoke(name, id, input, file) {
      const droppedPath = file ? `/dropped/${file.name}` : null
      return structuredClone(await router.invoke(structuredClone({ id, name, input, droppedPath })))
    },
    cancel: (id) => router.cancel(id),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  return { client, router, link, worker, mainPort, workerPort, told, mainLog, workerLog }
}

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    receive: (listener) => void port.on('message', listener),
  }
}

function missing(): Handlers {
  const entries = requestNames.map((name) => [
    name,
    () => {
      throw new Error(`the test has no handler for ${name}`)
    },
  ])
  return Object.fromEntries(entries) as Handlers
}
