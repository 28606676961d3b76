// A page -> blocks that a person picks on it, one by one or by an area, for a new topic.
// Example: picking.take(box) picks every block that lies in the box for the most part; picking.picked.value -> Set { 'b3', 'b4' }.

import { computed, ref, watch } from 'vue'
import { api } from '../api.ts'
import type { Box, PageBlocks } from '../../shared/domain.ts'
import type { ManualId } from '../../shared/ids.ts'
import { useReading } from './useReading.ts'

interface Place {
  manual: ManualId
  page: number
}

export function useBlockPicking(place: () => Place | null) {
  const isOn = ref(false)
  const picked = ref<ReadonlySet<string>>(new Set())
  const found = useReading(
    () => (isOn.value ? place() : null),
    (at): Promise<PageBlocks | null> => (at ? api.call('manual.blocks', at) : Promise.resolve(null)),
    null,
  )
  const page = computed(() => found.value.value)
  let waiting: Box | null = null

  function toggle(key: string): void {
    const next = new Set(picked.value)
    if (!next.delete(key)) next.add(key)
    picked.value = next
  }

  /** The first drag also turns picking on: then the blocks have to be read first. */
  function take(box: Box): void {
    isOn.value = true
    if (!page.value) {
      waiting = box
      return
    }
    const inside = page.value.blocks.flatMap((block, at) => (isInside(block.box, box) ? [`b${at}`] : []))
    picked.value = new Set([...picked.value, ...inside])
  }

  watch(page, () => {
    picked.value = new Set()
    if (waiting && page.value) take(waiting)
    waiting = null
  })

  function stop(): void {
    isOn.value = false
    picked.value = new Set()
  }

  return {
    isOn,
    page,
    picked,
    /** Places in the page's blocks, in reading order. */
    places: computed(() => [...picked.value].map((key) => Number(key.slice(1))).sort((a, b) => a - b)),
    toggle,
    take,
    stop,
  }
}

/** Most of the block, or most of what was drawn, lies in the other: a line drawn through a long paragraph means the paragraph. */
function isInside(block: Box, area: Box): boolean {
  const width = Math.min(block.x + block.width, area.x + area.width) - Math.max(block.x, area.x)
  const height = Math.min(block.y + block.height, area.y + area.height) - Math.max(block.y, area.y)
  if (width <= 0 || height <= 0) return false
  return width >= Math.min(block.width, area.width) / 2 && height >= Math.min(block.height, area.height) / 2
}
