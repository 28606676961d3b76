// What was found on a page -> what is drawn over its picture: one mark a box, in reading order, then what was left
// out, then the words that text recognition doubts.
// Example: marksOfPage(blocks, labels)[0] -> { key: 'b0', box, tone: 'heading', order: 1, label: '1. Heading: Descaling' }.

import type { Block, Box, PageBlocks, UncertainWord } from '../../shared/domain.ts'

export type MarkTone = Block['kind'] | 'dropped' | 'uncertain' | 'spot' | 'other'

export interface Mark {
  key: string
  box: Box
  tone: MarkTone
  /** Place in the reading order from 1; null where it is not read. */
  order: number | null
  /** Read aloud by a screen reader. */
  label: string
}

export interface MarkLabels {
  ofBlock: (block: Block, order: number) => string
  ofDropped: (dropped: PageBlocks['dropped'][number]) => string
  ofUncertain: (word: UncertainWord) => string
}

export function marksOfPage(page: PageBlocks, labels: MarkLabels): Mark[] {
  const found = page.blocks.map((block, at) => ({
    key: `b${at}`,
    box: block.box,
    tone: block.kind,
    order: at + 1,
    label: labels.ofBlock(block, at + 1),
  }))
  const dropped = page.dropped.map((entry, at) => ({
    key: `d${at}`,
    box: entry.box,
    tone: 'dropped' as const,
    order: null,
    label: labels.ofDropped(entry),
  }))
  // Last, so that they lie over their block and can be picked.
  const uncertain = (page.uncertain ?? []).map((word, at) => ({
    key: `u${at}`,
    box: word.box,
    tone: 'uncertain' as const,
    order: null,
    label: labels.ofUncertain(word),
  }))
  return [...found, ...dropped, ...uncertain]
}

/** The largest overlap first: which of the marks shows a box of a topic. Null where none touches it. */
export function markAt(marks: readonly Mark[], box: Box): Mark | null {
  const scored = marks.map((mark) => ({ mark, area: overlap(mark.box, box) })).filter(({ area }) => area > 0)
  return scored.sort((a, b) => b.area - a.area)[0]?.mark ?? null
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
