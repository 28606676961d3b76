// Rows of suites -> figures that can be compared: a mean with its 95 % interval, and false answers at a point where a share is answered.
// Example: meanInterval([1, 0, 1, 1]) -> { value: 0.75, low: 0.25, high: 1 }
// Trap: with 100 questions the interval is about ± 8 points: two systems are compared on the same questions, never by their bare means.

import { randomFrom } from '../../../shared/random.ts'
import type { SuiteRow } from './suite.ts'

export interface Interval {
  value: number
  low: number
  high: number
}

const resamples = 2000

/** Percentile bootstrap; the same values and seed give the same interval. NaN where there are no values. */
export function meanInterval(values: readonly number[], seed = 1): Interval {
  const random = randomFrom(seed)
  const means = Array.from({ length: resamples }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] ?? NaN)),
  ).sort((a, b) => a - b)
  return { value: mean(values), low: at(means, 0.025), high: at(means, 0.975) }
}

/** The refusal threshold at which `answered` of the answerable questions are answered, and what share of the others is answered there too. */
export function falseAnswersAt(
  rows: readonly SuiteRow[],
  answered: number,
): { threshold: number; falseAnswers: (isCounted: (row: SuiteRow) => boolean) => number } {
  const scores = rows.filter((row) => !row.mustRefuse).map(reached)
  scores.sort((a, b) => b - a)
  const threshold = scores[Math.ceil(scores.length * answered) - 1] ?? Infinity
  return {
    threshold,
    falseAnswers: (isCounted) =>
      mean(rows.filter((row) => row.mustRefuse && isCounted(row)).map((row) => Number(reached(row) >= threshold))),
  }
}

/** The highest threshold at which the device would not have refused. */
const reached = ({ score, rise }: SuiteRow): number => score - rise

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
