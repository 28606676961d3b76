// Which of the app-wide dialogs is open, and the file that waits for a new project. Menu, shortcuts and buttons all come through here.

import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

export type DialogName = 'new-project' | 'settings' | 'shortcuts' | 'about' | 'editions'

export const useDialogs = defineStore('dialogs', () => {
  const open = ref<DialogName | null>(null)
  /** A PDF dropped while no project was open: imported into the project that is made for it. */
  const waitingFile = shallowRef<File | null>(null)
  /** The person asked to find something: whoever can search takes the focus there, and sets it back. */
  const isFindWanted = ref(false)

  /** Where a dropped WAV goes while a dialog wants one; null where it is a question for the device. */
  const wavTaker = shallowRef<((file: File) => unknown) | null>(null)

  function show(name: DialogName | null): void {
    open.value = name
    if (name === null) waitingFile.value = null
  }

  function createFor(file: File): void {
    waitingFile.value = file
    open.value = 'new-project'
  }

  return { open, waitingFile, isFindWanted, wavTaker, show, createFor }
})
