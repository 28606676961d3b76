// What every source that is not a PDF is read into: one unit a topic file, with blocks that know their element but not yet their box.
// Example: the DITA task "filter.dita" -> { file, id: 'filter', kind: 'task', title: 'Cleaning the filter', parts: [hazard, step, step] }.

import type { Target } from './ditaLibrary.ts'
import type { Condition } from './ditaval.ts'
import type { Block, LanguageTag, TopicKind } from '../../../shared/domain.ts'

type WithoutPlace<Kind> = Kind extends Block ? Omit<Kind, 'page' | 'box' | 'confidence' | 'place'> : never
/** A block without page and box, and the element that it stands in. */
export type Part = WithoutPlace<Exclude<Block, { kind: 'table-row' }>> & { place: string }
export type RowPart = {
  kind: 'table-row'
  text: string
  table: string
  header: string[]
  cells: string[]
  place: string
}

/** What a remedy is for, and how it goes. */
export interface Solution {
  cause: Part[]
  remedy: Part[]
}

export interface SourceUnit {
  /** Path within the map's folder or the package. */
  file: string
  /** The topic's own id: it stays the same in the next edition. */
  id: string
  kind: TopicKind
  title: string
  language: LanguageTag | null
  /** Headings above it in the map, outermost first. */
  chapter: string[]
  parts: (Part | RowPart)[]
  /** Of a troubleshooting topic, whose `parts` are then its condition and hazards. */
  solutions: Solution[]
  /** Where its links and the map's relationship tables lead. */
  related: Target[]
}

export interface SourceContent {
  title: string
  units: SourceUnit[]
  /** What stands there for some products or readers only. */
  conditions: Condition[]
}

export const partsOf = (unit: SourceUnit): (Part | RowPart)[] => [
  ...unit.parts,
  ...unit.solutions.flatMap(({ cause, remedy }) => [...cause, ...remedy]),
]
