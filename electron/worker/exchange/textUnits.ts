// Topic <-> its texts as units that a translator works on: title, phrases, hazards, steps. The spoken form is a segment of its own
// beside the written one: what reads well and what sounds well are two decisions.
// Example: step 2 -> { key: 'step-2', segments: [{ id: 'written', source: 'Fill to 5 l.' }, { id: 'spoken', source: 'Fill to five litres.' }] }.
// Trap: keys count places from 1, and places move while a translator works: a text is known by its place and its source together.

import type { Topic } from '../../../shared/domain.ts'
import { unsigned } from '../topics/signOff.ts'
import { spokenText } from '../topics/spokenText/spokenText.ts'

export interface Segment {
  id: 'text' | 'written' | 'spoken' | 'consequence' | 'avoidance'
  source: string
}
export interface Unit {
  key: string
  /** PDF page that it came from, 0 where it has none. */
  page: number
  segments: Segment[]
}
/** One translated segment as it came back. */
export interface Translated {
  topic: string
  key: string
  segment: string
  source: string
  target: string
}

export function unitsOf(topic: Topic): Unit[] {
  const page = topic.sources[0]?.page ?? 0
  const pageOf = (part: { sources: readonly { page: number }[] }): number => part.sources[0]?.page ?? page
  const filled = (unit: Unit): Unit => ({ ...unit, segments: unit.segments.filter(({ source }) => source !== '') })
  return [
    { key: 'title', page, segments: [{ id: 'text' as const, source: topic.title }] },
    ...topic.phrases.map((phrase, at) => ({
      key: `phrase-${at + 1}`,
      page,
      segments: [{ id: 'text' as const, source: phrase.text }],
    })),
    ...topic.hazards.map((hazard, at) => ({
      key: `hazard-${at + 1}`,
      page: pageOf(hazard),
      segments: (['written', 'spoken', 'consequence', 'avoidance'] as const).map((id) => ({ id, source: hazard[id] })),
    })),
    ...topic.steps.map((step, at) => ({
      key: `step-${at + 1}`,
      page: pageOf(step),
      segments: (['written', 'spoken'] as const).map((id) => ({ id, source: step[id] })),
    })),
  ].map(filled)
}

export interface Retold {
  topic: Topic
  /** Texts that are in the topic now. */
  taken: number
  /** Texts whose source is no longer in the topic: somebody changed it meanwhile. */
  stale: number
}

/** `language`: that of the targets; the topic takes it where every one of its texts was translated. Changed words are nobody's approval. */
export function retold(topic: Topic, translated: readonly Translated[], language: string): Retold {
  const targets = new Map<string, string>()
  let stale = 0
  for (const text of translated) {
    const place = placeOf(topic, text)
    if (place === null) stale += 1
    else targets.set(place, text.target)
  }
  const count = unitsOf(topic).reduce((sum, unit) => sum + unit.segments.length, 0)
  const next = withTargets(topic, targets, targets.size === count ? language : topic.language)
  const isSame = JSON.stringify(next) === JSON.stringify(topic)
  return { topic: isSame ? topic : unsigned(next), taken: targets.size, stale }
}

/** "step-2 spoken", or another place of the same kind that has the same source by now. */
function placeOf(topic: Topic, { key, segment, source }: Translated): string | null {
  const kind = key.replace(/\d+$/, '')
  const has = (unit: Unit): boolean => unit.segments.some(({ id, source: known }) => id === segment && known === source)
  const units = unitsOf(topic).filter((unit) => unit.key.replace(/\d+$/, '') === kind && has(unit))
  const unit = units.find((candidate) => candidate.key === key) ?? units[0]
  return unit ? `${unit.key} ${segment}` : null
}

function withTargets(topic: Topic, targets: ReadonlyMap<string, string>, language: string): Topic {
  const text = (key: string, segment: string, otherwise: string): string =>
    targets.get(`${key} ${segment}`) ?? otherwise
  return {
    ...topic,
    language,
    title: text('title', 'text', topic.title),
    phrases: topic.phrases.map((phrase, at) => ({ ...phrase, text: text(`phrase-${at + 1}`, 'text', phrase.text) })),
    hazards: topic.hazards.map((hazard, at) => {
      const of = (segment: 'written' | 'spoken' | 'consequence' | 'avoidance'): string =>
        text(`hazard-${at + 1}`, segment, hazard[segment])
      const [written, spoken] = [of('written'), of('spoken')]
      return { ...hazard, written, spoken, consequence: of('consequence'), avoidance: of('avoidance') }
    }),
    steps: topic.steps.map((step, at) => {
      const written = text(`step-${at + 1}`, 'written', step.written)
      const given = targets.get(`step-${at + 1} spoken`)
      const spoken = given ?? (step.isEdited ? step.spoken : spokenText(written, language))
      return {
        ...step,
        written,
        spoken,
        isEdited: step.isEdited || (given !== undefined && given !== spokenText(written, language)),
      }
    }),
  }
}
