// What is done with topics, comments and findings as a whole, as calls to the worker; each is one step of undo there.

import { api } from '../api.ts'
import type { Finding, Topic } from '../../shared/domain.ts'
import type { ManualId, TopicId } from '../../shared/ids.ts'
import type { InputOf } from '../../shared/ipc/contract.ts'

type Many = [TopicId, ...TopicId[]]

/** A finding of no topic can be neither mended nor let stand. */
const nameOf = ({ topic, code, subject }: Finding) => (topic ? { topic, code, subject } : null)

export function useReview() {
  return {
    setStatus: (ids: TopicId[], status: Topic['status']): Promise<void> => api.call('topic.setStatus', { ids, status }),
    changeMany: (ids: Many, change: InputOf<'topic.changeMany'>['change']): Promise<void> =>
      api.call('topic.changeMany', { ids, change }),
    mergeMany: (ids: Many): Promise<Topic> => api.call('topic.mergeMany', { ids }),
    removeMany: (ids: Many): Promise<void> => api.call('topic.removeMany', { ids }),
    copy: (ids: Many): Promise<{ count: number }> => api.call('clipboard.copy', { ids }),
    remove: (id: TopicId): Promise<void> => api.call('topic.remove', { id }),
    duplicate: (id: TopicId): Promise<Topic> => api.call('topic.duplicate', { id }),
    split: (id: TopicId, at: number): Promise<Topic> => api.call('topic.split', { id, at }),
    merge: (id: TopicId, from: TopicId): Promise<Topic> => api.call('topic.merge', { id, from }),
    fromBlocks: (manual: ManualId, page: number, blocks: number[]): Promise<Topic> =>
      api.call('topic.fromBlocks', { manual, page, blocks }),
    comment: (id: TopicId, text: string): Promise<Topic> => api.call('topic.comment', { id, text }),
    resolve: (id: TopicId, comment: string, isResolved: boolean): Promise<Topic> =>
      api.call('topic.resolve', { id, comment, isResolved }),
    async fix(finding: Finding): Promise<void> {
      const name = nameOf(finding)
      if (name) await api.call('finding.fix', name)
    },
    /** '' takes a reason back. */
    async suppress(finding: Finding, reason: string): Promise<void> {
      const name = nameOf(finding)
      if (name) await api.call('finding.suppress', { ...name, reason })
    },
  }
}
