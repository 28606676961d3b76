// Blocks of one page -> the same, with the bold legend of a drawing no longer taken for chapters.
// Example: headings "1. On/Off button", "2. Function button", "3. Light" with nothing between them -> steps, which a list of names is not spoken as.
// Trap: numbered chapters count as well; but something stands between them.

import type { Block, HeadingBlock } from '../../../shared/domain.ts'
import { markerOf } from './markers.ts'

const shortestLegend = 3

export function withLegends(blocks: readonly Block[]): Block[] {
  const named = new Map<Block, number>()
  for (const [at, block] of blocks.entries()) {
    if (named.has(block)) continue
    const run = runFrom(blocks, at)
    if (isFirstOfBare(blocks, at)) named.set(block, 0)
    if (run.length >= shortestLegend) for (const [index, entry] of run.entries()) named.set(entry, index)
  }
  return blocks.map((block, at) => {
    if (block.kind !== 'heading') return block
    return named.has(block) || isStepBetween(blocks, at) ? entryOf(block) : isInList(blocks, at) ? textOf(block) : block
  })
}

/** Bold words further in between step 1 and step 2 belong to step 1. */
function isInList(blocks: readonly Block[], at: number): boolean {
  const isText = (block: Block): boolean => block.kind !== 'caption'
  const [before, next] = [blocks.slice(0, at).findLast(isText), blocks.slice(at + 1).find(isText)]
  const isNext = before?.kind === 'step' && next?.kind === 'step' && next.ordinal === before.ordinal + 1
  return isNext && (blocks[at]?.box.x ?? 0) > before.box.x + 4 && next.box.x <= before.box.x + 4
}

/** A bold "4. Select Update" between steps 3 and 5, no other title near, is step 4. */
function isStepBetween(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at]
  const ordinal = block?.kind === 'heading' ? ordinalOf(block) : null
  if (ordinal === null) return false
  const isStepOrTitle = ({ kind }: Block): boolean => kind === 'step' || kind === 'heading'
  const [before, next] = [blocks.slice(0, at).findLast(isStepOrTitle), blocks.slice(at + 1).find(isStepOrTitle)]
  return (
    before?.kind === 'step' && next?.kind === 'step' && before.ordinal === ordinal - 1 && next.ordinal === ordinal + 1
  )
}

/** Headings one after the other that count on; titles without a number may stand between (the legend's own). */
function runFrom(blocks: readonly Block[], from: number): HeadingBlock[] {
  const run: HeadingBlock[] = []
  for (const block of blocks.slice(from)) {
    if (block.kind === 'caption') continue
    if (block.kind !== 'heading' || block.page !== blocks[from]?.page) break
    const ordinal = ordinalOf(block)
    if (ordinal === null && run.length === 0) break
    if (ordinal === null) continue
    if (ordinal !== (run.length === 0 ? 1 : (ordinalOf(run.at(-1)) ?? 0) + 1)) break
    run.push(block)
  }
  return run
}

/** "1 Drawer" looks like a chapter that the contents name; "2 Dial", "3 Light" right below it are plain. */
function isFirstOfBare(blocks: readonly Block[], at: number): boolean {
  const [first, second] = blocks.slice(at).filter(({ kind }) => kind !== 'caption')
  const [one, two] = [first, second].map((block) => (block ? markerOf(block.text) : null))
  if (first?.kind !== 'heading' || second?.kind !== 'paragraph' || second.page !== first.page) return false
  return one?.kind === 'step' && two?.kind === 'step' && one.ordinal === 1 && two.ordinal === 2 && one.isBare
}

function ordinalOf(block: HeadingBlock | undefined): number | null {
  const marker = block && markerOf(block.text)
  return marker?.kind === 'step' ? marker.ordinal : null
}

const textOf = ({ text, page, box }: HeadingBlock): Block => ({ kind: 'paragraph', text, page, box })

function entryOf(heading: HeadingBlock): Block {
  const { text, page, box } = heading
  const marker = markerOf(text)
  if (marker?.kind !== 'step') return textOf(heading)
  return { kind: 'step', text: marker.rest, page, box, marker: marker.marker, ordinal: marker.ordinal }
}
