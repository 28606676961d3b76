// PageBlocks[] -> sections: what stands under one heading, with the headings above it.
// Example: "3 Care" > "3.2 Cleaning the filters" + 5 steps -> { title: 'Cleaning the filters', chapter: ['Care'], blocks: 5 steps }
// Trap: heading levels come from layout and may jump; only "deeper than" and "not deeper than" are used.

import type { Block, PageBlocks } from '../../../shared/domain.ts'
import { titleOf } from './titles.ts'

export interface Section {
  title: string
  /** Headings above, outermost first, without the title itself. */
  chapter: string[]
  level: number
  blocks: Block[]
  /** Whether sections follow that lie under this one. */
  hasChildren: boolean
  /** The heading's own block; null for what stands before the first heading. */
  heading: Extract<Block, { kind: 'heading' }> | null
}

export function sectionsOf(pages: readonly PageBlocks[]): Section[] {
  const sections: Section[] = [{ title: '', chapter: [], level: 0, blocks: [], hasChildren: false, heading: null }]
  const above: Section[] = []
  for (const block of pages.flatMap((page) => page.blocks)) {
    if (block.kind === 'toc-entry' || block.kind === 'caption') continue
    const current = sections.at(-1)
    if (block.kind !== 'heading') current?.blocks.push(block)
    else if (current && isSecondLine(current, block.level))
      current.title = titleOf(`${current.heading?.text ?? ''} ${block.text}`)
    else sections.push(opened(block, above))
  }
  return sections.filter(({ blocks, hasChildren }) => blocks.length > 0 || hasChildren)
}

/** A heading in two lines comes as two headings of one level with nothing between: only the first has a number or the second goes on in lower case. */
function isSecondLine(current: Section, level: number): boolean {
  return (
    current.heading !== null &&
    current.level === level &&
    current.blocks.length === 0 &&
    /[-–,&]$|\b(?:and|or|the|of|und|oder|der|die|das)$/i.test(current.heading.text)
  )
}

function opened(heading: Extract<Block, { kind: 'heading' }>, above: Section[]): Section {
  while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop()
  for (const parent of above) parent.hasChildren = true
  const chapter = above.map(({ title }) => title).filter((title) => title !== '')
  const section: Section = {
    title: titleOf(heading.text),
    chapter,
    level: heading.level,
    blocks: [],
    hasChildren: false,
    heading,
  }
  above.push(section)
  return section
}
