// The manual that is shown -> its pages, and what was found on the page that is shown.

import { computed } from 'vue'
import type { PageBlocks } from '../../shared/domain.ts'
import type { PageSummary } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { usePlace } from '../stores/place.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'

const noBlocks: PageBlocks = { page: 0, isOcr: false, blocks: [], dropped: [] }

export function useManualPages() {
  const project = useProjectStore()
  const place = usePlace()

  const pages = useReading(
    () => [place.manual?.id, project.revision] as const,
    ([manual]): Promise<PageSummary[]> => (manual ? api.call('manual.pages', { manual }) : Promise.resolve([])),
    [],
  )
  /** Read only for pages that are there: the page numbers of another manual mean nothing here. */
  const summary = computed(
    () => pages.value.value.find(({ page }) => page === place.page) ?? pages.value.value[0] ?? null,
  )
  const blocks = useReading(
    () => [place.manual?.id, summary.value?.page, project.revision] as const,
    async ([manual, page]) => (manual && page ? api.call('manual.blocks', { manual, page }) : noBlocks),
    noBlocks,
  )
  const topics = useReading(
    () => [place.manual?.id, summary.value?.page, project.revision] as const,
    async ([manual, page]) => (manual && page ? api.call('topic.onPage', { manual, page }) : []),
    [],
  )

  function turn(by: number): void {
    const list = pages.value.value
    const at = list.findIndex(({ page }) => page === summary.value?.page)
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))]
    if (next && next.page !== place.page) place.turnTo(next.page)
  }

  return { pages: pages.value, summary, blocks: blocks.value, topics: topics.value, turn }
}
