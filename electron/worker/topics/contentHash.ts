// Topic -> SHA-256 (hex) of everything that reaches a listener or decides what is heard: the thing that an approval is bound to.
// Example: approve, then change a spoken sentence -> another hash, and the approval no longer holds. Moving a page changes nothing.

import { createHash } from 'node:crypto'
import type { Topic } from '../../../shared/domain.ts'

const known = new WeakMap<Topic, string>() // topics are never changed in place

export function contentHash(topic: Topic): string {
  const kept = known.get(topic)
  if (kept !== undefined) return kept
  const hash = sha256(contentOf(topic))
  known.set(topic, hash)
  return hash
}

/** What the manual says in a topic, without an author's part in it. */
export const writtenHash = (topic: Topic): string => sha256(saidByManual(topic))

export const saidByManual = ({ hazards, steps }: Pick<Topic, 'hazards' | 'steps'>): unknown => [
  hazards.map(({ signalWord, written }) => [signalWord, written]),
  steps.map(({ written }) => written),
]

const contentOf = ({
  kind,
  title,
  language,
  phrases,
  hazards,
  steps,
  offers = [],
  isProcedure,
  codes,
  isSpoken,
}: Topic): unknown => [
  [kind, title, language, isProcedure, isSpoken, codes],
  phrases.map(({ text }) => text),
  hazards.map(({ signalWord, written, spoken, consequence, avoidance }) => [
    signalWord,
    written,
    spoken,
    consequence,
    avoidance,
  ]),
  steps.map(({ written, spoken, isLeftOut = false }) => [written, spoken, isLeftOut]),
  // nothing where there is none: approvals from before there were offers still hold
  ...offers.map(({ topic, spoken }) => [topic, spoken]),
]

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
