// Topics of an earlier edition + topics of the new one -> which is which. What says the same is the same, whatever it is called now;
// then comes what is called the same in the same chapter, then what says nearly the same, then what has the same id.
// Example: a new section "Cleaning" before the old one takes its id: the old one is found by its words and keeps id, edits and approval.
// Trap: the same sentence may stand in two topics; the one with the same id or title is taken first.

import type { Topic } from '../../../shared/domain.ts'
import { writtenHash } from '../topics/contentHash.ts'
import { likeness, wordSet } from '../topics/likeness.ts'

/** Of the words of both. */
const leastAlike = 0.5

/** The manual says what it said at the last import, whatever the author made of it. Projects of older versions know only what they hold now. */
export const isSame = (earlier: Topic, imported: Topic): boolean =>
  (earlier.importedHash ?? writtenHash(earlier)) === writtenHash(imported)

/** By imported topic; none for what is new. */
export function matchTopics(earlier: readonly Topic[], imported: readonly Topic[]): Map<Topic, Topic> {
  const matches = new Map<Topic, Topic>()
  const free = new Set(earlier)
  const take = (found: Topic, known: Topic): void => {
    matches.set(found, known)
    free.delete(known)
  }
  const pass = (keyOf: (topic: Topic, isEarlier: boolean) => string): void => {
    const byKey = new Map<string, Topic[]>()
    for (const known of free) byKey.set(keyOf(known, true), [...(byKey.get(keyOf(known, true)) ?? []), known])
    for (const found of imported) {
      const known = matches.has(found) ? undefined : byKey.get(keyOf(found, false))?.find((one) => free.has(one))
      if (known) take(found, known)
    }
  }
  const said = (topic: Topic, isEarlier: boolean): string =>
    isEarlier ? (topic.importedHash ?? writtenHash(topic)) : writtenHash(topic)
  pass((topic, isEarlier) => `${topic.id} ${said(topic, isEarlier)}`)
  pass((topic, isEarlier) => `${said(topic, isEarlier)} ${topic.title}`)
  pass(said)
  pass(({ id, chapter }) => `${id} ${chapter.at(-1) ?? ''}`)
  for (const [found, known] of alike(
    imported.filter((topic) => !matches.has(topic)),
    [...free],
  ))
    if (!matches.has(found) && free.has(known)) take(found, known)
  pass(({ id }) => id)
  return matches
}

/** Pairs of one kind that share most words, the most alike first. */
function alike(imported: readonly Topic[], earlier: readonly Topic[]): [Topic, Topic][] {
  const words = new Map([...imported, ...earlier].map((topic) => [topic, wordsOf(topic)]))
  const none: ReadonlySet<string> = new Set()
  return imported
    .flatMap((found) =>
      earlier
        .filter(({ kind }) => kind === found.kind)
        .map((known): [Topic, Topic, number] => [
          found,
          known,
          likeness(words.get(found) ?? none, words.get(known) ?? none),
        ]),
    )
    .filter(([, , alike]) => alike >= leastAlike)
    .sort(([, , a], [, , b]) => b - a)
    .map(([found, known]) => [found, known])
}

const wordsOf = ({ hazards, steps }: Topic): Set<string> =>
  wordSet(...[...hazards, ...steps].map(({ written }) => written))
