// The window is about to close -> what is typed is saved first; until then it stays.
// Example: the last word is half a second old and Alt+F4 is pressed: it is in the project when the window is gone.
// Trap: a disk that is full must not hold the window for ever: who closes it again after the notice wants it closed.

import { onBeforeUnmount, onMounted } from 'vue'
import { useNotices } from '../stores/notices.ts'
import { useProjectStore } from '../stores/project.ts'

export function useClosing(): void {
  const project = useProjectStore()
  const notices = useNotices()
  let isLetGo = false

  async function saveAndClose(): Promise<void> {
    try {
      await project.leave()
      isLetGo = true
      window.close()
    } catch (error) {
      isLetGo = true
      notices.show(error)
    }
  }

  function hold(event: BeforeUnloadEvent): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur() // some fields are kept when they are left
    if (isLetGo || !project.hasUnsaved()) return
    event.preventDefault()
    event.returnValue = false // what Electron before 28 looks at
    void saveAndClose()
  }

  /** Who types on after a save that failed wants that saved too. */
  const holdAgain = (): void => void (isLetGo = false)

  onMounted(() => {
    window.addEventListener('beforeunload', hold)
    window.addEventListener('input', holdAgain)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', hold)
    window.removeEventListener('input', holdAgain)
  })
}
