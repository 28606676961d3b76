// Id of a topic -> what a new edition changed in it, read again after every change; null where nothing waits for a decision.

import { api } from '../api.ts'
import { isAppError } from '../../shared/errors.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { EditionChange } from '../../shared/ipc/editions.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'

export function useEditionChange(id: () => TopicId | null) {
  const project = useProjectStore()
  return useReading(
    () => [id(), project.revision] as const,
    async ([topic]): Promise<EditionChange | null> => (topic === null ? null : changeOf(topic)),
    null,
  ).value
}

/** Undo may have taken the topic away. */
async function changeOf(id: TopicId): Promise<EditionChange | null> {
  try {
    return await api.call('topic.edition', { id })
  } catch (error) {
    if (isAppError(error) && error.code === 'topic-not-found') return null
    throw error
  }
}
