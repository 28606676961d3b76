// Something to watch -> a value read from the worker, read again when it changes. A reply that was overtaken is dropped by run number.
// Example: const rows = useReading(() => project.revision, () => api.call('topic.list'), []); rows.value.value -> TopicRow[].

import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { steady } from './steady.ts'

export interface Reading<Value> {
  value: Readonly<ShallowRef<Value>>
  isReading: Readonly<Ref<boolean>>
}

export function useReading<Watched, Value>(
  watched: () => Watched,
  read: (watched: Watched) => Promise<Value>,
  initial: Value,
): Reading<Value> {
  const value = shallowRef(initial)
  const isReading = ref(false)
  let run = 0
  watch(
    steady(watched), // objects are made anew with each key somebody types
    async (now) => {
      const mine = (run += 1)
      isReading.value = true
      try {
        const next = await read(now)
        if (mine === run) value.value = next
      } finally {
        if (mine === run) isReading.value = false
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => (run = -1))
  return { value, isReading }
}
