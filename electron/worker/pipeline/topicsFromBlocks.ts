// Block[] -> Topic[]. A topic is one thing a person can ask for. Example: heading "Descaling" + 5 steps + 1 warning -> 1 topic.
// sections -> drafts (procedures, text, tables) -> chapter hazards handed down -> ids, phrases and spoken text.
// Trap: a warning printed under a chapter heading, before its sections, belongs to every section of that chapter.

import type { Block, LanguageTag, PageBlocks, Source, Step, Topic } from '../../../shared/domain.ts'
import { atOnce } from '../steps.ts'
import type { Steps } from '../steps.ts'
import type { ManualId } from '../../../shared/ids.ts'
import type { Draft, DraftHazard, DraftStep, Place } from '../topics/draft.ts'
import { draftsOf } from '../topics/draftsOf.ts'
import { consequenceOf } from '../topics/hazardParts.ts'
import { hasUnreadWords } from '../../../shared/drawnLines.ts'
import { spokenHazard } from '../topics/hazardSpeech.ts'
import { phrasesOf } from '../topics/phrases.ts'
import { hazardsIn } from '../topics/sectionTopics.ts'
import { withOffers, withRelated } from '../topics/references/offers.ts'
import { sectionsOf } from '../topics/sections.ts'
import type { Section } from '../topics/sections.ts'
import type { Lexicon } from '../topics/spokenText/pronounce.ts'
import { spokenText } from '../topics/spokenText/spokenText.ts'
import { topicIds } from '../topics/topicIds.ts'

export interface TopicOptions {
  manual: ManualId
  language: LanguageTag
  /** The project's own pronunciations. */
  lexicon?: Lexicon
}

export const topicsFromBlocks = (pages: readonly PageBlocks[], options: TopicOptions): Topic[] =>
  atOnce(topicSteps(pages, options))

/** The same in steps of a section and of a topic, for manuals that take seconds. */
export function* topicSteps(pages: readonly PageBlocks[], options: TopicOptions): Steps<Topic[]> {
  const { language } = options
  const sections = sectionsOf(pages, language)
  const drafts: Draft[] = []
  for (const [at, section] of sections.entries()) {
    yield (0.4 * at) / sections.length
    drafts.push(...withChapterHazards(draftsOf(section, language), section, sections))
  }
  return yield* saidSteps(drafts, options, { pages, related: new Map() })
}

/** Ids, phrases, spoken text and offers; drafts without a title or without anything to say are left out. */
export const topicsFromDrafts = (drafts: readonly Draft[], options: TopicOptions, related: Related): Topic[] =>
  atOnce(saidSteps(drafts, options, { pages: [], related }))

/** Where the source itself leads from one topic to others. */
type Related = ReadonlyMap<Draft, readonly Draft[]>

function* saidSteps(
  drafts: readonly Draft[],
  options: TopicOptions,
  { pages, related }: { pages: readonly PageBlocks[]; related: Related },
): Steps<Topic[]> {
  const said: { draft: Draft; topic: Omit<Topic, 'id'> }[] = []
  for (const [at, draft] of drafts.entries()) {
    if (at % 10 === 0) yield 0.4 + (0.6 * at) / drafts.length
    const topic = draft.title === '' ? null : topicOf(draft, options)
    if (topic && topic.steps.length + topic.hazards.length > 0) said.push({ draft, topic })
  }
  const ids = topicIds(said.map(({ draft }) => draft))
  const topics = said.flatMap(({ topic }, at) => {
    const id = ids[at]
    return id ? [{ id, ...topic }] : []
  })
  const { language, lexicon = new Map() } = options
  const offering = withOffers(topics, pages, (written) => spokenText(written, language, { lexicon }))
  const topicByDraft = new Map(said.map(({ draft }, at) => [draft, offering[at]]))
  const ledTo = (draft: Draft | undefined): Topic[] =>
    (draft === undefined ? [] : (related.get(draft) ?? [])).flatMap((other) => topicByDraft.get(other) ?? [])
  return offering.map((topic, at) => withRelated(topic, ledTo(said[at]?.draft)))
}

/** Hazards that head a chapter, before anything else in it, go to everything that is done in the chapter. */
function withChapterHazards(drafts: Draft[], section: Section, sections: readonly Section[]): Draft[] {
  const inherited = sections
    .filter((above) => above !== section && isAbove(above, section))
    .flatMap((above) => hazardsIn(leadingHazards(above.blocks)))
  if (inherited.length === 0) return drafts
  return drafts.map((draft) =>
    draft.kind === 'task' || draft.kind === 'troubleshooting' || draft.kind === 'error-code'
      ? { ...draft, hazards: [...inherited, ...draft.hazards] }
      : draft,
  )
}

const isAbove = (above: Section, section: Section): boolean =>
  above.hasChildren &&
  section.chapter.length > above.chapter.length &&
  [...above.chapter, above.title].every((title, at) => section.chapter[at] === title)
const leadingHazards = (blocks: readonly Block[]): readonly Block[] => {
  const end = blocks.findIndex((block) => block.kind !== 'hazard')
  return end < 0 ? blocks : blocks.slice(0, end)
}

/** The letter or number of a part in a figure, left alone by the layout, or a row of them. */
const isMark = (written: string): boolean =>
  /^(?:(?:\p{L}\d?|\d{1,2})[.):]?|\d{1,2}(?: \d{1,2})+|(?:\p{L}|\d{1,2})(?: (?:\p{L}|\d{1,2})){2,})$/u.test(
    written.trim(),
  )

function topicOf(draft: Draft, { manual, language, lexicon = new Map() }: TopicOptions): Omit<Topic, 'id'> {
  const sourcesOf = (places: readonly Place[]): Source[] => places.map((place) => ({ manual, ...place }))
  const stepOf = ({ written, places }: DraftStep): Step => ({
    written,
    spoken: spokenText(written, language, { lexicon }),
    isEdited: false,
    sources: sourcesOf(places),
  })
  const hazardOf = ({
    signalWord,
    written,
    consequence,
    avoidance,
    places,
  }: DraftHazard): Topic['hazards'][number] => ({
    signalWord,
    written,
    spoken: spokenHazard({ signalWord, written }, language, { lexicon }),
    ...consequenceOf(written),
    ...(consequence !== undefined && { consequence }),
    ...(avoidance !== undefined && { avoidance }),
    sources: sourcesOf(places),
  })
  // What has words that nobody could read stays, silent: the author has to see that something is missing.
  const isKept = ({ written, spoken }: Step): boolean => (spoken !== '' && !isMark(written)) || hasUnreadWords(written)
  const steps = draft.steps.map(stepOf).filter(isKept)
  const hazards = draft.hazards.map(hazardOf)
  return {
    kind: draft.kind,
    title: draft.title,
    language,
    chapter: draft.chapter,
    phrases: phrasesOf(draft, language),
    hazards,
    steps,
    isProcedure: draft.isProcedure && steps.length > 1,
    codes: draft.codes,
    isSpoken: draft.isSpoken ?? true,
    status: 'draft',
    sources: uniqueSources([...hazards, ...steps].flatMap((part) => part.sources)),
  }
}

const uniqueSources = (sources: readonly Source[]): Source[] => [
  ...new Map(sources.map((source) => [JSON.stringify(source), source])).values(),
]
