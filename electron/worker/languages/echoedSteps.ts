// Blocks of a page with their languages -> where each step is printed again below itself in another language, that is a step too.
// Example: "1. Open the door." | "Öffnen Sie die Tür." | "2. …" -> step 1 in en, step 1 in de, step 2 in en.
// Trap: text in the next language after the last step of a list is no step: a list has such echoes only where the next step follows one,
// or its steps before had them.

import type { Block } from '../../../shared/domain.ts'

export function withEchoedSteps(blocks: readonly Block[]): Block[] {
  const echoed: Block[] = []
  let hadEcho = false
  blocks.forEach((block, at) => {
    const step = blocks[at - 1]
    if (step?.kind !== 'step' || block.kind !== 'paragraph' || !isOther(step, block)) {
      echoed.push(block)
      return
    }
    const next = blocks[at + 1]
    const goesOn = next?.kind === 'step' && next.language === step.language && next.ordinal === step.ordinal + 1
    const isEcho = goesOn || (hadEcho && step.ordinal > 1)
    hadEcho = isEcho
    echoed.push(isEcho ? { ...block, kind: 'step', marker: step.marker, ordinal: step.ordinal } : block)
  })
  return echoed
}

const isOther = (step: Block, block: Block): boolean =>
  step.language !== undefined &&
  block.language !== undefined &&
  step.language !== block.language &&
  block.box.x >= step.box.x
