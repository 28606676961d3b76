// Blocks of one page in order -> the same, with bare-numbered paragraphs that count 1, 2, 3 turned into steps.
// Example: "1 Switch on the oven." "2 Touch the knob." -> step 1, step 2. Markers with a dot or bracket are steps already.
// A bare number that counts on from a marked step ("4." … "5 Close the lid") has only lost its dot; a title of a lower level in between,
// "To switch off" under step 2, does not end the list.
// Trap: the legend of a drawing ("1 Door  2 Basket") counts as well; its entries are names, not sentences.

import type { Block } from '../../../shared/domain.ts'
import { overlapY, right, union } from './geometry.ts'
import { markerOf } from './markers.ts'

type Bare = { index: number; ordinal: number; rest: string; marker: string }

export function withBareSteps(all: readonly Block[]): Block[] {
  const blocks = withNumbersJoined(all)
  const stepped = [...blocks]
  let run: Bare[] = []
  let before = 0 // ordinal of the last marked step under this heading and those below it
  let level = 0 // of the heading that the list stands under
  const flush = (): number => {
    const steps = isProcedure(run) ? run : []
    for (const step of steps) stepped[step.index] = stepOf(blocks[step.index], step)
    run = []
    return steps.at(-1)?.ordinal ?? 0
  }
  for (const [index, block] of blocks.entries()) {
    const bare = bareOf(block, index)
    if (block.kind === 'step') before = block.ordinal
    if (block.kind === 'heading') before = flush() || before
    if (block.kind === 'heading' && (before === 0 || block.level <= level)) [before, level] = [0, block.level]
    if (bare && before > 0 && bare.ordinal === before + 1) {
      stepped[index] = stepOf(block, bare)
      before = bare.ordinal
    } else if (bare) {
      if (bare.ordinal !== (run.at(-1)?.ordinal ?? bare.ordinal - 1) + 1) flush()
      run.push(bare)
    }
  }
  flush()
  return stepped.filter((block): block is Block => block !== undefined)
}

/** Numbers left of their texts, pictures between, that count 1, 2, 3 down the page: each one with the paragraph level with it. */
function withNumbersJoined(blocks: readonly Block[]): Block[] {
  const numbered = new Map<Block, Block>() // number -> its text
  let run: [Block, Block][] = []
  const flush = (): void => {
    if (run.length >= 2) for (const [number, text] of run) numbered.set(number, text)
    run = []
  }
  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]
    if (!next || !isNumber(block) || next.kind !== 'paragraph' || !isBeside(block, next)) continue
    const [before] = run.at(-1) ?? []
    if (!before || Number(block.text) !== Number(before.text) + 1 || block.box.y < before.box.y) flush()
    if (run.length > 0 || block.text === '1') run.push([block, next])
  }
  flush()
  const texts = new Map([...numbered].map(([number, text]) => [text, number]))
  return blocks.flatMap((block) => {
    const number = texts.get(block)
    if (numbered.has(block)) return []
    return number ? [{ ...block, text: `${number.text} ${block.text}`, box: union([number.box, block.box]) }] : [block]
  })
}

const isNumber = ({ kind, text }: Block): boolean =>
  (kind === 'paragraph' || kind === 'caption') && /^\d{1,2}$/.test(text)
/** The number stands in the middle of a picture, and so of all the paragraphs beside it: the first may end above it. */
const isBeside = ({ box: number }: Block, { box: text }: Block): boolean =>
  text.x > right(number) && overlapY(number, text) > -2 * number.height

export function bareOf(block: Block, index: number): Bare | null {
  if (block.kind !== 'paragraph') return null
  const marker = markerOf(block.text)
  if (marker?.kind !== 'step' || !marker.isBare || marker.rest === '') return null
  return { index, ordinal: marker.ordinal, rest: marker.rest, marker: marker.marker }
}

/** At least two in a row, most of them sentences. */
const isProcedure = (run: readonly Bare[]): boolean =>
  run.length >= 2 && run.filter(({ rest }) => /[.!:]$/.test(rest) || rest.length > 45).length * 2 > run.length

export function stepOf(block: Block | undefined, { ordinal, rest, marker }: Bare): Block {
  if (!block) throw new TypeError('a bare step stands at a block')
  const { page, box } = block
  return { kind: 'step', text: rest, page, box, marker, ordinal }
}
