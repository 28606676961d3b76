// The five-minute tour: one sentence a view, while the view itself is open and may be used. It starts by itself once, at the very first
// start, can be left at any step, and follows a person who goes to another view on their own.
// Trap: the views behind Projects need a project; without one the first step offers the sample, and goes on once that is open.

import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { router, viewNames } from '../router.ts'
import type { ViewName } from '../router.ts'
import { useProjectStore } from './project.ts'
import { useSample } from './sample.ts'
import { useSettings } from './settings.ts'

export const useTour = defineStore('tour', () => {
  const project = useProjectStore()
  const sample = useSample()
  const settings = useSettings()
  const at = ref<number | null>(null)
  const step = computed((): ViewName | null => (at.value === null ? null : (viewNames[at.value] ?? null)))
  const needsSample = computed(() => step.value === 'projects' && project.view === null)

  router.afterEach(({ name }) => {
    const place = viewNames.findIndex((view) => view === name)
    if (at.value !== null && place >= 0) at.value = place
  })

  async function go(to: number): Promise<void> {
    const name = viewNames[to]
    at.value = name ? to : null
    if (name) await router.push({ name })
  }

  const start = (): Promise<void> => go(0)

  /** Who starts the app for the first time is shown around, and never again without asking. */
  async function startFirst(): Promise<void> {
    if (settings.settings.hasSeenTour) return
    await settings.change({ hasSeenTour: true })
    await start()
  }

  async function next(): Promise<void> {
    if (needsSample.value && !(await sample.open())) return
    await go((at.value ?? 0) + 1)
  }

  return {
    at,
    step,
    needsSample,
    count: viewNames.length,
    start,
    startFirst,
    next,
    back: () => go(Math.max(0, (at.value ?? 0) - 1)),
    end: () => (at.value = null),
  }
})
