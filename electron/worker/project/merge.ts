// Topics of a project + topics of a new edition of its manual -> topics that keep every edit and approval that still holds.
// Example: the new edition changes one step of "Descaling": the topic takes the new wording and goes back to draft; an author's spoken
// text of the other steps stays, and so does everything about topics whose wording did not change.
// Trap: authors change titles and phrases, so sameness is judged by id and by what the manual says (`written`), never by what they edited.

import type { Hazard, Phrase, Step, Topic } from '../../../shared/domain.ts'
import { slug, topicId } from '../../../shared/ids.ts'
import type { ManualId, TopicId } from '../../../shared/ids.ts'
import { contentHash, writtenHash } from '../topics/contentHash.ts'

export interface Merge {
  topics: Topic[]
  added: number
  changed: number
  unchanged: number
  /** Topics of the earlier edition that the new one does not have: kept, but no longer spoken. */
  gone: number
}

export function mergeTopics(existing: readonly Topic[], imported: readonly Topic[], manual: ManualId): Merge {
  const kept = existing.filter((topic) => !isFrom(topic, manual))
  const takenIds = new Set(kept.map(({ id }) => id))
  const earlierById = new Map(existing.filter((topic) => isFrom(topic, manual)).map((topic) => [topic.id, topic]))
  const merge: Merge = { topics: kept, added: 0, changed: 0, unchanged: 0, gone: 0 }
  const ownId = (id: TopicId): TopicId => (takenIds.has(id) ? topicId(`${id.slice(0, 40)}-${slug(manual, 30)}`) : id)
  for (const found of imported) {
    const offers = found.offers?.map((offer) => ({ ...offer, topic: ownId(offer.topic) }))
    const topic = { ...found, id: ownId(found.id), ...(offers && { offers }) }
    const earlier = earlierById.get(topic.id)
    earlierById.delete(topic.id)
    merge.topics.push(earlier ? mergeTopic(earlier, topic) : stamped(topic))
    if (!earlier) merge.added++
    else if (isSame(earlier, topic)) merge.unchanged++
    else merge.changed++
  }
  for (const left of earlierById.values()) {
    merge.topics.push(left.isAuthored ? left : { ...left, isSpoken: false })
    if (!left.isAuthored) merge.gone++
  }
  return merge
}

/** A topic that an author wrote has no source: it belongs to no manual and is never merged away. */
export const isFrom = (topic: Topic, manual: ManualId): boolean =>
  topic.sources.some((source) => source.manual === manual)

function mergeTopic(earlier: Topic, imported: Topic): Topic {
  const isUnchanged = isSame(earlier, imported)
  if (isUnchanged && writtenHash(earlier) !== writtenHash(imported)) return earlier // the author's change, not the manual's
  const merged: Topic = {
    ...stamped(imported),
    kind: isUnchanged ? earlier.kind : imported.kind,
    title: isUnchanged ? earlier.title : imported.title,
    phrases: mergePhrases(earlier.phrases, imported.phrases, isUnchanged),
    hazards: imported.hazards.map((hazard) => mergeHazard(earlier.hazards, hazard)),
    steps: imported.steps.map((step) => mergeStep(earlier.steps, step)),
    isSpoken: earlier.isSpoken,
    ...mergeOffers(earlier, imported, isUnchanged),
    ...(earlier.comments && { comments: earlier.comments }),
    ...(earlier.reviewer !== undefined && { reviewer: earlier.reviewer }),
    ...(earlier.suppressions && { suppressions: earlier.suppressions }),
  }
  const isSignedAsIs = isUnchanged && contentHash(merged) === contentHash(earlier)
  const { status, signOffs } = earlier
  return isSignedAsIs ? { ...merged, status, ...(signOffs && { signOffs }) } : merged
}

/** The manual says what it said at the last import, whatever the author made of it. Projects of older versions know only what they hold now. */
const isSame = (earlier: Topic, imported: Topic): boolean =>
  (earlier.importedHash ?? writtenHash(earlier)) === writtenHash(imported)
const stamped = (imported: Topic): Topic => ({ ...imported, importedHash: writtenHash(imported) })

/** Unchanged topics keep the author's list as it is (they may have removed phrases); changed ones take the new and keep the author's own. */
function mergePhrases(earlier: readonly Phrase[], imported: readonly Phrase[], isUnchanged: boolean): Phrase[] {
  if (isUnchanged) return [...earlier]
  const known = new Set(imported.map(({ text }) => text))
  return [
    ...imported,
    ...earlier.filter(({ origin, text }) => (origin === 'author' || origin === 'taught') && !known.has(text)),
  ]
}

/** As with phrases: the author's list stays while the manual says the same; their own offers stay in any case. */
function mergeOffers(earlier: Topic, imported: Topic, isUnchanged: boolean): Pick<Topic, 'offers'> {
  if (isUnchanged && earlier.offers) return { offers: earlier.offers }
  const own = earlier.offers?.filter(({ written }) => written === '') ?? []
  const offers = [...(imported.offers ?? []), ...own]
  return offers.length > 0 ? { offers } : {}
}

function mergeStep(earlier: readonly Step[], step: Step): Step {
  const same = earlier.find((candidate) => candidate.isEdited && candidate.written === step.written)
  return same ? { ...step, spoken: same.spoken, isEdited: true } : step
}

function mergeHazard(earlier: readonly Hazard[], hazard: Hazard): Hazard {
  const same = earlier.find((candidate) => candidate.written === hazard.written)
  if (!same) return hazard
  return { ...hazard, spoken: same.spoken, consequence: same.consequence, avoidance: same.avoidance }
}
