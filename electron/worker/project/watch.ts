// Folder -> a call whenever somebody touched its text files, at most one for a burst (a git pull touches hundreds).
// Example: const stop = watchFolder(store.folder, () => store.refresh()); …; stop()
// Trap: a watch is only a hint. Network shares send none and systems run out of them, so nothing depends on it: the store looks before
// every write, and the window asks again whenever it gets the focus.

import { watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { join } from 'node:path'

const quietMs = 150

export function watchFolder(folder: string, onTouched: () => void): () => void {
  const watchers = new Map<string, FSWatcher>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function follow(path: string): void {
    if (watchers.has(path)) return
    try {
      const watcher = watch(path, { persistent: false }, touched)
      watcher.on('error', () => drop(path))
      watchers.set(path, watcher)
    } catch {
      // No such folder yet, or no watches left: see the trap.
    }
  }

  function drop(path: string): void {
    watchers.get(path)?.close()
    watchers.delete(path)
  }

  function touched(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      drop(join(folder, 'topics')) // git may have made the folder anew
      follow(join(folder, 'topics'))
      onTouched()
    }, quietMs)
  }

  follow(folder)
  follow(join(folder, 'topics'))
  return () => {
    clearTimeout(timer)
    for (const path of [...watchers.keys()]) drop(path)
  }
}
