// Manual and page -> the size of that page, and the pages there are; read once a manual.

import { computed } from 'vue'
import type { Manual } from '../../shared/domain.ts'
import type { PageSummary } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useReading } from './useReading.ts'

export function usePageSize(wanted: () => { manual: Manual; page: number } | null) {
  const pages = useReading(
    () => wanted()?.manual.sha256,
    (): Promise<PageSummary[]> => {
      const manual = wanted()?.manual.id
      return manual ? api.call('manual.pages', { manual }) : Promise.resolve([])
    },
    [],
  )
  return {
    size: computed(() => pages.value.value.find(({ page }) => page === wanted()?.page) ?? null),
    /** In order; only the imported ones. */
    numbers: computed(() => pages.value.value.map(({ page }) => page)),
  }
}
