// One section without its tables -> topics: a numbered procedure is one task; other text is cut where a listener would want a pause.
// Example: heading "Salt", 1 warning, an introduction and 5 steps -> one task with 1 hazard and 5 steps, the introduction before step 1.
// Traps: a bullet under a step belongs to that step; a procedure that starts again at 1 is another procedure; in a chapter about
// trouble, a short line before text is a symptom, although it is set as a paragraph.

import type { Block, TopicKind } from '../../../shared/domain.ts'
import { hazardOf, joined, stepOf, wordCount } from './draft.ts'
import type { Draft, DraftHazard, DraftStep } from './draft.ts'
import { isImprint } from './imprint.ts'
import { withoutLegendNumbers } from './legendNumbers.ts'
import { operatedList } from './operatedList.ts'
import { withNoteLabels } from './noteLabels.ts'
import { areNumberedRules, areSafetyRules } from './safetyRules.ts'
import { isNotes } from './sections.ts'
import type { Section } from './sections.ts'
import { partTitle } from './partTitle.ts'
import { splitAtSymptoms } from './symptoms.ts'
import { titleOf } from './titles.ts'
import { namesAction } from './verbs.ts'
import { isOfWarranty, isSafety, isTroubleshooting } from './vocabulary.ts'

/** Words that a person listens to without asking for a pause. */
const breath = 90

export function sectionDrafts(section: Section): Draft[] {
  const blocks = withNoteLabels(withoutLegendNumbers(section.blocks.filter((block) => block.kind !== 'table-row')))
  const titles = [...section.chapter, section.title]
  const kind = kindOf(section)
  if (titles.some(isTroubleshooting) && !titles.some(isSafety)) {
    const parts = splitAtSymptoms(blocks, section)
    if (parts.some((part) => part.isSymptom))
      return parts.flatMap((part) => textDrafts(part.blocks, part.section, part.isSymptom ? 'troubleshooting' : kind))
  }
  if (isNotes(section) || titles.some(isOfWarranty)) return textDrafts(blocks, section, kind)
  if (titles.some(isSafety) && areNumberedRules(blocks)) return textDrafts(blocks, section, 'safety')
  return procedures(blocks, section).flatMap((part) => {
    if (isProcedure(part.blocks)) return [taskDraft(part.blocks, part.section)]
    if (kind === 'concept' && hasOneStep(part.blocks)) return textDrafts(part.blocks, part.section, 'task')
    const operated = kind === 'task' ? operatedDrafts(part) : null
    return operated ?? textDrafts(part.blocks, part.section, kind)
  })
}

interface Part {
  section: Section
  blocks: Block[]
}

/** Text under a heading about trouble is about trouble, also where no table says so: "Cracking noise" in "Before calling for service". */
function kindOf(section: Section): TopicKind {
  const { title, chapter } = section
  if (chapter.slice(-1).some(isTroubleshooting) && ![...chapter, title].some(isSafety)) return 'troubleshooting'
  if ([title, titleOf(section.heading?.text ?? '')].some(namesAction) && !isNotes(section))
    return [title, ...chapter.slice(-1)].some(isSafety) ? 'safety' : 'task'
  return [...chapter, title].some(isSafety) || areSafetyRules(section.blocks) ? 'safety' : 'concept'
}

/** Cuts where the numbering starts again; the short line before it is the new title. */
function procedures(blocks: readonly Block[], section: Section): Part[] {
  const parts: Part[] = [{ section, blocks: [] }]
  let last = 0
  for (const block of blocks) {
    const current = parts.at(-1)
    if (!current) break
    if (block.kind === 'step' && block.ordinal === 1 && last >= 2) {
      const lead = current.blocks.at(-1)
      const isTitle = lead?.kind === 'paragraph' && wordCount(lead.text) <= 12
      if (isTitle) current.blocks.pop()
      const title = isTitle ? `${section.title}: ${titleOf(lead.text)}` : section.title
      parts.push({ section: { ...section, title }, blocks: [block] })
    } else current.blocks.push(block)
    if (block.kind === 'step') last = block.ordinal
  }
  return parts
}

/** A list by which the appliance is operated is a procedure, said step by step; what comes after it is text. */
function operatedDrafts({ blocks, section }: Part): Draft[] | null {
  const found = operatedList(blocks)
  if (!found) return null
  const { before, list, after } = found
  const warnings = after.filter(({ kind }) => kind === 'hazard')
  return [
    taskDraft([...before, ...list, ...warnings], section),
    ...textDrafts(after, section, 'task', { isRest: true }),
  ]
}

/** All hazards of the section come first, whole; what stands before step 1 is said with it. */
export function taskDraft(blocks: readonly Block[], section: Section): Draft {
  const steps: DraftStep[] = []
  let before: DraftStep | null = null
  for (const block of blocks) {
    if (block.kind === 'hazard') continue
    const step = stepOf(block)
    const last = steps.pop()
    if (block.kind === 'step') {
      if (last) steps.push(last)
      steps.push(before ? joined(before, step) : step)
      before = null
    } else if (last) steps.push(joined(last, step))
    else before = before ? joined(before, step) : step
  }
  return {
    kind: 'task',
    title: section.title,
    chapter: section.chapter,
    steps,
    hazards: hazardsIn(blocks),
    isProcedure: true,
    codes: [],
  }
}

/** Two steps or more that say what to do. A numbered legend of a picture ("1. Door  2. Handle") is none: it is a list of names. */
function isProcedure(blocks: readonly Block[]): boolean {
  const steps = blocks.filter((block) => block.kind === 'step')
  const names = steps.filter(({ text }) => wordCount(text) <= 6 && !/[.!:]$|\bSie\b/.test(text) && !isCommand(text))
  return steps.length >= 2 && names.length < steps.length * 0.75 && !steps.every(({ text }) => states.test(text))
}

/** "Charging base" names a part, "Charge the base" is something to do. */
const isCommand = (text: string): boolean => namesAction(text) && !/^\p{L}+ing\b/u.test(text)

/** "(1) This device may not cause interference, and (2) it must accept any": clauses, not steps. */
const states = /^(?:this|these|it|dies\p{L}*|es)\b/iu

/** "1 During operation, press JET.": there is no second step. */
function hasOneStep(blocks: readonly Block[]): boolean {
  const [first, ...others] = blocks.filter(({ kind }) => kind === 'step')
  return first?.kind === 'step' && first.ordinal === 1 && /[.!:]$/.test(first.text) && others.length === 0
}

/** A unit is a paragraph with the bullets that belong to it; units are gathered while they fit one breath. `isRest`: other drafts have the title. */
function textDrafts(blocks: readonly Block[], section: Section, kind: TopicKind, { isRest = false } = {}): Draft[] {
  const units = unitsOf(blocks, forbidden(section.title))
  const base = { kind, chapter: section.chapter, isProcedure: false, codes: [] }
  // a warning with nothing under it is kept too: it must never vanish between a chapter and its sections
  const all = hazardsIn(blocks)
  if (units.length === 0) return isRest ? [] : warningDrafts(all, section)
  if (kind === 'safety' && all.reduce((words, { written }) => words + wordCount(written), 0) > breath) {
    const [text, warnings] = [blocks.filter((block) => block.kind !== 'hazard'), warningDrafts(all, section)]
    return [...warnings, ...textDrafts(text, section, kind, { isRest: true })]
  }
  return gathered(units, wordsOf).map((part, at) => {
    const steps = part.flatMap((unit) => unit.steps)
    const hazards = hazardsIn(blocks.filter((block, index) => block.kind === 'hazard' && isNear(index, part, blocks)))
    return {
      ...base,
      title: at === 0 && !isRest ? section.title : partTitle(section.title, blocks[part[0]?.from ?? 0]?.text ?? ''),
      steps,
      hazards,
      ...(hazards.length === 0 && (section.isCover || isImprint(steps)) && { isSpoken: false }),
    }
  })
}

/** Warnings and nothing else, for there is nothing to do that they come before: as many together as fit one breath. */
function warningDrafts(hazards: readonly DraftHazard[], { title, chapter }: Section): Draft[] {
  const sizeOf = ({ written }: DraftHazard): number => wordCount(written)
  return gathered(hazards, sizeOf).map((part, at) => ({
    kind: 'safety',
    title: at === 0 ? title : partTitle(title, part[0]?.written ?? ''),
    chapter,
    steps: [],
    hazards: part,
    isProcedure: false,
    codes: [],
  }))
}

interface Unit {
  steps: DraftStep[]
  /** Of its first and last block in the section. */
  from: number
  to: number
}

/** A warning that heads the section is for each of its parts, any other for the parts that it stands before, in or after. */
function isNear(index: number, part: readonly Unit[], blocks: readonly Block[]): boolean {
  const isText = ({ kind }: Block): boolean => kind !== 'hazard'
  const [from, to] = [part[0]?.from ?? 0, part.at(-1)?.to ?? 0]
  if (!blocks.slice(0, index).some(isText)) return true
  const between = index < from ? blocks.slice(index, from) : blocks.slice(to + 1, index)
  return !between.some(isText)
}

/** Under "Never do this" an entry alone would say the opposite: the title is said with each. */
const forbidden = (title: string): string =>
  /^(?:never|don['’]t|do not|avoid|nie(?:mals)?|nicht|vermeiden)\b/iu.test(title) ? `${title}: ` : ''

/** Says so itself, or is a statement and no command. */
const speaksForItself =
  /^(?:never|don['’]t|do not|avoid|no|this|these|the|it|if|when|your|nie(?:mals)?|nicht|kein\p{L}*|vermeiden|dies\p{L}*|das|die|der|wenn|falls)\b/iu

/** "This may cause fire.": of the order before it, and nothing without it. */
const saysWhatFollows =
  /^(?:(?:this|it|that|these|they|doing so|failure to do so) (?:may|can|could|will|might|would)|otherwise|(?:dies|dadurch|das|hierdurch|dabei) (?:kann|können|könnte|besteht)|(?:andern|anderen)falls|sonst|ansonsten)\b/iu

function unitsOf(blocks: readonly Block[], before: string): Unit[] {
  const units: Unit[] = []
  blocks.forEach((block, at) => {
    if (block.kind === 'hazard') return
    const current = units.at(-1)
    const step = stepOf(block, before === '' || speaksForItself.test(block.text) ? block.text : before + block.text)
    const leads = /:$/.test(current?.steps[0]?.written ?? '')
    const isListed = leads && isEntryUnder(block, blocks[current?.from ?? 0])
    if (current && (isListed || saysWhatFollows.test(block.text))) {
      current.steps.push(step)
      current.to = at
    } else units.push({ steps: [step], from: at, to: at })
  })
  return units
}

/** Of the list that a colon announces: "3." is none of those under "2. Stop the motor before:". */
const isEntryUnder = (block: Block, lead: Block | undefined): boolean =>
  block.kind === 'bullet' ||
  (block.kind === 'step' &&
    !(
      lead?.kind === 'step' &&
      /^\d/.test(block.marker) &&
      block.ordinal === lead.ordinal + 1 &&
      /^\d/.test(lead.marker)
    ))

const wordsOf = ({ steps }: Unit): number => wordCount(steps.map(({ written }) => written).join(' '))

function gathered<Said>(all: readonly Said[], sizeOf: (said: Said) => number): Said[][] {
  const parts: Said[][] = []
  let size = 0
  for (const unit of all) {
    const words = sizeOf(unit)
    const current = parts.at(-1)
    if (current && size + words <= breath) current.push(unit)
    else {
      parts.push([unit])
      size = 0
    }
    size += words
  }
  return parts
}

export const hazardsIn = (blocks: readonly Block[]): DraftHazard[] =>
  blocks.flatMap((block) => (block.kind === 'hazard' ? [hazardOf(block)] : []))
