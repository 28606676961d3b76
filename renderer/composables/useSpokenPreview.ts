// A written text while it is typed -> what the device would say for it, a moment later. Null where the topic as saved already says so.
// Trap: only what was typed since is asked for: opening a topic with forty steps asks nothing.

import { onScopeDispose, ref, watch } from 'vue'
import { api } from '../api.ts'

const restMs = 150

export function useSpokenPreview(typed: () => { written: string; language: string }, kept: () => string) {
  const preview = ref<string | null>(null)
  let resting: ReturnType<typeof setTimeout> | undefined
  let run = 0

  watch(
    () => typed().written,
    () => {
      clearTimeout(resting)
      const mine = (run += 1)
      resting = setTimeout(async () => {
        const spoken = await api.call('topic.spoken', typed())
        if (mine === run) preview.value = spoken
      }, restMs)
    },
  )
  watch(kept, () => (preview.value = null)) // saved: the topic itself says it now
  onScopeDispose(() => clearTimeout(resting))
  return preview
}
