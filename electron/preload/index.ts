// Electron's IPC -> one frozen object `window.plainspoken`: the only thing the page gets from outside. It passes messages and knows
// nothing of their meaning; main checks them. Example: plainspoken.invoke('topic.list', 1, undefined) -> Result.
// Trap: a dropped File becomes a path here, in the isolated world; the page only ever holds the File.

import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../../shared/ipc/client.ts'
import { ipcNames } from '../../shared/ipc/names.ts'
import type { WindowRequest } from '../../shared/ipc/wire.ts'

const bridge = {
  invoke(name, id, input, droppedFile) {
    const request: WindowRequest = { id, name, input, droppedPath: droppedFile ? pathOf(droppedFile) : null }
    return ipcRenderer.invoke(ipcNames.invoke, request)
  },
  cancel(id) {
    ipcRenderer.send(ipcNames.cancel, id)
  },
  on(listener) {
    const pass = (_: Electron.IpcRendererEvent, message: unknown): void => listener(message)
    ipcRenderer.on(ipcNames.tell, pass)
    return () => {
      ipcRenderer.off(ipcNames.tell, pass)
    }
  },
} satisfies Bridge

contextBridge.exposeInMainWorld('plainspoken', Object.freeze(bridge))

/** null where the File is not from the person's disk. Electron before 32 has File.path instead of webUtils. */
function pathOf(file: File): string | null {
  const path: unknown = 'getPathForFile' in (webUtils ?? {}) ? webUtils.getPathForFile(file) : Reflect.get(file, 'path')
  return typeof path === 'string' && path !== '' ? path : null
}
