// PageBlocks[] -> sections: what stands under one heading, with the headings above it.
// Example: "3 Care" > "3.2 Cleaning the filters" + 5 steps -> { title: 'Cleaning the filters', chapter: ['Care'], blocks: 5 steps }
// Traps: heading levels come from layout and may jump; only "deeper than" and "not deeper than" are used. A tinted "Tips" panel between
// steps 4 and 5 has a heading of its own; after the panel the steps go on where they were.

import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { wordCount } from './draft.ts'
import { withoutLegendLetters } from './legendLetters.ts'
import { partTitle } from './partTitle.ts'
import { isLegal } from './imprint.ts'
import { spellingOf, titleOf } from './titles.ts'
import type { Spelling } from './titles.ts'
import { isNoteWord, isPreparatory, noteWords } from './vocabulary.ts'

export interface Section {
  title: string
  /** Headings above, outermost first, without the title itself. */
  chapter: string[]
  level: number
  blocks: Block[]
  /** Whether sections follow that lie under this one. */
  hasChildren: boolean
  /** Whether all of it is printed on the cover. */
  isCover: boolean
  /** The heading's own block; null for what stands before the first heading. */
  heading: Extract<Block, { kind: 'heading' }> | null
}

export function sectionsOf(pages: readonly PageBlocks[], language = 'en'): Section[] {
  const texts = pages.flatMap((page) => page.blocks.flatMap((block) => (block.kind === 'heading' ? [] : [block.text])))
  const spelling = spellingOf(texts, language)
  let current = sectionFrom(null, [], spelling)
  const sections: Section[] = [current]
  const resumed = new Map<Section, Section>() // a panel's section -> the one that goes on after the panel
  let above: Section[] = []
  const isReadable = readableIn(texts)
  const cover = coverOf(pages)
  let isInside = cover.size === 0
  for (const block of withoutLegendLetters(pages.flatMap((page) => page.blocks))) {
    if (block.kind === 'toc-entry' || block.kind === 'caption' || !isReadable(block.text)) continue
    if (!isInside && !cover.has(block.page)) {
      isInside = true
      above = []
      if (block.kind === 'paragraph')
        sections.push((current = { ...sectionFrom(null, [], spelling), title: partTitle('', block.text) }))
    }
    if (block.kind !== 'heading') {
      for (let outer = resumed.get(current); outer && endsPanel(current, block, outer); outer = resumed.get(current))
        current = outer
      current = interrupted(current, block, above) ?? current
      if (opensLegalPage(current, block) || isContentUnder(current, block, pages[0]?.page))
        sections.push((current = { ...sectionFrom(null, [], spelling), title: partTitle('', block.text) }))
      current.blocks.push(block)
    } else if (isPreparation(unnoted(current, resumed), block)) {
      current = unnoted(current, resumed)
      current.blocks.push({ kind: 'paragraph', text: titleOf(block.text), page: block.page, box: block.box })
    } else if (isSecondLine(current, block)) {
      current.title = isInBrackets(block.text)
        ? `${current.title} ${block.text}`
        : titleOf(`${current.heading?.text ?? ''} ${block.text}`, spelling)
    } else {
      above = above.filter(({ heading }) => !heading?.panel || isInPanel(heading, block))
      const section = opened(block, above, spelling)
      if (block.panel || isNotes(section))
        resumed.set(section, isInPanel(current.heading, block) ? (resumed.get(current) ?? current) : current)
      sections.push((current = section))
    }
  }
  return sections
    .map((section) =>
      isDirectory(section) ? { ...section, blocks: section.blocks.filter(({ kind }) => kind === 'hazard') } : section,
    )
    .map((section) => ({ ...section, isCover: section.blocks.every(({ page }) => cover.has(page)) }))
    .filter(({ blocks, hasChildren }) => blocks.length > 0 || hasChildren)
}

const fewestWords = 6

/** Pages at the front with titles and names alone. What is printed on a cover is no title of what comes first inside. */
function coverOf(pages: readonly PageBlocks[]): Set<number> {
  const isText = (block: Block): boolean =>
    ['step', 'bullet', 'hazard', 'table-row'].includes(block.kind) ||
    (block.kind === 'paragraph' && wordCount(block.text) >= fewestWords)
  const inside = pages.findIndex(({ blocks }) => blocks.some(isText))
  return new Set(pages.slice(0, Math.max(inside, 0)).map(({ page }) => page))
}

/** Contents and the index at the end: names and page numbers, of which a listener has no use. */
const isDirectory = ({ heading }: Section): boolean => directory.test(titleOf(heading?.text ?? ''))
const directory =
  /^(?:(?:table of )?contents?(?: page)?|(?:keyword |alphabetical )?index|inhalt(?:sverzeichnis|sübersicht)?|stichwort(?:verzeichnis|register)|sommaire|table des matières|indice|sommario|índice(?: de contenido)?)$/iu

/** A warning, a sentence or a row of a table after the contents, or inside behind a cover that says "Operation manual", has no title there. */
const isContentUnder = (section: Section, block: Block, cover: number | undefined): boolean =>
  isDirectory(section)
    ? block.kind === 'hazard' || (block.kind === 'table-row' && !/\d$/.test(block.text)) || isSentence(block)
    : namesDocument.test(section.title) && section.heading?.page === cover && block.page !== cover

const isSentence = ({ text }: Block): boolean => wordCount(text) >= 8 && /[^.][.!]$/.test(text)

const namesDocument =
  /^(?:operat(?:ion|ing)|user|owner|instruction|installation)(?:['’]?s)? (?:manual|guide|book(?:let)?)$|^(?:bedienungs|gebrauchs|betriebs|montage)anleitung$/iu

const isInPanel = (heading: Block | null, block: Block): boolean =>
  heading?.panel !== undefined && heading.page === block.page && heading.panel === block.panel

/** Outside the panel on its own page, or where the steps go on that the panel interrupted. */
function endsPanel(section: Section, block: Block, outer: Section): boolean {
  if (isInPanel(section.heading, block)) return false
  if (section.heading?.panel === undefined) return endsNotes(section, block)
  if (block.kind === 'step' && block.ordinal === lastStep(section) + 1 && lastStep(section) > 0) return false
  return block.page === section.heading?.page || (block.kind === 'step' && block.ordinal === lastStep(outer) + 1)
}

/** The section that a note stands in. */
const unnoted = (section: Section, resumed: ReadonlyMap<Section, Section>): Section =>
  section.heading?.panel === undefined && isNotes(section) ? (resumed.get(section) ?? section) : section

/** Under "Note" without a frame stand its bullets; text and steps after them go on where the note interrupted them. */
const endsNotes = ({ blocks }: Section, block: Block): boolean =>
  ['paragraph', 'step', 'table-row'].includes(block.kind) &&
  blocks.length > 0 &&
  blocks.every(({ kind }) => kind === 'bullet')

/** "What you need" under "Set up the network", before its steps: of one thing, and said with the first step. */
const isPreparation = (section: Section, { text, level }: Heading): boolean =>
  section.heading !== null &&
  level > section.level &&
  isPreparatory(text) &&
  section.blocks.every(({ kind }) => kind !== 'step')

/** "© …", "… are trademarks of …" at the head of a page that has no title: the printer's page is no part of the last chapter. */
const opensLegalPage = ({ blocks }: Section, block: Block): boolean =>
  block.kind === 'paragraph' &&
  block.page !== (blocks.at(-1)?.page ?? block.page) &&
  isLegal(block.text) &&
  !blocks.some(({ text }) => isLegal(text))

/** "To switch off" and its sentence stand between steps 2 and 3: the steps go on where they were. */
function interrupted(section: Section, block: Block, above: readonly Section[]): Section | undefined {
  const [first] = section.blocks
  if (block.kind !== 'step' || block.ordinal === 1 || !first || first.kind === 'step' || lastStep(section) > 0) return
  const outer = above.findLast((known) => known !== section && lastStep(known) > 0)
  return outer && lastStep(outer) === block.ordinal - 1 ? outer : undefined
}

const lastStep = ({ blocks }: Section): number => blocks.findLast((known) => known.kind === 'step')?.ordinal ?? 0

/** A heading in two lines comes as two headings with nothing between: the first ends in mid-phrase, or the second is all in brackets. */
function isSecondLine({ heading, level, blocks }: Section, next: Extract<Block, { kind: 'heading' }>): boolean {
  if (heading === null || blocks.length > 0) return false
  if (isInBrackets(next.text)) return true // "Baby mode" | "(for some models only)"
  return level === next.level && /[-–,&]$|\b(?:and|or|the|of|und|oder|der|die|das)$/i.test(heading.text)
}

const isInBrackets = (text: string): boolean => /^\([^()]*\)$/.test(text)

/** A manual in Latin letters has no use for what fonts without a map make of their signs: "ḽ䏦奨". */
const foreignLetter = /(?!\p{Script=Latin})\p{L}/u

function readableIn(texts: readonly string[]): (text: string) => boolean {
  const latinOf = (text: string): number => {
    if (!foreignLetter.test(text)) return 1
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    return letters === 0 ? 1 : (text.match(/\p{Script=Latin}/gu)?.length ?? 0) / letters
  }
  const isLatin = texts.filter((text) => latinOf(text) > 0.5).length > 0.5 * texts.length
  return (text) => !isLatin || latinOf(text) >= 0.5
}

function opened(heading: Heading, above: Section[], spelling: Spelling): Section {
  const before = above.at(-1)?.heading
  const beside = before?.level === heading.level ? before : null
  while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop()
  for (const parent of above) parent.hasChildren = true
  const chapter = above.flatMap((parent) => (parent.title === '' || isDirectory(parent) ? [] : [parent.title]))
  const section = sectionFrom(heading, chapter, spelling)
  const over =
    ends.test(section.title) && beside && !saysNothing.test(titleOf(beside.text))
      ? titleOf(beside.text, spelling)
      : chapter.at(-1)
  if (over !== undefined && saysNothing.test(section.title)) section.title = `${over}: ${section.title}`
  above.push(section)
  return section
}

/** Numbered notes are no steps: nobody does one after the other. */
export const isNotes = ({ heading }: Section): boolean => isNoteWord(titleOf(heading?.text ?? ''))

type Heading = Extract<Block, { kind: 'heading' }>

/** What "To cancel" cancels is said by the title before it, where both are of one level. */
const ends = /^(?:to |how to )?(?:cancel|stop|(?:turn|switch)(?: it)? off|deactivate)$/iu

/** Titles that stand in every chapter: heard in a choice, "Notes" or "To cancel" could be of anything. */
const saysNothing = new RegExp(
  [
    String.raw`^(?:(?:to |how to )?(?:cancel|start|stop|(?:turn|switch)(?: it)? (?:on|off)|activate|deactivate)`,
    String.raw`(?:important |wichtige |further |useful )?(?:${noteWords}|information)`,
    'instructions?|general|overview|description|procedure|example|attention',
    'allgemein(?:es)?|übersicht|beschreibung|vorgehen|beispiel|conseils?|consigli|consejos?)$',
  ].join('|'),
  'iu',
)

const sectionFrom = (heading: Section['heading'], chapter: string[], spelling: Spelling): Section => ({
  title: titleOf(heading?.text ?? '', spelling),
  chapter,
  level: heading?.level ?? 0,
  blocks: [],
  hasChildren: false,
  isCover: false,
  heading,
})
