// Key -> what it does while the component is on screen. Keys of the native menu (Ctrl+1, Ctrl+N…) come as menu.command instead.
// Example: useShortcuts({ 'Mod+s': save, PageDown: next, '?': showList }).
// Trap: a plain key belongs to the field that has the focus; only keys with Mod, Alt or a function of their own pass it.

import { onBeforeUnmount, onMounted } from 'vue'

type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

export function useShortcuts(shortcuts: Shortcuts): void {
  function press(event: KeyboardEvent): void {
    const action = event.defaultPrevented || event.isComposing ? undefined : shortcuts[nameOf(event)]
    if (!action || (isPlain(event) && isTyping(event.target))) return
    if (event.key !== 'Escape') event.preventDefault() // an open dialog or list has to see Escape too
    action(event)
  }
  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
}

/** "Mod+s", "Alt+ArrowUp", "PageDown", "?"; Mod is Ctrl, or Cmd on a Mac. */
export function nameOf(event: KeyboardEvent): string {
  const isMod = event.ctrlKey || event.metaKey
  return `${isMod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== 'Escape'

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')
