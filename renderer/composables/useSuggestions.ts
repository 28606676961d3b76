// The project's topics -> a few questions to begin with, one of each kind that people ask for most, in the manual's own words.
// Example: ['The dishes come out dirty', 'Cleaning the filters', 'E15'] for the sample.

import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useTopics } from './useTopics.ts'

const kinds = ['troubleshooting', 'task', 'error-code'] as const

export function useSuggestions(): ComputedRef<string[]> {
  const { topics } = useTopics()
  return computed(() => {
    const spoken = topics.value.rows.filter(({ isSpoken }) => isSpoken)
    return kinds.flatMap((kind) => spoken.find((row) => row.kind === kind)?.title ?? [])
  })
}
