// A value and its past -> undo and redo. Values are immutable, so a history is a list of references: cheap and exact.
// Example: push('Edit "Descaling"', next); undo() gives back the project before it.

export interface Step<Value> {
  label: string
  before: Value
  after: Value
}

export class History<Value> {
  readonly #done: Step<Value>[] = []
  #undone: Step<Value>[] = []

  /** What undo would take back, '' where there is nothing. */
  get undoLabel(): string {
    return this.#done.at(-1)?.label ?? ''
  }
  get redoLabel(): string {
    return this.#undone.at(-1)?.label ?? ''
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
