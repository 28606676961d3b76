// The focused element goes away (deleted, undone, switched off) -> the focus goes to what is nearest to where it was, never to nowhere.
// Example: a step's "Remove" is pressed and its row goes: the focus lands in the list of steps, not on <body>.
// Trap: a click on empty ground also leaves <body> focused, and that is what the person wants: only what is gone is made good.

import { onBeforeUnmount, onMounted } from 'vue'

/** Dialogs and menus give the focus back themselves; they have had their turn by then. */
const patienceMs = 60
const focusable = 'button:not(:disabled), a[href], input:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

export function useFocusKeeper(): void {
  let last: HTMLElement | null = null
  /** Around `last`, nearest first, as they were when it had the focus. */
  let around: Element[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined

  function remember({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return
    last = target
    around = []
    for (let one = target.parentElement; one && one.id !== 'app' && one !== document.body; one = one.parentElement)
      around.push(one)
  }

  const isGone = (element: HTMLElement): boolean => !element.isConnected || element.matches(':disabled')

  function makeGood(): void {
    if (!last || !isGone(last) || document.activeElement !== document.body) return
    const place = around.find((element) => element.isConnected && firstIn(element))
    const next = (place && firstIn(place)) ?? document.querySelector<HTMLElement>('[data-view-title]')
    next?.focus()
  }

  const observer = new MutationObserver(() => {
    if (!last || !isGone(last)) return
    clearTimeout(waiting)
    waiting = setTimeout(makeGood, patienceMs)
  })

  onMounted(() => {
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] })
  })
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', remember)
    observer.disconnect()
    clearTimeout(waiting)
  })
}

const firstIn = (element: Element): HTMLElement | null => element.querySelector<HTMLElement>(focusable)
