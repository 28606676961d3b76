// The topics and findings of the project, read again after every change; create and remove.

import { api } from '../api.ts'
import type { Finding } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'

/** The first row that was not there before. */
export function newIn(rows: readonly TopicRow[], before: readonly TopicRow[]): TopicRow | undefined {
  const known = new Set(before.map(({ id }) => id))
  return rows.find(({ id }) => !known.has(id))
}

/** The topic behind those that go, or before them: the one to open then. */
export function neighbourOf(rows: readonly TopicRow[], ids: readonly TopicId[]): TopicId | null {
  const at = rows.findLastIndex(({ id }) => ids.includes(id))
  return (rows[at + 1] ?? rows.slice(0, at).findLast(({ id }) => !ids.includes(id)))?.id ?? null
}

export function useTopics() {
  const project = useProjectStore()
  const read = useReading(
    () => project.revision,
    async (): Promise<{ rows: TopicRow[]; findings: Finding[]; isRead: boolean }> => {
      if (!project.view) return { rows: [], findings: [], isRead: false }
      const [rows, findings] = await Promise.all([api.call('topic.list'), api.call('finding.list')])
      return { rows, findings, isRead: true }
    },
    { rows: [], findings: [], isRead: false },
  )
  return {
    topics: read.value,
    create: (title: string) => api.call('topic.create', { title }),
  }
}
