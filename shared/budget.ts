// What a bundle costs on a target against its limits: bytes, and what is not counted in bytes. Made by electron/worker/exporting/budget.ts.
// Example: { lines: [{ name: 'flash', usedBytes: 812_304, limitBytes: 4_194_304 }], measures: [], isWithin: true }

export interface BudgetLine {
  name: string
  usedBytes: number
  limitBytes: number
}

/** What is not counted in bytes. */
export interface BudgetMeasure {
  name: 'answer' | 'speech'
  unit: 'ms' | 's'
  used: number
  limit: number
}

export interface Budget {
  lines: BudgetLine[]
  /** Those that the target limits and that are known: the time of an answer is an estimate by its data sheet. */
  measures: BudgetMeasure[]
  isWithin: boolean
  /** Who lets a bundle over the budget pass, and why: it is in the manifest. */
  override?: string
}
