// Blocks of a page whose text was recognised, all of it or some lines -> the same, each as sure as the least sure word in it. Blocks whose
// words the file itself has stay as they are.
// Example: "Close the door." with "door" at 0.52 -> confidence 0.52.

import type { Block, Page } from '../../../shared/domain.ts'
import { holds } from '../blocks/geometry.ts'

export function withConfidence(blocks: readonly Block[], page: Page): Block[] {
  if (page.items.every((item) => item.confidence === undefined)) return [...blocks]
  return blocks.map((block) => {
    const inside = page.items.filter((item) => holds(block.box, item.box)).map((item) => item.confidence ?? 1)
    if (!page.isOcr && !inside.some((confidence) => confidence < 1)) return block
    return { ...block, confidence: Math.round(Math.min(1, ...inside) * 100) / 100 }
  })
}
