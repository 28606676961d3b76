// A unit and its blocks -> drafts of topics. What the source says about a topic (its kind, its id, what is cause and what is remedy) is
// taken as it is; only text that a listener needs in parts is cut as a PDF's would be.
// Example: a troubleshooting unit with two causes -> one draft, two steps "Possible cause: … Do this."
// Trap: a task keeps its hazards even where they stand in a step, and they come first, whole.

import type { Block, LanguageTag } from '../../../shared/domain.ts'
import { draftsOf } from '../topics/draftsOf.ts'
import { joined, stepOf, wordCount } from '../topics/draft.ts'
import type { Draft, DraftStep } from '../topics/draft.ts'
import { hazardsIn, taskDraft } from '../topics/sectionTopics.ts'
import type { Section } from '../topics/sections.ts'
import { titleOf } from '../topics/titles.ts'
import { codesIn } from '../topics/vocabulary.ts'
import type { Part, SourceUnit } from './unit.ts'

const causeWords: Readonly<Record<LanguageTag, string>> = {
  en: 'Possible cause: ',
  de: 'Mögliche Ursache: ',
  fr: 'Cause possible : ',
  it: 'Possibile causa: ',
  es: 'Causa posible: ',
}
const longestSymptom = 14 // words

/** `blocks`: the title's, then one for each of partsOf(unit). */
export function unitDrafts(unit: SourceUnit, blocks: readonly Block[], language: LanguageTag): Draft[] {
  const [, ...body] = blocks
  const drafts = draftsOfKind(unit, body, language)
  return unit.id === '' ? drafts : drafts.map((draft) => ({ ...draft, id: idOf(draft, unit) }))
}

/** The topic's own; a row or section of it adds its name, so that a new row changes no other's id. */
function idOf({ title }: Draft, unit: SourceUnit): string {
  const own = titleOf(unit.title)
  return title === own ? unit.id : `${unit.id} ${title.startsWith(`${own}: `) ? title.slice(own.length + 2) : title}`
}

function draftsOfKind(unit: SourceUnit, blocks: readonly Block[], language: LanguageTag): Draft[] {
  const section: Section = {
    title: titleOf(unit.title),
    chapter: unit.chapter.map((title) => titleOf(title)),
    level: 1,
    blocks: [...blocks],
    hasChildren: false,
    isCover: false,
    heading: null,
  }
  if (unit.solutions.length > 0) return [troubleDraft(unit, blocks, section, language)]
  if (unit.kind === 'task' && blocks.some(({ kind }) => kind === 'step')) return [taskDraft(blocks, section)]
  const found = sectionsWithin(section).flatMap((part) => draftsOf(part, language))
  return found.map((draft) =>
    draft.kind === 'concept' ||
    (draft.kind === 'task' && !draft.isProcedure) ||
    (draft.kind === 'safety' && draft.steps.length > 0)
      ? { ...draft, kind: unit.kind }
      : draft,
  )
}

/** A titled section of a concept is a part of it that can be asked for. */
function sectionsWithin(section: Section): Section[] {
  const parts: Section[] = [{ ...section, blocks: [] }]
  for (const block of section.blocks) {
    if (block.kind === 'heading')
      parts.push({ ...section, title: titleOf(block.text), chapter: [...section.chapter, section.title], blocks: [] })
    else parts.at(-1)?.blocks.push(block)
  }
  return parts.filter(({ blocks }) => blocks.length > 0)
}

function troubleDraft(unit: SourceUnit, blocks: readonly Block[], section: Section, language: LanguageTag): Draft {
  const condition = blocks.slice(0, unit.parts.length)
  let at = unit.parts.length
  const taken = (parts: readonly Part[]): Block[] => blocks.slice(at, (at += parts.length))
  const solved = unit.solutions.map(({ cause, remedy }) => solutionSteps(taken(cause), taken(remedy), language))
  // of several causes each is said with all that is done about it
  const steps =
    solved.length > 1 ? solved.flatMap((all) => (all.length > 0 ? [all.reduce(joined)] : [])) : solved.flat()
  const symptom = condition.find(({ kind, text }) => kind === 'paragraph' && wordCount(text) <= longestSymptom)?.text
  const codes = codesIn(`${unit.title} ${symptom ?? ''}`)
  return {
    kind: codes.length > 0 ? 'error-code' : 'troubleshooting',
    title: section.title,
    chapter: section.chapter,
    steps,
    hazards: hazardsIn(blocks),
    isProcedure: unit.solutions.length === 1 && steps.length > 1,
    codes,
    ...(symptom !== undefined && { symptom: symptom.replace(/[.:]$/, '') }),
  }
}

/** The cause is said with the first thing to do about it. */
function solutionSteps(cause: readonly Block[], remedy: readonly Block[], language: LanguageTag): DraftStep[] {
  const why = cause.filter(({ kind }) => kind !== 'hazard').map((block) => stepOf(block))
  const done = remedy.filter(({ kind }) => kind !== 'hazard' && kind !== 'heading').map((block) => stepOf(block))
  const [first, ...rest] = why
  if (!first) return done
  const words = causeWords[language] ?? causeWords['en'] ?? ''
  const whole = [first, ...rest].reduce((all, part) => joined(all, part))
  const lead = { ...whole, written: `${words}${ended(whole.written)}` }
  const [then, ...after] = done
  return then ? [joined(lead, then), ...after] : [lead]
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
