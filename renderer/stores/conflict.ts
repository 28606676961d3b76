// Two versions of one topic, the author's and one that came from outside -> the author's choice. One question at a time.
// Example: if ((await useConflict().ask('Descaling')) === 'mine') save it over the other.

import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export type Choice = 'mine' | 'theirs'

export const useConflict = defineStore('conflict', () => {
  const open = shallowRef<{ title: string; answer: (choice: Choice) => void } | null>(null)

  /** Closing the question without an answer keeps what the author wrote: it is the one that is nowhere else. */
  function ask(title: string): Promise<Choice> {
    open.value?.answer('mine')
    return new Promise((resolve) => {
      open.value = {
        title,
        answer(choice) {
          open.value = null
          resolve(choice)
        },
      }
    })
  }

  return { open, ask }
})
