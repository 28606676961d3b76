// Pages of blocks -> the same, with numbers without a dot that only the manual as a whole shows to be steps.
// Example: step 9 ends a page and "10 Close the lid." begins the next -> step 10. In a manual whose steps have no dots, "1 Open the lid."
// right under a title is a step, although no step 2 follows.
// Trap: "2 Years of warranty are given." under a title is text; only a 1 begins a list.

import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { bareOf, stepOf } from './steps.ts'

const fewestOfManual = 4

export function withStepsOverPages(pages: readonly PageBlocks[]): PageBlocks[] {
  const isSetBare = pages.flatMap(({ blocks }) => blocks).filter(isBare).length >= fewestOfManual
  let last: Block | undefined // that says something
  let ordinal = 0 // of the last step without a dot under the title
  const read = (block: Block): Block => {
    if (block.kind === 'caption') return block
    const bare = bareOf(block, 0)
    const goesOn = bare && ordinal > 0 && bare.ordinal === ordinal + 1 && last?.page !== block.page
    const isAlone = bare?.ordinal === 1 && isSetBare && last?.kind === 'heading' && /[.!]$/.test(bare.rest)
    const known = bare && (goesOn || isAlone) ? stepOf(block, bare) : block
    if (known.kind === 'step') ordinal = isBare(known) ? known.ordinal : 0
    if (known.kind === 'heading') ordinal = 0
    last = known
    return known
  }
  return pages.map((page) => ({ ...page, blocks: page.blocks.map(read) }))
}

const isBare = (block: Block): boolean => block.kind === 'step' && /^\d+$/.test(block.marker)
