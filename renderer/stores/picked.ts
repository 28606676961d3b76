// The topics that are picked together in the list, for what is done to several at once. One alone is not picked but open.
// Example: picked.take(['descaling', 'filters']); picked.ids -> both, in the order they were picked. Those that are gone are dropped.

import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { TopicId } from '../../shared/ids.ts'
import { useProjectStore } from './project.ts'

export const usePicked = defineStore('picked', () => {
  const project = useProjectStore()
  const keys = shallowRef<ReadonlySet<TopicId>>(new Set())
  const ids = computed(() => (keys.value.size > 1 ? [...keys.value] : []))

  function take(next: Iterable<TopicId>): void {
    keys.value = new Set(next)
  }
  function clear(): void {
    if (keys.value.size > 0) keys.value = new Set()
  }
  /** Those of them that the project still has. */
  function keepOnly(present: ReadonlySet<TopicId>): void {
    const kept = [...keys.value].filter((id) => present.has(id))
    if (kept.length < keys.value.size) keys.value = new Set(kept)
  }

  watch(() => project.view?.folder, clear)
  return { keys, ids, take, clear, keepOnly }
})
