// Where the person is in reviewing: which topic is open, topics or findings beside it, what is searched, filtered and folded away. Kept while
// other views are open, so that whoever looks something up in the manual comes back to where they were. Another project starts afresh.
// Example: place.showFindings('error') then router.push({ name: 'topics' }) shows the errors.

import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { FindingSeverity } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { TopicFilter } from '../composables/topicFilter.ts'
import { useProjectStore } from './project.ts'

const everything: TopicFilter = { kind: 'all', status: 'all', findings: 'any' }

export const useReviewPlace = defineStore('reviewPlace', () => {
  const project = useProjectStore()
  const topic = ref<TopicId | null>(null)
  const side = ref<'topics' | 'findings'>('topics')
  const text = ref('')
  const filter = ref(everything)
  /** Keys of chapters. */
  const closed = shallowRef<ReadonlySet<string>>(new Set())
  const severity = ref<FindingSeverity | 'all' | 'standing'>('all')
  /** What the list shows, from top to bottom. */
  const order = shallowRef<readonly TopicId[]>([])
  const after = (id: TopicId): TopicId | null => order.value[order.value.indexOf(id) + 1] ?? null

  watch(
    () => project.view?.folder,
    () => {
      topic.value = null
      side.value = 'topics'
      text.value = ''
      filter.value = everything
      closed.value = new Set()
      severity.value = 'all'
    },
  )
  function showFindings(which: typeof severity.value): void {
    side.value = 'findings'
    severity.value = which
  }
  /** Topics of one kind, whatever was open, searched and filtered before. */
  function showKind(kind: TopicFilter['kind']): void {
    topic.value = null
    side.value = 'topics'
    text.value = ''
    filter.value = { ...everything, kind }
  }
  return { topic, side, text, filter, closed, severity, order, after, showFindings, showKind }
})
