// What becomes of topics that a new edition of the manual changed or does not have. Each is one step of undo.
// Trap: what is typed in the open topic and not saved belongs to the text that is decided on: it is saved first.

import { api } from '../api.ts'
import type { TopicId } from '../../shared/ids.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReview } from './useReview.ts'

export function useEditions() {
  const project = useProjectStore()
  const review = useReview()
  const saved = async (act: () => Promise<unknown>): Promise<void> => {
    await project.leave()
    await act()
  }
  return {
    take: (ids: [TopicId, ...TopicId[]]) => saved(() => api.call('topic.takeEdition', { ids })),
    keep: (id: TopicId) => saved(() => api.call('topic.keepEarlier', { id })),
    remove: (id: TopicId) => saved(() => review.removeMany([id])),
    speak: (id: TopicId) => saved(() => review.changeMany([id], { isSpoken: true })),
  }
}
