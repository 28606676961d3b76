// A topic as an editor began with it, as the editor has it now, and as the project has it by now -> one topic with both changes, or null
// where both changed the same field in different ways: then a person must choose.
// Example: I change the title, a git pull brings another step: the result has both.

import type { Topic } from '../../../shared/domain.ts'

export interface Versions {
  base: Topic
  mine: Topic
  theirs: Topic
}

export function bothChanges({ base, mine, theirs }: Versions): Topic | null {
  const merged: Topic = { ...theirs }
  for (const key of keysOf(mine, theirs)) {
    if (isSame(mine[key], base[key]) || isSame(mine[key], theirs[key])) continue
    if (!isSame(theirs[key], base[key])) return null
    Object.assign(merged, { [key]: mine[key] })
  }
  return merged
}

/** Also the fields that only one of them has. */
const keysOf = (...topics: readonly Topic[]): (keyof Topic)[] => {
  const names: ReadonlySet<string> = new Set(topics.flatMap((topic) => Object.keys(topic)))
  const isKey = (name: string): name is keyof Topic => names.has(name)
  return [...names].filter(isKey)
}

/** Values of JSON; the order of keys is that of the schema they were parsed with. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
