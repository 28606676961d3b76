// The space bar, held anywhere but in a field or on a control -> press and release of the talk button.
// Trap: a window that loses the focus never sees the key go up: that is a release too.

import { onBeforeUnmount, onMounted } from 'vue'

export function useTalkKey(press: () => Promise<void>, release: () => Promise<void>) {
  let isDown = false

  function down(event: KeyboardEvent): Promise<void> | void {
    if (event.code !== 'Space' || belongsToControl(event.target)) return
    event.preventDefault()
    if (event.repeat || isDown) return
    isDown = true
    return press()
  }
  function up(event: KeyboardEvent | FocusEvent): Promise<void> | void {
    if (!isDown || (event instanceof KeyboardEvent && event.code !== 'Space')) return
    event.preventDefault()
    isDown = false
    return release()
  }

  onMounted(() => {
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', up)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', down)
    window.removeEventListener('keyup', up)
    window.removeEventListener('blur', up)
  })
}

/** The talk button itself is no other control: space on it talks too. */
function belongsToControl(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, a, button, [role="dialog"], [role="alertdialog"], [role="combobox"]') !== null
    ? target.closest('[data-talk]') === null
    : false
}
