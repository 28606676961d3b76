// Page -> marks of the topics that came from it, except the open one: clicked, they open theirs. Read again after every change.

import { computed } from 'vue'
import { api } from '../api.ts'
import type { ManualId, TopicId } from '../../shared/ids.ts'
import type { OutputOf } from '../../shared/ipc/contract.ts'
import { useProjectStore } from '../stores/project.ts'
import type { Mark } from './pageMarks.ts'
import { useReading } from './useReading.ts'
import { useText } from './useText.ts'

export function useOtherTopics(place: () => { manual: ManualId; page: number } | null, own: () => TopicId) {
  const { t } = useText()
  const project = useProjectStore()
  const found = useReading(
    () => ({ at: place(), revision: project.revision }),
    ({ at }): Promise<OutputOf<'topic.onPage'>> => (at ? api.call('topic.onPage', at) : Promise.resolve([])),
    [],
  )
  const marks = computed((): Mark[] =>
    found.value.value
      .filter(({ id }) => id !== own())
      .flatMap(({ id, title, boxes }) =>
        boxes.map((box, at) => ({
          key: `topic ${id} ${at}`,
          box,
          tone: 'other' as const,
          order: null,
          label: t('review.openTopic', { title }),
        })),
      ),
  )
  /** Key of such a mark -> its topic; null for marks of others. */
  const topicOfMark = (key: string): TopicId | null =>
    found.value.value.find(({ id }) => key.startsWith(`topic ${id} `))?.id ?? null
  return { marks, topicOfMark }
}
