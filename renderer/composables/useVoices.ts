// The voices that are installed, named in the person's language, read when somebody wants to choose one. A language without a voice has none,
// which is no failure here. Example: const voices = useVoices(() => isOpen.value); voices.value -> [{ id: 'slt', name: 'slt (weiblich, …)' }]

import { computed, shallowRef, watch } from 'vue'
import type { OutputOf } from '../../shared/ipc/contract.ts'
import { isAppError } from '../../shared/errors.ts'
import { api } from '../api.ts'
import { useText } from './useText.ts'

type Voices = OutputOf<'device.voices'>

/** What there is before they are read: not the same as none. */
export const unreadVoices: Voices = []

/** `wanted`: nothing is read while it is false; when it changes, they are read again. */
export function useVoices(wanted: () => unknown) {
  const { textOr } = useText()
  const read = shallowRef(unreadVoices)
  watch(
    wanted,
    async (isWanted) => {
      if (isWanted) read.value = await api.call('device.voices').catch(noneIfMissing)
    },
    { immediate: true },
  )
  const named = (voices: Voices): Voices =>
    voices.map((voice) => ({ ...voice, name: textOr(`voiceNames.${voice.id}`, voice.name) }))
  return computed(() => (read.value === unreadVoices ? unreadVoices : named(read.value)))
}

function noneIfMissing(error: unknown): Voices {
  if (isAppError(error) && (error.code === 'language-not-supported' || error.code === 'model-missing')) return []
  throw error
}
