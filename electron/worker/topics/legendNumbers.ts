// Names of parts with the numbers that point into a drawing -> the names alone: a listener does not see the drawing.
// Example: "1 Brush head", "2 Handle", "3 Charging light" -> "Brush head", "Handle", "Charging light"
// Trap: "2 mugs" or "3 Phase" alone is no legend; a legend counts up, at least to three.

import type { Block } from '../../../shared/domain.ts'

const fewest = 3
const numbered = /^(\d{1,2})\s+(?=\p{Lu})/u

export function withoutLegendNumbers(blocks: readonly Block[]): Block[] {
  const isListed = blocks.map(() => false)
  for (let from = 0; from < blocks.length; from++) {
    const count = countFrom(blocks, from)
    if (count >= fewest) isListed.fill(true, from, from + count)
    if (count > 0) from += count - 1
  }
  return blocks.map((block, at) => (isListed[at] ? { ...block, text: block.text.replace(numbered, '') } : block))
}

/** How many blocks from here on count up by one. */
function countFrom(blocks: readonly Block[], from: number): number {
  const first = numberOf(blocks[from])
  if (first === null) return 0
  let count = 1
  while (numberOf(blocks[from + count]) === first + count) count++
  return count
}

function numberOf(block: Block | undefined): number | null {
  if (block?.kind !== 'paragraph' && block?.kind !== 'bullet') return null
  const number = numbered.exec(block.text)?.[1]
  return number === undefined ? null : Number(number)
}
