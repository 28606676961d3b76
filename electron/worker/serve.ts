// A port and the handlers -> answered requests: the worker's message loop. Every request is parsed against the contract, runs with
// { signal, report, path } and is replied to with a Result. Example: serve(port, createHandlers(environment), { log: console.error }).
// Trap: nothing may throw past this loop: a bug of one handler is one failed reply, and the other requests go on.

import * as v from 'valibot'
import type { Work } from '../../shared/domain.ts'
import { AppError } from '../../shared/errors.ts'
import { contract } from '../../shared/ipc/contract.ts'
import type { EventName, OutputOf, ParsedInputOf, RequestName } from '../../shared/ipc/contract.ts'
import { failed, failureOf, isAcceptableSize, success, toWorkerSchema } from '../../shared/ipc/wire.ts'
import type { FromWorker, Port, Result, ToWorker } from '../../shared/ipc/wire.ts'
import { throttledProgress } from './progress.ts'

export interface RequestContext extends Work {
  /** What the person chose in main's dialog; null where the contract asks for none. */
  path: string | null
}

/** One function per request of the contract. */
export type Handlers = {
  [Name in RequestName]: (
    input: ParsedInputOf<Name>,
    context: RequestContext,
  ) => OutputOf<Name> | Promise<OutputOf<Name>>
}

export interface Served {
  emit: <Name extends EventName>(name: Name, payload: OutputOf<Name>) => void
}

/** `log` gets what went wrong by a bug of ours, with its stack. */
export function serve(port: Port, handlers: Handlers, { log }: { log: (line: string) => void }): Served {
  const running = new Map<number, AbortController>()
  const post = (message: FromWorker): void => port.post(message)

  async function answer(request: Extract<ToWorker, { type: 'request' }>): Promise<void> {
    const { id, name } = request
    const controller = new AbortController()
    running.set(id, controller)
    const progress = throttledProgress((fraction, step) => post({ type: 'progress', id, fraction, step }))
    const context = { signal: controller.signal, report: progress.report, path: request.path }
    const result = await run(handlers, request, context).then(success, failed)
    progress.stop()
    running.delete(id)
    if (!result.ok && result.failure.kind === 'bug') log(`${name}: ${result.failure.report}`)
    reply(id, result)
  }

  function reply(id: number, result: Result<unknown>): void {
    try {
      post({ type: 'reply', id, result })
    } catch (error) {
      const failure = failureOf(error) // a value that can't be cloned, such as a function: still one reply
      log(`reply: ${failure.kind === 'bug' ? failure.report : failure.kind}`)
      post({ type: 'reply', id, result: { ok: false, failure } })
    }
  }

  port.receive((received) => {
    const message = v.safeParse(toWorkerSchema, received)
    if (!message.success) return log(`not a message: ${v.summarize(message.issues)}`)
    if (message.output.type === 'cancel') return running.get(message.output.id)?.abort()
    void answer(message.output)
  })

  return { emit: (name, payload) => post({ type: 'event', name, payload }) }
}

async function run(
  handlers: Handlers,
  { name, input }: { name: RequestName; input: unknown },
  context: RequestContext,
): Promise<unknown> {
  if (!isAcceptableSize(input)) throw new AppError('not-allowed', { name, where: 'size' })
  const parsed = v.safeParse(contract[name].input, input)
  if (!parsed.success) throw new AppError('not-allowed', { name, where: v.getDotPath(parsed.issues[0]) ?? 'input' })
  // The table pairs each name with its input and output; TypeScript can't follow one name through both, so the pair is widened here.
  const handler: (input: never, context: RequestContext) => unknown = handlers[name]
  return await Reflect.apply(handler, handlers, [parsed.output, context])
}
