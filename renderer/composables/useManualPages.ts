// The manual that is shown -> its pages, and what was found on the page that is shown.

import { computed } from 'vue'
import type { PageBlocks } from '../../shared/domain.ts'
import type { ManualId } from '../../shared/ids.ts'
import type { PageSummary } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { usePlace } from '../stores/place.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'

const nothingFound: { manual: ManualId | undefined; pages: PageSummary[] } = { manual: undefined, pages: [] }
const noBlocks: PageBlocks = { page: 0, isOcr: false, blocks: [], dropped: [] }

export function useManualPages() {
  const project = useProjectStore()
  const place = usePlace()

  const found = useReading(
    () => [place.manual?.id, project.revision] as const,
    async ([manual]) => ({ manual, pages: manual ? await api.call('manual.pages', { manual }) : [] }),
    nothingFound,
  )
  /** Until the pages of the chosen manual are there it has none: the page numbers of another one mean nothing here. */
  const pages = computed(() => (found.value.value.manual === place.manual?.id ? found.value.value.pages : []))
  const summary = computed(() => pages.value.find(({ page }) => page === place.page) ?? pages.value[0] ?? null)
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
    const list = pages.value
    const at = list.findIndex(({ page }) => page === summary.value?.page)
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))]
    if (next && next.page !== place.page) place.turnTo(next.page)
  }

  return { pages, summary, blocks: blocks.value, topics: topics.value, turn }
}
