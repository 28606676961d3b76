// bundle + target -> what it costs against the limits. Example: { name: 'flash', usedBytes: 812_304, limitBytes: 4_194_304 },
// { name: 'answer', unit: 'ms', used: 238, limit: 1000 }. Trap: a limit without a figure (no speed in the target, no clips) is no line.

import type { Budget, BudgetMeasure } from '../../../shared/budget.ts'
import type { Target } from '../../../shared/domain.ts'

export interface Cost {
  bundleBytes: number
  /** Model packs that must be on the device beside the bundle. */
  modelBytes: number
  /** Working memory of the runtime and of the models. */
  ramBytes: number
  /** Of a spoken question, by the target's data sheet; null where that says nothing. */
  answerMs: number | null
  /** Of all clips; 0 where the device speaks itself. */
  speechSeconds: number
}

/** Within the limits, or over them by somebody's leave. */
export const isLetPass = ({ isWithin, override }: Budget): boolean => isWithin || override !== undefined

/** Models lie in the same flash as the bundle, so both count against one limit. */
export function budgetOf({ limits, speech }: Pick<Target, 'limits' | 'speech'>, cost: Cost): Budget {
  const lines = [
    { name: 'flash', usedBytes: cost.bundleBytes + cost.modelBytes, limitBytes: limits.bundleBytes },
    { name: 'ram', usedBytes: cost.ramBytes, limitBytes: limits.ramBytes },
  ]
  const measures: BudgetMeasure[] = []
  if (limits.answerMs !== undefined && cost.answerMs !== null)
    measures.push({ name: 'answer', unit: 'ms', used: tenths(cost.answerMs), limit: limits.answerMs })
  if (limits.speechSeconds !== undefined && speech === 'clips')
    measures.push({ name: 'speech', unit: 's', used: tenths(cost.speechSeconds), limit: limits.speechSeconds })
  const isWithin =
    lines.every((line) => line.usedBytes <= line.limitBytes) && measures.every(({ used, limit }) => used <= limit)
  return { lines, measures, isWithin }
}

/** What is over, in words of the command line: "flash by 1200 bytes", "answer by 40 ms". */
export const overBudget = ({ lines, measures }: Budget): string[] => [
  ...lines
    .filter(({ usedBytes, limitBytes }) => usedBytes > limitBytes)
    .map(({ name, usedBytes, limitBytes }) => `${name} by ${usedBytes - limitBytes} bytes`),
  ...measures
    .filter(({ used, limit }) => used > limit)
    .map(({ name, unit, used, limit }) => `${name} by ${tenths(used - limit)} ${unit}`),
]

/** "answer: about 238 of 1000 ms": an estimate says so. */
export const measureText = ({ name, unit, used, limit }: BudgetMeasure): string =>
  `${name}: ${name === 'answer' ? 'about ' : ''}${used} of ${limit} ${unit}`

const tenths = (value: number): number => Math.round(value * 10) / 10
