// Electron's IPC -> the router. Only the main frame of our own window may speak; anybody else is refused loudly.
// Example: ipcRenderer.invoke('plainspoken:invoke', request) in our preload -> Result; the same from an iframe -> rejected and logged.

import { ipcMain } from 'electron'
import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { AppError } from '../../shared/errors.ts'
import { ipcNames } from '../../shared/ipc/names.ts'
import type { ToWindow } from '../../shared/ipc/wire.ts'
import type { Router } from './router.ts'
import { isOurFrame } from './security.ts'

type WindowNow = () => BrowserWindow | null

export function routeIpc(windowNow: WindowNow, router: Router, log: (line: string) => void): void {
  const isKnown = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === windowNow()?.webContents && isOurFrame(event.senderFrame, event.sender)

  ipcMain.handle(ipcNames.invoke, (event, message: unknown) => {
    if (isKnown(event)) return router.invoke(message)
    log('refused: a message from an unknown sender')
    throw new AppError('not-allowed', { where: 'sender' })
  })
  ipcMain.on(ipcNames.cancel, (event, id: unknown) => {
    if (isKnown(event)) router.cancel(id)
    else log('refused: a cancel from an unknown sender')
  })
}

/** Main -> window. A window that is gone, or is being closed, gets nothing. */
export function tellWindow(window: BrowserWindow | null, message: ToWindow): void {
  if (window && !window.isDestroyed() && !window.webContents.isDestroyed()) {
    window.webContents.send(ipcNames.tell, message)
  }
}
