// The five-minute tour: one sentence a view, while the view itself is open and may be used. It can be left at any step.
// Trap: the views behind Projects need a project; without one the tour stays where it is and goes on once the sample is open.

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { router, viewNames } from '../router.ts'
import type { ViewName } from '../router.ts'
import { useProjectStore } from './project.ts'

export const useTour = defineStore('tour', () => {
  const project = useProjectStore()
  const at = ref<number | null>(null)
  const step = computed((): ViewName | null => (at.value === null ? null : (viewNames[at.value] ?? null)))
  const canGoOn = computed(() => at.value !== null && (at.value === viewNames.length - 1 || project.view !== null))

  async function go(to: number): Promise<void> {
    const name = viewNames[to]
    at.value = name ? to : null
    if (name) await router.push({ name })
  }

  return {
    at,
    step,
    canGoOn,
    count: viewNames.length,
    start: () => go(0),
    next: () => go((at.value ?? 0) + 1),
    back: () => go(Math.max(0, (at.value ?? 0) - 1)),
    end: () => (at.value = null),
  }
})
