// Blocks of a section -> the same, with a "Note" or "Tip" that stands alone said together with what it is about.
// Example: "Note", "• The lamp goes out after 3 minutes." -> "Note: The lamp goes out after 3 minutes."
// Trap: a label that nothing follows labels nothing, and is not said.

import type { Block } from '../../../shared/domain.ts'
import { isNoteWord } from './vocabulary.ts'

export const withNoteLabels = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block, at): Block[] => {
    if (isLabel(block)) return []
    const before = blocks[at - 1]
    if (!before || !isLabel(before) || (block.kind !== 'paragraph' && block.kind !== 'bullet')) return [block]
    return [{ ...block, text: `${before.text.replace(/[.:!\s]+$/u, '')}: ${block.text}` }]
  })

const isLabel = ({ kind, text }: Block): boolean => kind === 'paragraph' && isNoteWord(text.replace(/[.:!\s]+$/u, ''))
