// A value and its past -> undo and redo. Values are immutable, so a history is a list of references: cheap and exact.
// Example: push({ deed: { code: 'edit-topic', details: { title: 'Descaling' } }, before, after }); undo() gives back that step.

import type { Deed } from '../../../shared/domain.ts'

export interface Step<Value> {
  deed: Deed
  before: Value
  after: Value
}

export class History<Value> {
  readonly #done: Step<Value>[] = []
  #undone: Step<Value>[] = []

  /** What undo would take back, null where there is nothing. */
  get undoable(): Deed | null {
    return this.#done.at(-1)?.deed ?? null
  }
  get redoable(): Deed | null {
    return this.#undone.at(-1)?.deed ?? null
  }

  push(step: Step<Value>): void {
    this.#done.push(step)
    this.#undone = []
  }

  /** The value to go back to, or null where there is none. Call `commit` style code first if it can fail: this does not. */
  undo(): Step<Value> | null {
    const step = this.#done.pop() ?? null
    if (step) this.#undone.push(step)
    return step
  }
  redo(): Step<Value> | null {
    const step = this.#undone.pop() ?? null
    if (step) this.#done.push(step)
    return step
  }
}
