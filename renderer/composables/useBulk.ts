// The picked topics -> their rows, in the order of the project, and what is done to all of them. Each call is one step of undo.
// Trap: what is typed in the open topic and not saved may be in one of them: it is saved first.

import { computed } from 'vue'
import type { Topic } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { InputOf, TopicRow } from '../../shared/ipc/contract.ts'
import { useNotices } from '../stores/notices.ts'
import { usePicked } from '../stores/picked.ts'
import { useReview } from './useReview.ts'

export function useBulk(all: () => readonly TopicRow[], save: () => Promise<void>) {
  const picked = usePicked()
  const review = useReview()
  const notices = useNotices()
  const rows = computed(() => (picked.ids.length > 1 ? all().filter(({ id }) => picked.keys.has(id)) : []))

  /** Nothing where none is picked. */
  async function withIds<Value>(act: (ids: [TopicId, ...TopicId[]]) => Promise<Value>): Promise<Value | undefined> {
    await save()
    const [first, ...others] = rows.value.map(({ id }) => id)
    return first && act([first, ...others])
  }

  return {
    rows,
    setStatus: (status: Topic['status']) => withIds((ids) => review.setStatus(ids, status)),
    change: (change: InputOf<'topic.changeMany'>['change']) => withIds((ids) => review.changeMany(ids, change)),
    merge: () => withIds((ids) => review.mergeMany(ids)),
    remove: () => withIds((ids) => review.removeMany(ids)),
    async copy(): Promise<void> {
      const copied = await withIds((ids) => review.copy(ids))
      if (copied) notices.say('projects.topicsCopied', { count: copied.count })
    },
  }
}
