// Bridge -> typed calls of the contract, for the window. What comes back is parsed; a Failure is thrown as the error it was.
// Example: await client.call('topic.read', { id }) -> Topic;  await client.job('export.plan', { target }, { signal, onProgress }).
// Trap: an aborted job rejects at once; its reply and progress may still come later and are dropped.

import * as v from 'valibot'
import { contract } from './contract.ts'
import type { CallName, EventName, InputOf, JobName, OutputOf, RequestName } from './contract.ts'
import { errorOf, resultSchema, toWindowSchema } from './wire.ts'

/** What the preload puts on `window.plainspoken`: passes messages, knows nothing. */
export interface Bridge {
  readonly invoke: (name: RequestName, id: number, input: unknown, droppedFile?: File) => Promise<unknown>
  readonly cancel: (id: number) => void
  /** Returns the function that stops listening. */
  readonly on: (listener: (message: unknown) => void) => () => void
}

export interface JobOptions {
  signal?: AbortSignal
  onProgress?: (fraction: number, step: string) => void
  /** A file the person dropped on the window, in place of the dialog. */
  file?: File
}

/** The input may be left out where the contract has none. */
type Arguments<Name extends RequestName> =
  undefined extends InputOf<Name> ? [input?: InputOf<Name>] : [input: InputOf<Name>]

export interface Client {
  call: <Name extends CallName>(name: Name, ...input: Arguments<Name>) => Promise<OutputOf<Name>>
  /** A call that would ask for a path, with what the person dropped on the window in its place. */
  drop: <Name extends CallName>(name: Name, input: InputOf<Name>, file: File) => Promise<OutputOf<Name>>
  job: <Name extends JobName>(name: Name, input: InputOf<Name>, options?: JobOptions) => Promise<OutputOf<Name>>
  /** Returns the function that stops listening. */
  on: <Name extends EventName>(name: Name, listener: (payload: OutputOf<Name>) => void) => () => void
}

/** One client a page: request ids start at 1 in each. */
export function createClient(bridge: Bridge): Client {
  let lastId = 0
  const progressById = new Map<number, NonNullable<JobOptions['onProgress']>>()
  const listeners = new Set<{ name: EventName; tell: (payload: unknown) => void }>()

  bridge.on((received) => {
    const message = v.parse(toWindowSchema, received)
    if (message.type === 'progress') return progressById.get(message.id)?.(message.fraction, message.step)
    for (const listener of listeners) if (listener.name === message.name) listener.tell(message.payload)
  })

  async function request<Name extends RequestName>(
    name: Name,
    input: unknown,
    options: JobOptions,
  ): Promise<OutputOf<Name>> {
    options.signal?.throwIfAborted()
    const id = (lastId += 1)
    if (options.onProgress) progressById.set(id, options.onProgress)
    const reply = bridge.invoke(name, id, input, options.file)
    try {
      const result = v.parse(resultSchema, await unlessAborted(reply, options.signal, () => bridge.cancel(id)))
      if (!result.ok) throw errorOf(result.failure)
      return v.parse(contract[name].output, result.value) as OutputOf<Name>
    } finally {
      progressById.delete(id)
    }
  }

  return {
    call: (name, ...input) => request(name, input[0], {}),
    drop: (name, input, file) => request(name, input, { file }),
    job: (name, input, options = {}) => request(name, input, options),
    on: (name, listener) => {
      const entry = {
        name,
        tell: (payload: unknown) => listener(v.parse(contract[name].output, payload) as OutputOf<typeof name>),
      }
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
  }
}

/** Settles as `reply` does, or rejects with the signal's reason as soon as it aborts, after telling the other side. */
function unlessAborted(reply: Promise<unknown>, signal: AbortSignal | undefined, cancel: () => void): Promise<unknown> {
  if (!signal) return reply
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    reply.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
