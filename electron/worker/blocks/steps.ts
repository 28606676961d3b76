// Blocks of one page in order -> the same, with bare-numbered paragraphs that count 1, 2, 3 turned into steps.
// Example: "1 Switch on the oven." "2 Touch the knob." -> step 1, step 2. Markers with a dot or bracket are steps already.
// A bare number that counts on from a marked step ("4." … "5 Close the lid") has only lost its dot.
// Trap: the legend of a drawing ("1 Door  2 Basket") counts as well; its entries are names, not sentences.

import type { Block } from '../../../shared/domain.ts'
import { markerOf } from './markers.ts'

type Bare = { index: number; ordinal: number; rest: string; marker: string }

export function withBareSteps(blocks: readonly Block[]): Block[] {
  const stepped = [...blocks]
  let run: Bare[] = []
  let before = 0 // ordinal of the last marked step under this heading
  const flush = (): void => {
    if (isProcedure(run)) for (const step of run) stepped[step.index] = stepOf(blocks[step.index], step)
    run = []
  }
  for (const [index, block] of blocks.entries()) {
    const bare = bareOf(block, index)
    if (block.kind === 'step') before = block.ordinal
    if (block.kind === 'heading') before = 0
    if (bare && before > 0 && bare.ordinal === before + 1) {
      stepped[index] = stepOf(block, bare)
      before = bare.ordinal
    } else if (bare) {
      if (bare.ordinal !== (run.at(-1)?.ordinal ?? bare.ordinal - 1) + 1) flush()
      run.push(bare)
    } else if (block.kind === 'heading') flush()
  }
  flush()
  return stepped.filter((block): block is Block => block !== undefined)
}

function bareOf(block: Block, index: number): Bare | null {
  if (block.kind !== 'paragraph') return null
  const marker = markerOf(block.text)
  if (marker?.kind !== 'step' || !marker.isBare || marker.rest === '') return null
  return { index, ordinal: marker.ordinal, rest: marker.rest, marker: marker.marker }
}

/** At least two in a row, most of them sentences. */
const isProcedure = (run: readonly Bare[]): boolean =>
  run.length >= 2 && run.filter(({ rest }) => /[.!:]$/.test(rest) || rest.length > 45).length * 2 > run.length

function stepOf(block: Block | undefined, { ordinal, rest, marker }: Bare): Block {
  if (!block) throw new TypeError('a bare step stands at a block')
  const { page, box } = block
  return { kind: 'step', text: rest, page, box, marker, ordinal }
}
