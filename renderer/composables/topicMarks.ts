// Topic + page -> the boxes of its hazards and steps on that page, and the page a part stands on.
// Example: topicMarks(topic, 12, name) -> [{ key: 'step 0', box, tone: 'step', order: 1, label: 'Source of Step 1' }].

import type { Hazard, PartKey, Source, Step, Topic } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { Mark } from './pageMarks.ts'

export type { PartKey } from '../../shared/domain.ts'

/** Where a topic and its parts come from, and nothing that is typed: the page beside the editor is not drawn for each key. */
export interface Sourced {
  id: TopicId
  sources: readonly Source[]
  hazards: readonly Pick<Hazard, 'sources'>[]
  steps: readonly Pick<Step, 'sources'>[]
}

export const sourcedOf = ({ id, sources, hazards, steps }: Topic): Sourced => ({
  id,
  sources,
  hazards: hazards.map((hazard) => ({ sources: hazard.sources })),
  steps: steps.map((step) => ({ sources: step.sources })),
})

interface Part {
  key: PartKey
  tone: 'hazard' | 'step'
  number: number
  sources: readonly Source[]
}

export function topicMarks(
  topic: Sourced,
  page: number,
  nameOf: (tone: 'hazard' | 'step', number: number) => string,
): Mark[] {
  return partsOf(topic).flatMap(({ key, tone, number, sources }) =>
    sources
      .filter((source) => source.page === page)
      .map((source, at) => ({
        key: at === 0 ? key : `${key} ${at}`,
        box: source.box,
        tone,
        order: tone === 'step' ? number : null,
        label: nameOf(tone, number),
      })),
  )
}

/** The key of a mark -> the part it belongs to. */
export function partOfMark(key: string): PartKey | null {
  const [tone, place] = key.split(' ')
  return tone === 'step' || tone === 'hazard' ? `${tone} ${Number(place)}` : null
}

export function sourceOfPart(topic: Sourced, key: PartKey): Source | null {
  return partsOf(topic).find((part) => part.key === key)?.sources[0] ?? null
}

/** Every page the topic comes from, in its own order. */
export function pagesOfTopic(topic: Sourced): Source[] {
  const sources = [...topic.sources, ...partsOf(topic).flatMap((part) => part.sources)]
  const byPage = new Map<string, Source>()
  for (const source of sources) {
    const key = `${source.manual} ${source.page}`
    if (!byPage.has(key)) byPage.set(key, source)
  }
  return [...byPage.values()].sort((a, b) => a.page - b.page)
}

function partsOf(topic: Sourced): Part[] {
  return [
    ...topic.hazards.map(({ sources }, at) => ({
      key: `hazard ${at}` as const,
      tone: 'hazard' as const,
      number: at + 1,
      sources,
    })),
    ...topic.steps.map(({ sources }, at) => ({
      key: `step ${at}` as const,
      tone: 'step' as const,
      number: at + 1,
      sources,
    })),
  ]
}
