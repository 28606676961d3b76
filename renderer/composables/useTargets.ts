// The device profiles that there are, named in the person's language, read when somebody wants to see them.
// Example: const targets = useTargets(); targets.value[0].name -> "Linux-SoC, 2 × Cortex-A55 mit NPU"

import { computed, shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'
import type { Target } from '../../shared/domain.ts'
import { api } from '../api.ts'
import { useText } from './useText.ts'

/** `wanted`: nothing is read while it is false; when it changes, they are read again. */
export function useTargets(wanted: () => unknown = () => true): ComputedRef<readonly Target[]> {
  const { locale } = useText()
  const read = shallowRef<readonly Target[]>([])
  watch(
    wanted,
    async (isWanted) => {
      if (isWanted) read.value = await api.call('target.list')
    },
    { immediate: true },
  )
  return computed(() => read.value.map((target) => ({ ...target, ...target.translations?.[locale.value] })))
}
