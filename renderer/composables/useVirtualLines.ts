// Lines of a list or a tree -> only those in sight, where they stand, and the two things both do with all of them: scroll to one, find by letters.
// Example: const virtual = useVirtualLines(() => box.value, { lines: () => rows, keyOf, heightOf, overscan: 6 }); virtual.drawn.value

import { useVirtualizer } from '@tanstack/vue-virtual'
import { computed, nextTick } from 'vue'

interface VirtualLines<Line> {
  lines: () => readonly Line[]
  keyOf: (line: Line) => string
  /** Pixels. */
  heightOf: (line: Line) => number
  /** Lines drawn beyond what is in sight, above and below. */
  overscan: number
}

export interface DrawnLine<Line> {
  index: number
  /** Pixels from the top of all lines. */
  start: number
  size: number
  key: string
  line: Line
}

export function useVirtualLines<Line>(
  box: () => HTMLElement | null,
  { lines, keyOf, heightOf, overscan }: VirtualLines<Line>,
) {
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: lines().length,
      getScrollElement: box,
      estimateSize: (at: number) => {
        const line = lines()[at]
        return line === undefined ? 0 : heightOf(line)
      },
      getItemKey: (at: number) => {
        const line = lines()[at]
        return line === undefined ? at : keyOf(line)
      },
      overscan,
    })),
  )
  const drawn = computed((): DrawnLine<Line>[] =>
    virtualizer.value.getVirtualItems().flatMap(({ index, start, size }) => {
      const line = lines()[index]
      return line === undefined ? [] : [{ index, start, size, key: keyOf(line), line }]
    }),
  )
  const scrollTo = (at: number): void => virtualizer.value.scrollToIndex(at, { align: 'auto' })

  return {
    drawn,
    totalPx: computed(() => virtualizer.value.getTotalSize()),
    scrollTo,
    /** Once what changed is drawn; -1 is nowhere. */
    async follow(placeOf: () => number): Promise<void> {
      await nextTick()
      if (placeOf() >= 0) scrollTo(placeOf())
    },
  }
}

/** The next line whose name begins so, after `at` and round the end; `isMore`: the one at `at` may stay. */
export function startingWith<Line>(
  lines: readonly Line[],
  nameOf: (line: Line) => string,
  { at, text, isMore }: { at: number; text: string; isMore: boolean },
): Line | undefined {
  const from = Math.max(0, at + (isMore ? 0 : 1))
  return [...lines.slice(from), ...lines.slice(0, from)].find((line) => nameOf(line).toLowerCase().startsWith(text))
}
