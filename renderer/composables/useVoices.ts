// The voices that are installed, read when somebody wants to choose one.

import { shallowRef, watch } from 'vue'
import type { OutputOf } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'

export function useVoices(isWanted: () => boolean) {
  const voices = shallowRef<OutputOf<'device.voices'>>([])
  watch(
    isWanted,
    async (wanted) => {
      if (wanted) voices.value = await api.call('device.voices')
    },
    { immediate: true },
  )
  return voices
}
