// What crosses a process boundary, as values: request, cancel, progress, reply, event. The same words run over Electron's IPC
// (window <-> main) and over a MessagePort (main <-> worker), so that both are tested over one real MessageChannel.
// Example: { type: 'request', id: 7, name: 'topic.read', input: { id: 'descaling' }, path: null } -> { type: 'reply', id: 7, result }.
// Trap: a failure crosses as a Result with a closed set of kinds, never as undefined and never as a thrown object.

import * as v from 'valibot'
import { AppError, errorCodes, isAppError, isCancelled } from '../errors.ts'
import type { EventName, RequestName } from './contract.ts'
import { isEventName, isRequestName } from './contract.ts'

// ---------------------------------------------------------------- results

const failureSchema = v.variant('kind', [
  v.object({
    kind: v.literal('expected'),
    code: v.picklist(errorCodes),
    details: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
  v.object({ kind: v.literal('cancelled') }),
  /** A bug of ours. `report` is what the user may copy and send. */
  v.object({ kind: v.literal('bug'), message: v.string(), report: v.string() }),
])
export type Failure = v.InferOutput<typeof failureSchema>

export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

export const resultSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), failure: failureSchema }),
])

export const success = (value: unknown): Result<unknown> => ({ ok: true, value })
export const failed = (error: unknown): Result<never> => ({ ok: false, failure: failureOf(error) })

export function failureOf(error: unknown): Failure {
  if (isCancelled(error)) return { kind: 'cancelled' }
  if (isAppError(error)) return { kind: 'expected', code: error.code, details: error.details }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'bug', message, report: error instanceof Error ? (error.stack ?? message) : message }
}

/** The reverse, for the caller's side: a Failure as the error that was thrown. */
export function errorOf(failure: Failure): Error {
  if (failure.kind === 'expected') return new AppError(failure.code, failure.details)
  if (failure.kind === 'cancelled') return new DOMException('cancelled', 'AbortError')
  return Object.assign(new Error(failure.message), { report: failure.report })
}

// ---------------------------------------------------------------- messages

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const requestName = v.custom<RequestName>(isRequestName, 'not a name of the contract')
const eventName = v.custom<EventName>(isEventName, 'not an event of the contract')

/** Window -> main. `droppedPath`: of a file the person dropped on the window; the preload reads it, the page never sees it. */
export const windowRequestSchema = v.strictObject({
  id,
  name: requestName,
  input: v.unknown(),
  droppedPath: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
})
export type WindowRequest = v.InferOutput<typeof windowRequestSchema>

const progressSchema = v.object({
  type: v.literal('progress'),
  id,
  fraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  step: v.string(),
})
const eventSchema = v.object({ type: v.literal('event'), name: eventName, payload: v.unknown() })

/** Main -> window, beside the answers of requests. */
export const toWindowSchema = v.variant('type', [progressSchema, eventSchema])
export type ToWindow = v.InferOutput<typeof toWindowSchema>

export const toWorkerSchema = v.variant('type', [
  /** `path`: what the person chose in main's dialog, or null where the contract asks for none. */
  v.object({
    type: v.literal('request'),
    id,
    name: requestName,
    input: v.unknown(),
    path: v.nullable(v.string()),
  }),
  v.object({ type: v.literal('cancel'), id }),
])
export type ToWorker = v.InferOutput<typeof toWorkerSchema>

export const fromWorkerSchema = v.variant('type', [
  progressSchema,
  eventSchema,
  v.object({ type: v.literal('reply'), id, result: resultSchema }),
])
export type FromWorker = v.InferOutput<typeof fromWorkerSchema>

// ---------------------------------------------------------------- ports

/** One end of a channel: Electron's MessagePortMain and Node's MessagePort differ, our code does not see how. */
export interface Port {
  post: (message: unknown) => void
  receive: (listener: (message: unknown) => void) => void
}

/** The largest message that is looked at: 60 s of speech at 192 kHz, with room. A topic is some kilobytes. */
export const maxMessageBytes = 64 * 1024 * 1024
const maxMessageValues = 1_000_000

/** True where a message is small enough to be parsed. Counts without recursion: nesting can't exhaust the stack. */
export function isAcceptableSize(message: unknown): boolean {
  let bytes = 0
  let values = 0
  const seen = new Set<object>()
  const waiting: unknown[] = [message]
  while (waiting.length > 0) {
    const value = waiting.pop()
    values += 1
    if (typeof value === 'string') bytes += value.length * 2
    else if (ArrayBuffer.isView(value)) bytes += value.byteLength
    else if (value instanceof ArrayBuffer) bytes += value.byteLength
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value)
      if (Array.isArray(value) && value.length > maxMessageValues) return false // a sparse array has few entries but length 2³²
      for (const [key, inner] of Object.entries(value)) {
        bytes += key.length * 2
        waiting.push(inner)
        if (waiting.length > maxMessageValues) return false
      }
    }
    if (bytes > maxMessageBytes || values > maxMessageValues) return false
  }
  return true
}
