// Blocks of a section about trouble -> its parts, a symptom each. Example: "No picture." in bold, two bullets, "No sound." in bold, one
// bullet -> two parts called "No picture" and "No sound".
// Trap: a bold order ("Never open the casing.") is no symptom: as a title it would not be said.

import type { Block } from '../../../shared/domain.ts'
import { wordCount } from './draft.ts'
import type { Section } from './sections.ts'
import { titleOf } from './titles.ts'

export interface SymptomPart {
  section: Section
  blocks: Block[]
  isSymptom: boolean
}

export function splitAtSymptoms(blocks: readonly Block[], section: Section): SymptomPart[] {
  const chapter = [...section.chapter, section.title].filter((title) => title !== '')
  const parts: SymptomPart[] = [{ section, blocks: [], isSymptom: false }]
  blocks.forEach((block, at) => {
    if (isSymptomLine(block, blocks[at + 1]))
      parts.push({ section: { ...section, title: titleOf(block.text), chapter }, blocks: [], isSymptom: true })
    else parts.at(-1)?.blocks.push(block)
  })
  return parts.filter((part) => part.blocks.length > 0)
}

/** A short line that is no whole sentence, or a condition or a question, with text under it; or a sentence in bold over plain text. */
function isSymptomLine(block: Block, next: Block | undefined): boolean {
  if (block.kind !== 'paragraph' || !/\p{L}{2}/u.test(block.text) || !next || next.kind === 'hazard') return false
  if (block.isBold && !/:$/.test(block.text) && wordCount(block.text) <= 30)
    return !isBold(next) && !orders.test(block.text)
  const isShort = wordCount(block.text) <= 14
  return isShort && (!/[.:;,!]$/.test(block.text) || /^(?:if|when|wenn|falls)\b[^.,]*$/iu.test(block.text))
}

const orders =
  /^(?:never|do not|don['’]t|always|make sure|nie(?:mals)?|immer)\b|\b(?:must|should|may) (?:not|never)\b/iu

const isBold = (block: Block): boolean => block.kind === 'paragraph' && block.isBold === true
