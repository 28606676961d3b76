// Topics of a project + topics of a new edition of its manual -> topics that keep every edit and approval that still holds.
// Example: the new edition changes one step of "Descaling": the topic takes the new wording and goes back to draft; an author's spoken
// text of the other steps stays, and so does everything about topics whose wording did not change. What it said before is kept beside it
// (`earlier`) until somebody has decided.
// Trap: authors change titles and phrases, so sameness is judged by id and by what the manual says (`written`), never by what they edited.

import type { Hazard, Phrase, Step, Topic } from '../../../shared/domain.ts'
import { slug, topicId } from '../../../shared/ids.ts'
import type { ManualId, TopicId } from '../../../shared/ids.ts'
import { contentHash, writtenHash } from '../topics/contentHash.ts'
import { earlierWords } from '../topics/editions.ts'
import { isSame, matchTopics } from './matchTopics.ts'

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
  const earlier = existing.filter((topic) => isFrom(topic, manual))
  const othersIds = new Set(kept.map(({ id }) => id))
  const named = imported.map((found) =>
    othersIds.has(found.id) ? { ...found, id: topicId(`${found.id.slice(0, 40)}-${slug(manual, 30)}`) } : found,
  )
  const matches = matchTopics(
    earlier.filter(({ isAuthored }) => isAuthored !== true),
    named,
  )
  const ids = idsOf(named, matches, new Set(existing.map(({ id }) => id)))
  const idByImported = new Map(imported.map(({ id }, at) => [id, ids[at] ?? id]))
  const merge: Merge = { topics: kept, added: 0, changed: 0, unchanged: 0, gone: 0 }
  named.forEach((found, at) => {
    const offers = found.offers?.map((offer) => ({ ...offer, topic: idByImported.get(offer.topic) ?? offer.topic }))
    const topic = { ...found, id: ids[at] ?? found.id, ...(offers && { offers }) }
    const known = matches.get(found)
    merge.topics.push(known ? mergeTopic(known, topic) : stamped(topic))
    if (!known) merge.added++
    else if (isSame(known, topic)) merge.unchanged++
    else merge.changed++
  })
  const matched = new Set(matches.values())
  for (const left of earlier.filter((topic) => !matched.has(topic))) {
    merge.topics.push(left.isAuthored ? left : parked(left))
    if (!left.isAuthored && !left.isParked) merge.gone++
  }
  return merge
}

/** What the new edition does not say is not spoken; what an author had silenced before stays theirs. */
const parked = (left: Topic): Topic => (left.isSpoken ? { ...left, isSpoken: false, isParked: true } : left)

/** A topic that was there keeps its id; a new one takes its own, or a number where that is taken. */
function idsOf(found: readonly Topic[], matches: ReadonlyMap<Topic, Topic>, known: ReadonlySet<TopicId>): TopicId[] {
  const taken = new Set<TopicId>(known)
  return found.map((topic) => {
    const match = matches.get(topic)
    if (match) return match.id
    let id = topic.id
    for (let number = 2; taken.has(id); number++) id = topicId(`${topic.id}-${number}`)
    taken.add(id)
    return id
  })
}

function unparked({ isParked, ...topic }: Topic): Topic {
  return isParked ? { ...topic, isSpoken: true } : topic
}

/** A topic that an author wrote has no source: it belongs to no manual and is never merged away. */
export const isFrom = (topic: Topic, manual: ManualId): boolean =>
  topic.sources.some((source) => source.manual === manual)

function mergeTopic(earlier: Topic, imported: Topic): Topic {
  const isUnchanged = isSame(earlier, imported)
  // the author's change, not the manual's
  if (isUnchanged && writtenHash(earlier) !== writtenHash(imported)) return unparked(earlier)
  const merged: Topic = {
    ...stamped(imported),
    kind: isUnchanged ? earlier.kind : imported.kind,
    title: isUnchanged && !isTitleOfManual(earlier) ? earlier.title : imported.title,
    phrases: mergePhrases(earlier.phrases, imported.phrases, isUnchanged),
    hazards: imported.hazards.map((hazard) => mergeHazard(earlier.hazards, hazard)),
    steps: imported.steps.map((step) => mergeStep(earlier.steps, step)),
    isSpoken: earlier.isSpoken || earlier.isParked === true,
    ...mergeOffers(earlier, imported, isUnchanged),
    ...(earlier.comments && { comments: earlier.comments }),
    ...(earlier.reviewer !== undefined && { reviewer: earlier.reviewer }),
    ...(earlier.suppressions && { suppressions: earlier.suppressions }),
    ...(isUnchanged ? earlier.earlier && { earlier: earlier.earlier } : earlierWords(earlier, imported)),
  }
  const isSignedAsIs = isUnchanged && contentHash(merged) === contentHash(earlier)
  const { status, signOffs } = earlier
  return isSignedAsIs ? { ...merged, status, ...(signOffs && { signOffs }) } : merged
}

const stamped = (imported: Topic): Topic => ({ ...imported, importedHash: writtenHash(imported) })

/** The title of an import is among its phrases: an author's own title is not. */
const isTitleOfManual = ({ title, phrases }: Topic): boolean =>
  phrases.some(({ origin, text }) => origin === 'title' && text === title)

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
