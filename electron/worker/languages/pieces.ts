// A block -> the pieces of its text that are in one language each: its sentences; of a heading, what stands between strokes.
// Example: paragraph "Open the door. Öffnen Sie die Tür." -> 2 pieces; heading "Cleaning / Reinigung" -> 2 pieces where the manual has 2 languages.
// Trap: "1.5 l" and "z. B." end no sentence; a piece without a word of three letters goes with the one before it.

import type { Block } from '../../../shared/domain.ts'
import { hasWord, partsOfTitle } from './titles.ts'

const sentenceEnd = /(?<=[.!?:;。！？][)»”"’]?)\s+(?=[\p{Lu}\p{Lo}¿¡«„“"(])/u

/** `languages`: how many the manual has. */
export function piecesOf(block: Block, languages: number): string[] {
  if (block.kind === 'toc-entry' || block.kind === 'table-row') return [block.text]
  const text = block.kind === 'hazard' ? block.message : block.text
  const titles = partsOfTitle(text, languages)
  return titles ?? (block.kind === 'heading' ? [text] : joinedShort(text.split(sentenceEnd)))
}

function joinedShort(sentences: readonly string[]): string[] {
  const pieces: string[] = []
  for (const sentence of sentences)
    if (pieces.length > 0 && !hasWord(sentence)) pieces.push(`${pieces.pop() ?? ''} ${sentence}`)
    else pieces.push(sentence)
  return pieces
}

/** The block with only these of its pieces; the box stays: what is lit on the page is where they stand. */
export function blockOf(block: Block, pieces: readonly string[]): Block {
  const text = pieces.join(' ')
  return block.kind === 'hazard' ? { ...block, text, message: text } : { ...block, text }
}
