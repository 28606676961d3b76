// A page as a person read it + as a reader gives it -> counts of what is right. Example: 24 of 25 rows in order, 3 headings of 3.
// Order is the longest chain of texts that stand one after the other as they should, over all texts: one that is torn out costs one.
// Trap: a text may stand on a page many times ("Contact for service"); the chain takes whichever place serves it best, for every reader.

import type { Block } from '../../../shared/domain.ts'
import { lettersOf, placesOf, streamOf } from './letters.ts'
import type { Stream } from './letters.ts'
import type { PageReading } from './readers.ts'
import type { TruthPage, Unit } from './truth.ts'

/** Found, missed, and said where there is nothing. */
export interface Tally {
  right: number
  missed: number
  wrong: number
}
export interface PageScore {
  page: number
  /** Steps and table cells. */
  steps: Tally
  order: Tally
  kinds: Tally | null
  headings: Tally | null
  hazards: Tally | null
  furniture: Tally
}

export function scoreOf(truth: TruthPage, { text, dropped, blocks }: PageReading): PageScore {
  const stream = streamOf(text)
  return {
    page: truth.page,
    steps: orderOf(truth.units.filter(isOrdered), stream),
    order: orderOf(truth.units, stream),
    kinds: blocks && kindsOf(truth.units, blocks),
    headings: blocks && headingsOf(truth.units, blocks),
    hazards: blocks && hazardsOf(truth.units, blocks),
    furniture: furnitureOf(truth, stream, dropped),
  }
}

const isOrdered = ({ kind }: Unit): boolean => kind === 'step' || kind === 'row' || kind === 'header'

function orderOf(units: readonly Unit[], stream: Stream): Tally {
  const starts = units.flatMap((unit) => unit.starts.filter((start) => start !== null))
  const right = longestChain(starts.map((start) => placesOf(stream, start)))
  return { right, missed: starts.length - right, wrong: 0 }
}

/** Most texts that stand in ascending places, each at one of its own. */
function longestChain(places: readonly (readonly number[])[]): number {
  const ends: number[] = [] // ends[n] is the earliest place at which a chain of n + 1 texts ends
  for (const own of places) {
    for (const place of [...own].reverse()) {
      const at = ends.findIndex((end) => end >= place)
      ends[at < 0 ? ends.length : at] = place
    }
  }
  return ends.length
}

function kindsOf(units: readonly Unit[], blocks: readonly Block[]): Tally {
  const judged = units.filter(({ kind }) => kind !== 'any' && kind !== 'header')
  const right = judged.filter((unit) => blocks.some((block) => isBlockOf(unit, block))).length
  return { right, missed: judged.length - right, wrong: 0 }
}

function isBlockOf({ kind, starts }: Unit, block: Block): boolean {
  switch (block.kind) {
    case 'table-row':
      return (
        kind === 'row' &&
        isRow(
          starts,
          block.cells.map((cell) => lettersOf(cell.text)),
        )
      )
    case 'hazard':
      return kind === 'hazard' && begins(block, starts[0])
    case 'heading':
    case 'step':
    case 'bullet':
    case 'paragraph':
      return kind === block.kind && begins(block, starts[0])
    case 'caption':
    case 'toc-entry':
      return false
  }
}

/** Each cell begins as it should; a merged one has any words. */
function isRow(starts: readonly (string | null)[], cells: readonly string[]): boolean {
  const written = cells.filter((cell) => cell !== '')
  return (
    written.length >= starts.length && starts.every((start, at) => start === null || written[at]?.startsWith(start))
  )
}

function begins(block: Block, start: string | null | undefined): boolean {
  if (start === null || start === undefined) return false
  const said = lettersOf(block.kind === 'hazard' ? block.message : block.text)
  return said.replace(/^\d+/, '').startsWith(start.replace(/^\d+/, ''))
}

/** A heading counts with its level; any heading is welcome where the truth leaves the kind open. */
function headingsOf(units: readonly Unit[], blocks: readonly Block[]): Tally {
  const found = blocks.filter((block) => block.kind === 'heading')
  const wanted = units.filter(({ kind, level }) => kind === 'heading' && level !== null)
  const right = wanted.filter(({ starts, level }) =>
    found.some((block) => block.level === level && begins(block, starts[0])),
  )
  const isOpen = ({ kind, level }: Unit): boolean => kind === 'any' || (kind === 'heading' && level === null)
  const wrong = found.filter(
    (block) => ![...right, ...units.filter(isOpen)].some(({ starts }) => begins(block, starts[0])),
  )
  return { right: right.length, missed: wanted.length - right.length, wrong: wrong.length }
}

/** A hazard counts with its signal word and under its own heading. */
function hazardsOf(units: readonly Unit[], blocks: readonly Block[]): Tally {
  const found = blocks.flatMap((block, at) =>
    block.kind === 'hazard' ? [{ block, above: headingAbove(blocks, at) }] : [],
  )
  const wanted = units.flatMap((unit, at) =>
    unit.kind === 'hazard' ? [{ unit, above: headingsAbove(units, at) }] : [],
  )
  const right = wanted.filter(({ unit, above }) =>
    found.some(
      (hazard) =>
        begins(hazard.block, unit.starts[0]) &&
        (unit.signalWord === null || unit.signalWord === hazard.block.signalWord) &&
        (above.length === 0 || above.some(({ starts }) => hazard.above !== null && begins(hazard.above, starts[0]))),
    ),
  )
  const welcome = [...right.map(({ unit }) => unit), ...units.filter(({ kind }) => kind === 'any')]
  const wrong = found.filter(({ block }) => !welcome.some(({ starts }) => begins(block, starts[0])))
  return { right: right.length, missed: wanted.length - right.length, wrong: wrong.length }
}

/** A panel's heading ends with its panel. */
const headingAbove = (blocks: readonly Block[], at: number): Block | null =>
  blocks
    .slice(0, at)
    .findLast((block) => block.kind === 'heading' && (!block.panel || block.panel === blocks[at]?.panel)) ?? null

/** The sure heading above a text and the unsure ones between; none where the page begins inside a section. */
function headingsAbove(units: readonly Unit[], at: number): Unit[] {
  const headings = units.slice(0, at).filter(({ kind }) => kind === 'heading')
  return headings.slice(
    headings.findLastIndex(({ level }) => level !== null) + (headings.every(({ level }) => level === null) ? 1 : 0),
  )
}

/** Dropped as it should be; and texts of the page that were dropped with it. */
function furnitureOf({ furniture, units }: TruthPage, stream: Stream, dropped: string): Tally {
  const gone = new Set(['', ...dropped.split(/\s+/).map(lettersOf)]) // '&' has no letters
  const letters = streamOf(dropped)
  const right = furniture.filter((line) =>
    line
      .split(/\s+/)
      .map(lettersOf)
      .every((word) => gone.has(word)),
  ).length
  const starts = units.flatMap((unit) => unit.starts.filter((start) => start !== null))
  const wrong = starts.filter((start) => placesOf(stream, start).length === 0 && placesOf(letters, start).length > 0)
  return { right, missed: furniture.length - right, wrong: wrong.length }
}

export const sumOf = (tallies: readonly (Tally | null)[]): Tally =>
  tallies.reduce<Tally>(
    (sum, tally) => ({
      right: sum.right + (tally?.right ?? 0),
      missed: sum.missed + (tally?.missed ?? 0),
      wrong: sum.wrong + (tally?.wrong ?? 0),
    }),
    { right: 0, missed: 0, wrong: 0 },
  )

/** F1; the share that is right where nothing can be said too much. 1 where there is nothing to say. */
export const f1 = ({ right, missed, wrong }: Tally): number =>
  right + missed + wrong === 0 ? 1 : right / (right + (missed + wrong) / 2)

export const share = ({ right, missed }: Tally): number => (right + missed === 0 ? 1 : right / (right + missed))

/** Everything judged on a page, in one figure. */
export const pageFigure = ({ order, headings, hazards, furniture }: PageScore): number => {
  const all = sumOf([order, headings, hazards, furniture])
  return all.right / Math.max(1, all.right + all.missed + all.wrong)
}
