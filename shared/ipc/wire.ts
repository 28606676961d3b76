// What crosses a process boundary, as data: request, cancel, progress, reply, event. The same messages run over Electron's IPC
// (window <-> main) and over a MessagePort (main <-> worker), so that both are tested over one real MessageChannel.
// A failure crosses as a Result with a closed set of kinds, never as undefined and never as a thrown object.

import { AppError, isAppError, isCancelled } from '../errors.ts'
import type { ErrorCode, ErrorDetails } from '../errors.ts'
import type { EventName, RequestName } from './contract.ts'

export type Failure =
  | { kind: 'expected'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'cancelled' }
  /** A bug of ours. `report` is what the user may copy and send. */
  | { kind: 'bug'; message: string; report: string }

export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure }

export type ToWorker =
  /** `path`: what the person chose in main's dialog, or null where the contract asks for none. */
  | { type: 'request'; id: number; name: RequestName; input: unknown; path: string | null }
  | { type: 'cancel'; id: number }

export type FromWorker =
  | { type: 'progress'; id: number; fraction: number; step: string }
  | { type: 'reply'; id: number; result: Result<unknown> }
  | { type: 'event'; name: EventName; payload: unknown }

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
