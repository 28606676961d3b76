// A suite's result -> what its pictures show. Pure: no drawing in here.
// Example: scoreCurve(rows) -> [{ threshold: 0.1, answered: 1, falseAnswers: 0.8 }, …]: what another limit would have done.

import type { KeptRow } from '../../shared/suiteResult.ts'

export interface CurvePoint {
  threshold: number
  /** Share of the answerable questions whose best topic reaches it. */
  answered: number
  /** The same of those that must be refused. */
  falseAnswers: number
}

const steps = 60

export function scoreCurve(rows: readonly KeptRow[]): CurvePoint[] {
  const scores = rows.map(reached)
  if (scores.length === 0) return []
  const low = Math.min(...scores)
  const high = Math.max(...scores)
  return Array.from({ length: steps + 1 }, (_, at) => sharesAt(rows, low + ((high - low) * at) / steps))
}

/** The highest limit at which the device would not have refused: what its best topic scored, less what that one needed more than others. */
export const reached = ({ score, rise }: KeptRow): number => score - rise

/** What one limit would have done. */
export function sharesAt(rows: readonly KeptRow[], threshold: number): CurvePoint {
  const share = (of: readonly KeptRow[]): number =>
    of.length === 0 ? 0 : of.filter((row) => reached(row) >= threshold).length / of.length
  return {
    threshold,
    answered: share(rows.filter(({ mustRefuse }) => !mustRefuse)),
    falseAnswers: share(rows.filter(({ mustRefuse }) => mustRefuse)),
  }
}

/** On the given side: several topics were offered, none of them right. No topic's id has this form. */
export const askedBack = '?'

/** `null` is "refused", or on the wanted side "must refuse". */
export interface Confusion {
  wanted: (string | null)[]
  given: (string | null)[]
  counts: ReadonlyMap<string, number>
}

export const cellKey = (wanted: string | null, given: string | null): string => `${wanted ?? ''}>${given ?? ''}`
const mostTopics = 10

/** Only where the wrong thing was said: what was wanted against what was given, the most frequent first. */
export function confusionOf(rows: readonly KeptRow[]): Confusion {
  const wrong = rows
    .filter(({ isPassed }) => !isPassed)
    .map(({ mustRefuse, rightTopicId, topicId, kind }) => ({
      wanted: mustRefuse ? null : (rightTopicId ?? 'elsewhere'),
      given: kind === 'clarification' ? askedBack : kind === 'answer' ? topicId : null,
    }))
  const counts = new Map<string, number>()
  for (const { wanted, given } of wrong)
    counts.set(cellKey(wanted, given), (counts.get(cellKey(wanted, given)) ?? 0) + 1)
  return {
    wanted: mostFrequent(wrong.map(({ wanted }) => wanted)),
    given: mostFrequent(wrong.map(({ given }) => given)),
    counts,
  }
}

/** Question -> whether it passes and did not in the run before, or the reverse. By its words: another file numbers its own. */
export function changesSince(before: readonly KeptRow[], now: readonly KeptRow[]): ReadonlyMap<string, 'won' | 'lost'> {
  const passedBefore = new Map(before.map(({ question, isPassed }) => [question, isPassed]))
  const changes = new Map<string, 'won' | 'lost'>()
  for (const { question, isPassed } of now) {
    const wasPassed = passedBefore.get(question)
    if (wasPassed !== undefined && wasPassed !== isPassed) changes.set(question, isPassed ? 'won' : 'lost')
  }
  return changes
}

function mostFrequent(names: readonly (string | null)[]): (string | null)[] {
  const counts = new Map<string | null, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostTopics)
    .map(([name]) => name)
}
