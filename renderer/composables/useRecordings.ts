// Texts -> which of them a person has recorded, read again with every change of the project.
// Example: const isRecorded = useRecordings(() => topic.steps.map(({ spoken }) => spoken)); isRecorded('Boil it.') -> true

import { computed } from 'vue'
import { api } from '../api.ts'
import { useProjectStore } from '../stores/project.ts'
import { useReading } from './useReading.ts'

export function useRecordings(texts: () => readonly string[]): (text: string) => boolean {
  const project = useProjectStore()
  const recorded = useReading(
    () => ({ revision: project.revision, texts: [...texts()] }),
    async ({ texts: asked }) => {
      const found = asked.length === 0 ? [] : await api.call('recording.list', { texts: asked })
      return asked.filter((_, at) => found[at])
    },
    [],
  )
  const known = computed(() => new Set(recorded.value.value))
  return (text) => known.value.has(text)
}
