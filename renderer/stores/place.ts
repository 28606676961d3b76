// Where the person is in the manuals: which manual, which page, which spot is to be shown. Kept while other views are open.
// Example: place.go(source) then router.push({ name: 'manual' }) shows the page with the box of that sentence lit.

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Box, Manual, Source } from '../../shared/domain.ts'
import type { ManualId } from '../../shared/ids.ts'
import { useProjectStore } from './project.ts'

export const usePlace = defineStore('place', () => {
  const project = useProjectStore()
  const chosen = ref<ManualId | null>(null)
  const page = ref(1)
  const spot = shallowRef<Box | null>(null)

  /** The chosen manual, or the first one where that is gone. */
  const manual = computed<Manual | null>(() => {
    const manuals = project.view?.manuals ?? []
    return manuals.find(({ id }) => id === chosen.value) ?? manuals[0] ?? null
  })

  function go(source: Source): void {
    chosen.value = source.manual
    page.value = source.page
    spot.value = source.box
  }

  function turnTo(next: number): void {
    page.value = next
    spot.value = null
  }

  function choose(id: ManualId): void {
    chosen.value = id
    turnTo(1)
  }

  return { manual, page, spot, go, turnTo, choose }
})
