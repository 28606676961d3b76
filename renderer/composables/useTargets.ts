// The device profiles that there are, read when somebody wants to see them.

import { shallowRef, watch } from 'vue'
import type { Target } from '../../shared/domain.ts'
import { api } from '../api.ts'

export function useTargets(isWanted: () => boolean = () => true) {
  const targets = shallowRef<readonly Target[]>([])
  watch(
    isWanted,
    async (wanted) => {
      if (wanted) targets.value = await api.call('target.list')
    },
    { immediate: true },
  )
  return targets
}
