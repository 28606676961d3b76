// Long pure work in steps -> its value, at once or with breaks in which a cancel can arrive. A step yields the fraction that is done.
// Example: await withBreaks(blockSteps(pages), work, 'blocks')      atOnce(blockSteps(pages)) gives the same.
// Trap: awaiting a value that is there already lets no message in; only setImmediate goes round the event loop.

import { setImmediate } from 'node:timers/promises'
import type { Work } from '../../shared/domain.ts'

export type Steps<Value> = Generator<number, Value, void>

export function atOnce<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
  }
}

/** Throws the AbortError of the signal. */
export async function withBreaks<Value>(steps: Steps<Value>, { signal, report }: Work, step: string): Promise<Value> {
  for (;;) {
    signal.throwIfAborted()
    const next = steps.next()
    if (next.done) return next.value
    report(next.value, step)
    await setImmediate()
  }
}
