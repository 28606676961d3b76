// What the cutters (sections, tables) make: a topic without id, phrases or spoken text, which are added in one place for all.

import type { Block, Box, SignalWord, TopicKind } from '../../../shared/domain.ts'
import { endsLoosely } from './titles.ts'

export interface Place {
  page: number
  box: Box
  confidence?: number
  /** As in Source. */
  place?: string
}

export interface DraftStep {
  written: string
  places: Place[]
}

export interface DraftHazard {
  signalWord: SignalWord
  written: string
  /** Where the source says them in so many elements; found in the text otherwise. */
  consequence?: string
  avoidance?: string
  places: Place[]
}

export interface Draft {
  kind: TopicKind
  title: string
  chapter: string[]
  steps: DraftStep[]
  hazards: DraftHazard[]
  isProcedure: boolean
  codes: string[]
  /** False: for review only. */
  isSpoken?: boolean
  /** The source's own id, where it has one: it names the topic in the next edition too. */
  id?: string
  /** What a person sees when this topic is the answer, beside the title. */
  symptom?: string
}

export const placeOf = ({ page, box, confidence, place }: Block): Place => ({
  page,
  box,
  ...(confidence !== undefined && { confidence }),
  ...(place !== undefined && { place }),
})
export const stepOf = (block: Block, written: string = block.text): DraftStep => ({ written, places: [placeOf(block)] })

/** Joins two places of one thing; boxes on the same page stay apart: a reviewer sees both lit. A sentence that nothing ended is ended. */
export function joined(step: DraftStep, more: DraftStep): DraftStep {
  const first = step.written.trimEnd()
  const isEnded = !/[\p{L}\p{N})”"]$/u.test(first) || !/^\p{Lu}/u.test(more.written) || endsLoosely(first)
  return { written: `${first}${isEnded ? '' : '.'} ${more.written}`, places: [...step.places, ...more.places] }
}

export const hazardOf = (block: Extract<Block, { kind: 'hazard' }>): DraftHazard => ({
  signalWord: block.signalWord,
  written: block.message,
  ...(block.consequence !== undefined && { consequence: block.consequence }),
  ...(block.avoidance !== undefined && { avoidance: block.avoidance }),
  places: [placeOf(block)],
})

export const wordCount = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length
