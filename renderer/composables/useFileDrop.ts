// Files dragged over the window -> is there one, and those that are dropped. The page gets Files; only the preload learns their paths.
// Trap: dragenter and dragleave come in pairs for every element that is crossed, so they are counted.

import { onBeforeUnmount, onMounted, ref } from 'vue'

export interface Dropped {
  files: readonly File[]
  /** The first of them, where it is a folder. */
  folder: File | null
}

export function useFileDrop(take: (dropped: Dropped) => unknown) {
  const isOver = ref(false)
  let depth = 0

  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

  function enter(event: DragEvent): void {
    if (!holdsFiles(event)) return
    depth += 1
    isOver.value = true
  }
  function leave(event: DragEvent): void {
    if (!holdsFiles(event)) return
    depth -= 1
    if (depth <= 0) end()
  }
  function over(event: DragEvent): void {
    if (holdsFiles(event)) event.preventDefault() // without it the drop opens the file in the window
  }
  function drop(event: DragEvent): unknown {
    if (!holdsFiles(event)) return
    event.preventDefault()
    end()
    const files = [...(event.dataTransfer?.files ?? [])]
    const isFolder = event.dataTransfer?.items[0]?.webkitGetAsEntry()?.isDirectory ?? false
    return take({ files, folder: isFolder ? (files[0] ?? null) : null })
  }
  function end(): void {
    depth = 0
    isOver.value = false
  }

  const listeners = [
    ['dragenter', enter],
    ['dragleave', leave],
    ['dragover', over],
    ['drop', drop],
  ] as const
  onMounted(() => {
    for (const [name, listener] of listeners) window.addEventListener(name, listener)
  })
  onBeforeUnmount(() => {
    for (const [name, listener] of listeners) window.removeEventListener(name, listener)
  })
  return { isOver }
}
