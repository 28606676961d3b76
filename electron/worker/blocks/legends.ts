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
    if (run.length >= shortestLegend) for (const [index, entry] of run.entries()) named.set(entry, index)
  }
  return blocks.map((block) => (block.kind === 'heading' && named.has(block) ? entryOf(block) : block))
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

function ordinalOf(block: HeadingBlock | undefined): number | null {
  const marker = block && markerOf(block.text)
  return marker?.kind === 'step' ? marker.ordinal : null
}

function entryOf({ text, page, box }: HeadingBlock): Block {
  const marker = markerOf(text)
  if (marker?.kind !== 'step') return { kind: 'paragraph', text, page, box }
  return { kind: 'step', text: marker.rest, page, box, marker: marker.marker, ordinal: marker.ordinal }
}
