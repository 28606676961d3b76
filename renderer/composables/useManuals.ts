// The manuals of the project: choose the one to look at, remove it.

import { computed } from 'vue'
import { api } from '../api.ts'
import { usePlace } from '../stores/place.ts'
import { useProjectStore } from '../stores/project.ts'

export function useManuals() {
  const project = useProjectStore()
  const place = usePlace()
  const manuals = computed(() => project.view?.manuals ?? [])

  const chosen = computed({
    get: (): string => place.manual?.id ?? '',
    set: (value) => {
      const manual = manuals.value.find(({ id }) => id === value)
      if (manual) place.choose(manual.id)
    },
  })

  async function remove(): Promise<void> {
    if (place.manual) project.take(await api.call('manual.remove', { manual: place.manual.id }))
  }

  return {
    choices: computed(() => manuals.value.map(({ id, title }) => ({ value: String(id), name: title }))),
    chosen,
    remove,
  }
}
