// Blocks of a section -> the same, with a "Note", "Tip" or "What you need" that stands alone said together with what it is about.
// Example: "Note", "• The lamp goes out after 3 minutes." -> "Note: The lamp goes out after 3 minutes."
// Trap: a label that nothing follows labels nothing, and is not said.

import type { Block } from '../../../shared/domain.ts'
import { isNoteWord, isPreparatory } from './vocabulary.ts'

export const withNoteLabels = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block, at): Block[] => {
    if (isLabel(block)) return []
    const before = blocks[at - 1]
    if (!before || !isLabel(before) || (block.kind !== 'paragraph' && block.kind !== 'bullet')) return [block]
    return [{ ...block, text: `${before.text.replace(/[.:!\s]+$/u, '')}: ${block.text}` }]
  })

function isLabel({ kind, text }: Block): boolean {
  const words = text.replace(/[.:!\s]+$/u, '')
  return kind === 'paragraph' && (isNoteWord(words) || isPreparatory(words))
}
