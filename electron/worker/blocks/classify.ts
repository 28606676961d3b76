// Passages in reading order -> blocks. Example: "2. Press Start" -> step 2; a boxed "WARNING" + its bullets -> one hazard.
// Trap: a signal word alone on its line takes what follows: all of its box, or the bullets and sentences up to the next heading.

import type { Block } from '../../../shared/domain.ts'
import { hazardsJoined } from './hazardBinding.ts'
import { isFigureName } from './figures.ts'
import { signalOf, withoutSign } from './hazards.ts'
import type { Signal } from './hazards.ts'
import { headingLevel, isSignedTitle, numberOf } from './headings.ts'
import type { HeadingRules } from './headings.ts'
import { withInnerNames } from './innerNames.ts'
import { withLegends } from './legends.ts'
import type { Paragraph } from './paragraphs.ts'
import type { Passage } from './passages.ts'
import type { Table } from './tables.ts'
import { withBareSteps } from './steps.ts'
import { tocEntryOf, withTocLevels } from './toc.ts'
import { joinLines } from './words.ts'

/** A block and what its surroundings say about it, until hazards have taken what is theirs. */
export interface Candidate {
  block: Block
  passage: Passage
}

export function blocksOf(
  passages: readonly Passage[],
  rules: HeadingRules,
  tableIds: ReadonlyMap<Table, string>,
): Block[] {
  const loose = passages.flatMap((passage): Candidate[] =>
    blocksOfPassage(passage, rules, tableIds).map((block) => ({ block, passage })),
  )
  const candidates = withPanels(loose)
  return withNumberedTitles(withTocLevels(withBareSteps(withLegends(hazardsJoined(withBulletLevels(candidates))))))
}

/** Frames with text in them. One around a title alone is a bar, and what the title says does not end with it. */
function withPanels(candidates: readonly Candidate[]): Candidate[] {
  const frames = new Set(candidates.flatMap(({ passage }) => passage.frame ?? []))
  const panels = [...frames].filter((frame) =>
    candidates.some(({ block, passage }) => passage.frame === frame && block.kind !== 'heading'),
  )
  return candidates.map(({ block, passage }) => {
    const panel = passage.frame ? panels.indexOf(passage.frame) + 1 : 0
    return { block: panel > 0 ? { ...block, panel } : block, passage }
  })
}

/** "3. LOAD IT (see Loading)" between the titles "2. …" and "4. …" is the title between them, though a part of it is set plain. */
function withNumberedTitles(blocks: readonly Block[]): Block[] {
  const titles = blocks.flatMap((block) => (block.kind === 'heading' ? [block] : []))
  return blocks.map((block) => {
    if (block.kind !== 'step' || block.text.length > 80 || /[.;,]$/.test(block.text)) return block
    const after = titles.findIndex(({ number }) => number === String(block.ordinal + 1))
    const [before, next] = [titles[after - 1], titles[after]]
    const isBetween = before?.number === String(block.ordinal - 1) && before.level === next?.level
    if (
      !isBetween ||
      !next ||
      blocks.indexOf(block) < blocks.indexOf(before) ||
      blocks.indexOf(block) > blocks.indexOf(next)
    )
      return block
    const { page, box, marker, ordinal, panel } = block
    const place = { text: `${marker} ${block.text}`, page, box, ...(panel !== undefined && { panel }) }
    return { kind: 'heading', ...place, level: next.level, number: String(ordinal) }
  })
}

/** Bullets further in than those before them, in one run, are of a deeper level. */
function withBulletLevels(candidates: readonly Candidate[]): Candidate[] {
  let edges: number[] = [] // left edges of the open levels
  let lowest = 0 // on the page; above it a new column begins, with edges of its own
  return candidates.map((candidate) => {
    const { block } = candidate
    if (block.kind !== 'bullet') {
      if (block.kind !== 'caption') edges = []
      return candidate
    }
    if (block.box.y < lowest) edges = []
    lowest = block.box.y
    edges = edges.filter((edge) => edge < block.box.x - 4)
    edges.push(block.box.x)
    return { ...candidate, block: { ...block, level: edges.length } }
  })
}

function blocksOfPassage(passage: Passage, rules: HeadingRules, tableIds: ReadonlyMap<Table, string>): Block[] {
  switch (passage.kind) {
    case 'table':
      return tableBlocks(passage.table, tableIds.get(passage.table) ?? 'table')
    case 'paragraph':
      return [blockOf(passage.paragraph, rules)]
    case 'label': {
      const { text, page, box } = passage.paragraph
      return [{ kind: 'caption', text, page, box }]
    }
  }
}

function tableBlocks(table: Table, id: string): Block[] {
  return withInnerNames(table.rows, table.header).map(({ row, header }): Block => {
    const text = row.cells
      .map((cell) => cell.text)
      .filter(Boolean)
      .join(' | ')
    return {
      kind: 'table-row',
      text,
      page: table.page,
      box: row.box,
      table: id,
      header,
      cells: row.cells,
    }
  })
}

function blockOf(paragraph: Paragraph, rules: HeadingRules): Block {
  const { text, page, box, marker } = paragraph
  const place = { text, page, box }
  if (isSignedTitle(paragraph, rules.body)) return blockOf({ ...paragraph, text: withoutSign(text) }, rules)
  const signal = signalOf(text) ?? signalAbove(paragraph)
  if (signal) return { kind: 'hazard', ...place, signalWord: signal.signalWord, message: signal.rest }
  if (isFigureName(text) || /^\p{Lu}$/u.test(text) || leadsOver.test(text)) return { kind: 'caption', ...place }
  const entry = tocEntryOf(text)
  if (entry) {
    const number = numberOf(entry.title)
    const level = number === undefined ? 1 : number.split('.').length
    return { kind: 'toc-entry', ...place, text: entry.title, level, target: entry.target }
  }
  const level = headingLevel(paragraph, rules)
  if (level !== null) {
    const number = numberOf(text)
    return { kind: 'heading', ...place, level, ...(number === undefined ? {} : { number }) }
  }
  if (/^(?:fig(?:ure)?|abb(?:ildung)?|pic)\.?\s*\d+/i.test(text) && text.length < 80)
    return { kind: 'caption', ...place }
  if (marker?.kind === 'step' && !marker.isBare) {
    return { kind: 'step', ...place, text: restOf(text, marker.marker), marker: marker.marker, ordinal: marker.ordinal }
  }
  if (marker?.kind === 'bullet') return { kind: 'bullet', ...place, text: restOf(text, marker.marker), level: 1 }
  const isBold = !rules.body.isBold && paragraph.lines.every((line) => line.isBold)
  return { kind: 'paragraph', ...place, ...(isBold && { isBold }) }
}

/** "Continued on next page": of paper, and no topic. */
const leadsOver =
  /^\P{L}*(?:continued|fortsetzung|suite|segue|continúa)\s(?:on|from|auf|von|à la|sulla|en la)\s(?:the\s|der\s)?(?:next|previous|nächsten?|vorherigen?|page|pagina|página)[\p{L}\s]{0,12}\P{L}*$/iu

/** "Attention" in a line of its own, the sentence below it in the same letters. */
function signalAbove({ lines }: Paragraph): Signal | null {
  const [first, ...others] = lines
  const signal = first && others.length > 0 ? signalOf(first.text) : null
  return signal?.rest === '' ? { ...signal, rest: joinLines(others.map((line) => line.text)) } : null
}

const restOf = (text: string, marker: string): string =>
  text.startsWith(marker) ? text.slice(marker.length).trim() : text
