// Typed words -> ids of the topics that the worker found, best first; null while nothing is searched for. Late replies are dropped.

import { api } from '../api.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'
import type { TopicId } from '../../shared/ids.ts'

export function useTopicSearch(text: () => string) {
  const project = useProjectStore()
  const found = useReading(
    () => ({ words: text().trim(), revision: project.revision }),
    ({ words }): Promise<TopicId[] | null> =>
      words === '' ? Promise.resolve(null) : api.call('topic.search', { text: words }),
    null,
  )
  return { found: found.value, isSearching: found.isReading }
}
