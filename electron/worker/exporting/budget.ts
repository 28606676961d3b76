// bundle + target -> what it costs against the limits. Example: { name: 'bundle', usedBytes: 812_304, limitBytes: 4_194_304 }.

import type { Budget, Target } from '../../../shared/domain.ts'

export interface Cost {
  bundleBytes: number
  /** Model packs that must be on the device beside the bundle. */
  modelBytes: number
  /** Working memory of the runtime and of the models. */
  ramBytes: number
}

/** Within the limits, or over them by somebody's leave. */
export const isLetPass = ({ isWithin, override }: Budget): boolean => isWithin || override !== undefined

/** Models lie in the same flash as the bundle, so both count against one limit. */
export function budgetOf(target: Target, cost: Cost): Budget {
  const lines = [
    { name: 'flash', usedBytes: cost.bundleBytes + cost.modelBytes, limitBytes: target.limits.bundleBytes },
    { name: 'ram', usedBytes: cost.ramBytes, limitBytes: target.limits.ramBytes },
  ]
  return { lines, isWithin: lines.every((line) => line.usedBytes <= line.limitBytes) }
}
