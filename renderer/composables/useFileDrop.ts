// Files dragged over the window -> is there one, and the one that is dropped. The page gets a File; only the preload learns its path.
// Trap: dragenter and dragleave come in pairs for every element that is crossed, so they are counted.

import { onBeforeUnmount, onMounted, ref } from 'vue'

export function useFileDrop(take: (file: File) => unknown) {
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
    const file = event.dataTransfer?.files[0]
    return file && take(file)
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
