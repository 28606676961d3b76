// A message of the window -> checked, given a path where the contract wants one, answered by the worker, checked again. No Electron in
// here: ipcRouter.ts puts it on Electron's IPC, the tests on a real MessageChannel.
// Example: invoke({ id: 3, name: 'manual.import', input: {}, droppedPath: null }) -> dialog -> worker -> { ok: true, value: ImportReport }.
// Trap: a program that will run is chosen in the system's own dialog, never handed over by the page as a dropped file.
// Trap: the window is not trusted. What it sends may have any shape and size, come twice, or be cancelled while a dialog is open.

import * as v from 'valibot'
import { AppError } from '../../shared/errors.ts'
import { contract } from '../../shared/ipc/contract.ts'
import type { DialogKind, RequestName } from '../../shared/ipc/contract.ts'
import { failed, isAcceptableSize, windowRequestSchema } from '../../shared/ipc/wire.ts'
import type { Failure, Result, ToWindow, WindowRequest } from '../../shared/ipc/wire.ts'
import type { WorkerLink } from './workerLink.ts'

/** What the router works with. */
export interface RouterParts {
  worker: Pick<WorkerLink, 'request'>
  files: FileChoice
  /** The folder that was asked for from outside the window, once. */
  takeWanted: () => string | null
  tellWindow: (message: ToWindow) => void
  /** After each good answer: the shell learns theme, language and which project is open. */
  onAnswer: (answer: Answer) => void
  log: (line: string) => void
}

export interface FileChoice {
  /** The person's choice; null when the dialog was closed without one. Errors: not-allowed while another dialog is open. */
  choose: (kind: DialogKind) => Promise<string | null>
  /** Errors: not-allowed where the extension is not the kind's, file-not-found. */
  checkDropped: (kind: DialogKind, path: string) => Promise<string>
}

export interface Answer {
  name: RequestName
  input: unknown
  path: string | null
  value: unknown
  /** Of the worker's part, without the dialog. */
  durationMs?: number
}

export interface Router {
  invoke: (received: unknown) => Promise<Result<unknown>>
  cancel: (id: unknown) => void
  /** The page went away: nobody waits for its requests any more. */
  cancelAll: () => void
}

/** Far more than a page of ours ever asks at once; each costs memory until it is answered. */
const mostOpen = 256

export function createRouter(parts: RouterParts): Router {
  const openById = new Map<number, AbortController>()
  const lastPathByDialog = new Map<DialogKind, string>()

  async function invoke(received: unknown): Promise<Result<unknown>> {
    let admitted: WindowRequest | null = null
    try {
      admitted = admit(received)
      if (openById.has(admitted.id)) throw new AppError('not-allowed', { name: admitted.name, where: 'id' })
      if (openById.size >= mostOpen)
        throw new AppError('not-allowed', { name: admitted.name, where: 'too many requests' })
      const controller = new AbortController()
      openById.set(admitted.id, controller)
      return await answer(admitted, controller.signal).finally(() => openById.delete(admitted?.id ?? 0))
    } catch (error) {
      const result = failed(error)
      if (!result.ok && result.failure.kind !== 'cancelled') {
        parts.log(`${admitted?.name ?? 'request'} was not passed on: ${describeFailure(result.failure)}`)
      }
      return result
    }
  }

  async function answer(request: WindowRequest, signal: AbortSignal): Promise<Result<unknown>> {
    const { id, name, input } = request
    const path = await pathFor(request)
    signal.throwIfAborted()
    const onProgress = (fraction: number, step: string): void =>
      parts.tellWindow({ type: 'progress', id, fraction, step })
    const startedAt = performance.now()
    const result = await parts.worker.request({ name, input, path, signal, onProgress })
    if (!result.ok) return result
    const value = v.parse(contract[name].output, result.value) // a bug of the worker stops here, not in the page
    parts.onAnswer({ name, input, path, value, durationMs: performance.now() - startedAt })
    return { ok: true, value }
  }

  async function pathFor({ name, input, droppedPath }: WindowRequest): Promise<string | null> {
    const kind = dialogOf(name)
    if (kind === null) {
      if (droppedPath !== null) throw new AppError('not-allowed', { name, where: 'file' })
      return null
    }
    if (droppedPath !== null && kind === 'open-program') throw new AppError('not-allowed', { name, where: 'file' })
    const path = await chosenPath(kind, { name, input, droppedPath })
    if (!path) throw new DOMException('no file was chosen', 'AbortError')
    lastPathByDialog.set(kind, path)
    return path
  }

  async function chosenPath(
    kind: DialogKind,
    { name, input, droppedPath }: Omit<WindowRequest, 'id'>,
  ): Promise<string | null> {
    if (droppedPath !== null) return parts.files.checkDropped(kind, droppedPath)
    if (isWanted(name, input)) return parts.takeWanted()
    const last = isAgain(name, input) ? lastPathByDialog.get(kind) : undefined
    return last ?? parts.files.choose(kind)
  }

  return {
    invoke,
    cancel(id) {
      if (typeof id === 'number') openById.get(id)?.abort()
    },
    cancelAll() {
      for (const controller of openById.values()) controller.abort()
    },
  }
}

function admit(received: unknown): WindowRequest {
  if (!isAcceptableSize(received)) throw new AppError('not-allowed', { where: 'size' })
  const request = v.safeParse(windowRequestSchema, received)
  if (!request.success) throw new AppError('not-allowed', { where: v.getDotPath(request.issues[0]) ?? 'message' })
  const { name } = request.output
  const input = v.safeParse(contract[name].input, request.output.input)
  if (!input.success) throw new AppError('not-allowed', { name, where: v.getDotPath(input.issues[0]) ?? 'input' })
  return { ...request.output, input: input.output }
}

function dialogOf(name: RequestName): DialogKind | null {
  const entry = contract[name]
  return 'dialog' in entry ? entry.dialog : null
}

/** The last file again, now with a password or another language, of a device that has learnt, or asked by other voices. */
const isAgain = (name: RequestName, input: unknown): boolean =>
  (name === 'manual.import' || name === 'suite.run' || name === 'suite.speak') &&
  v.parse(contract[name].input, input).again

/** What the command line or the file manager named, without a dialog. */
const isWanted = (name: RequestName, input: unknown): boolean =>
  name === 'project.open' && v.parse(contract[name].input, input).isWanted

/** For the log: the code stands outside the quotes, whose contents the log strikes out. */
export function describeFailure(failure: Failure): string {
  if (failure.kind === 'bug') return failure.report
  return failure.kind === 'expected' ? `${failure.code} ${JSON.stringify(failure.details)}` : failure.kind
}
