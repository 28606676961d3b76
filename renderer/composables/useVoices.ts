// The voices that are installed, read when somebody wants to choose one. A language without a voice has none, which is no failure here.

import { shallowRef, watch } from 'vue'
import type { OutputOf } from '../../shared/ipc/contract.ts'
import { isAppError } from '../../shared/errors.ts'
import { api } from '../api.ts'

/** What there is before they are read: not the same as none. */
export const unreadVoices: OutputOf<'device.voices'> = []

export function useVoices(isWanted: () => boolean) {
  const voices = shallowRef(unreadVoices)
  watch(
    isWanted,
    async (wanted) => {
      if (wanted) voices.value = await api.call('device.voices').catch(noneIfMissing)
    },
    { immediate: true },
  )
  return voices
}

function noneIfMissing(error: unknown): OutputOf<'device.voices'> {
  if (isAppError(error) && (error.code === 'language-not-supported' || error.code === 'model-missing')) return []
  throw error
}
