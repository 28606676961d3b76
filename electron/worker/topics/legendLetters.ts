// All blocks of a manual -> the same, without the letters by which headings point into a picture.
// Example: headings "a (Standby-On)", "b SOURCE", "c Navigation buttons" -> "(Standby-On)", "SOURCE", "Navigation buttons"
// Trap: one letter alone may be a name ("c Programme"); letters of a legend go on in the alphabet.

import type { Block } from '../../../shared/domain.ts'

const lettered = /^([a-z])\s+(?=[\p{Lu}(/+])/u
const longestGap = 4 // letters of a legend whose names are pictures are no headings

export function withoutLegendLetters(blocks: readonly Block[]): Block[] {
  const headings = blocks.filter((block) => letterOf(block) !== null)
  const isOfLegend = new Set(
    headings.filter((block, at) => goesOn(headings[at - 1], block) || goesOn(block, headings[at + 1])),
  )
  return blocks.map((block) => (isOfLegend.has(block) ? { ...block, text: nameOf(block) } : block))
}

const nameOf = ({ text }: Block): string => text.replace(lettered, '').replace(/^\(([^()]+)\)$/u, '$1')

function goesOn(before: Block | undefined, after: Block | undefined): boolean {
  if (!before || !after || after.page - before.page > 1) return false
  const [one, two] = [letterOf(before), letterOf(after)]
  return one !== null && two !== null && two > one && two - one <= longestGap
}

function letterOf({ kind, text }: Block): number | null {
  const letter = kind === 'heading' ? lettered.exec(text)?.[1] : undefined
  return letter === undefined ? null : letter.charCodeAt(0)
}
