// What the cutters (sections, tables) make: a topic without id, phrases or spoken text, which are added in one place for all.

import type { Block, Box, SignalWord, TopicKind } from '../../../shared/domain.ts'

export interface Place {
  page: number
  box: Box
  confidence?: number
}

export interface DraftStep {
  written: string
  places: Place[]
}

export interface DraftHazard {
  signalWord: SignalWord
  written: string
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
}

export const placeOf = ({ page, box, confidence }: Block): Place => ({
  page,
  box,
  ...(confidence !== undefined && { confidence }),
})
export const stepOf = (block: Block, written: string = block.text): DraftStep => ({ written, places: [placeOf(block)] })

/** Joins two places of one thing; boxes on the same page stay apart: a reviewer sees both lit. */
export const joined = (step: DraftStep, more: DraftStep): DraftStep => ({
  written: `${step.written.replace(/\s+$/, '')} ${more.written}`,
  places: [...step.places, ...more.places],
})

export const hazardOf = (block: Extract<Block, { kind: 'hazard' }>): DraftHazard => ({
  signalWord: block.signalWord,
  written: block.message,
  places: [placeOf(block)],
})

export const wordCount = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length
