// Topics -> topics: what an author does with whole topics. Pure, so that each is one step of undo.
// Example: split(topic, 2, freeId) -> the first two steps stay, the others become "Descaling (2)". Trap: hazards go with both halves.

import type { LanguageTag, Source, Step, Topic } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'
import { withNewText } from './editions.ts'
import { spokenHazard } from './hazardSpeech.ts'
import { unsigned } from './signOff.ts'
import { spokenText } from './spokenText/spokenText.ts'
import type { Lexicon } from './spokenText/pronounce.ts'

type IdFor = (title: string) => TopicId

export function duplicated(topic: Topic, idFor: IdFor): Topic {
  const title = numbered(topic.title)
  return { ...authored(topic), id: idFor(title), title, phrases: [{ text: title, origin: 'author' }] }
}

/** `at`: the first step of the second half. Null where one half would be empty. */
export function split(topic: Topic, at: number, idFor: IdFor): [Topic, Topic] | null {
  if (at <= 0 || at >= topic.steps.length) return null
  const title = numbered(topic.title)
  const head = withSteps(ofAuthor(topic), topic.steps.slice(0, at))
  const tail = withSteps(authored(topic), topic.steps.slice(at))
  return [head, { ...tail, id: idFor(title), title, phrases: [{ text: title, origin: 'author' }] }]
}

/** What `other` knows comes after what `topic` knows; nothing is said twice. */
export function merged(topic: Topic, other: Topic): Topic {
  const hazards = uniqueBy(
    [...topic.hazards, ...other.hazards],
    ({ signalWord, written }) => `${signalWord} ${written}`,
  )
  const phrases = uniqueBy([...topic.phrases, ...other.phrases], ({ text }) => text.trim().toLowerCase())
  const comments = [...(topic.comments ?? []), ...(other.comments ?? [])]
  const together = {
    ...ofAuthor(topic),
    hazards,
    phrases,
    codes: [...new Set([...topic.codes, ...other.codes])],
    ...(comments.length > 0 && { comments }),
  }
  return withSteps(together, [...topic.steps, ...other.steps])
}

/** Texts that no author touched, made anew: after a change of the lexicon. The same object where nothing changes. */
export function respoken(topic: Topic, { from, to }: { from: Lexicon; to: Lexicon }): Topic {
  const step = (one: Step): Step =>
    one.isEdited ? one : { ...one, spoken: spokenStep(one.written, topic.language, to) }
  const hazard = (one: Topic['hazards'][number]): typeof one => {
    const made = (lexicon: Lexicon): string => spokenHazard(one, topic.language, { lexicon })
    return one.spoken === made(from) ? { ...one, spoken: made(to) } : one
  }
  const next = { ...topic, steps: topic.steps.map(step), hazards: topic.hazards.map(hazard) }
  return JSON.stringify(next) === JSON.stringify(topic) ? topic : unsigned(next)
}

export const spokenStep = (written: string, language: LanguageTag, lexicon: Lexicon): string =>
  spokenText(written, language, { lexicon })

/** A copy's own life begins: nobody has signed or discussed it. */
function authored(topic: Topic): Topic {
  const copy = ofAuthor(topic)
  delete copy.comments
  delete copy.importedHash
  delete copy.reviewer
  return copy
}

/** No edition changes it from now on. */
const ofAuthor = (topic: Topic): Topic => ({ ...withNewText(unsigned(topic)), isAuthored: true })

const withSteps = (topic: Topic, steps: Step[]): Topic => ({
  ...topic,
  steps,
  isProcedure: topic.isProcedure && steps.length > 1,
  sources: sourcesOf([...topic.hazards, ...steps]),
})

const sourcesOf = (parts: readonly { sources: Source[] }[]): Source[] =>
  uniqueBy(
    parts.flatMap(({ sources }) => sources),
    (source) => JSON.stringify(source),
  )

/** "Descaling" -> "Descaling (2)" -> "Descaling (3)". */
function numbered(title: string): string {
  const found = / \((\d+)\)$/.exec(title)
  return found ? `${title.slice(0, found.index)} (${Number(found[1]) + 1})` : `${title} (2)`
}

function uniqueBy<Entry>(list: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  return [...new Map(list.map((entry) => [keyOf(entry), entry] as const).reverse()).values()].reverse()
}
