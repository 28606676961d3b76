// Where a text belongs -> what was begun there and not sent yet: a comment, a reason, a question. It is still there when the person has looked
// at another topic or view. Another project starts afresh.
// Example: const text = useBegunTexts().of(() => `comment ${topic}`); text.value = 'Which lamp?' ... text.value = '' once it is sent.

import { defineStore } from 'pinia'
import { computed, reactive, watch } from 'vue'
import type { WritableComputedRef } from 'vue'
import { useProjectStore } from './project.ts'

export const useBegunTexts = defineStore('begunTexts', () => {
  const project = useProjectStore()
  const texts = reactive(new Map<string, string>())
  watch(
    () => project.view?.folder,
    () => texts.clear(),
  )

  function of(place: () => string): WritableComputedRef<string> {
    return computed({
      get: () => texts.get(place()) ?? '',
      set: (text) => void (text === '' ? texts.delete(place()) : texts.set(place(), text)),
    })
  }
  return { of }
})
