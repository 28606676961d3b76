// A job that ended while the window was not looked at -> a notification of the system, so that nobody has to wait in front of it.
// Example: an import of 40 s with the window behind others -> "Import finished". A click on it brings the window to the front.
// Trap: short work is no news; what was cancelled or has failed waits in the window itself.

import { Notification } from 'electron'
import type { BrowserWindow } from 'electron'
import { contract } from '../../shared/ipc/contract.ts'
import type { AppSettings, RequestName } from '../../shared/ipc/contract.ts'
import { words } from './words.ts'

const longMs = 8000

export interface EndedWork {
  name: RequestName
  durationMs?: number
}

export function tellOfLongWork(
  { name, durationMs = 0 }: EndedWork,
  language: AppSettings['language'],
  window: BrowserWindow | null,
): void {
  if (contract[name].kind !== 'job' || durationMs < longMs || !window || window.isFocused()) return
  if (!Notification.isSupported()) return
  const notification = new Notification({ title: 'Plainspoken', body: words[language].finished[finishedKind(name)] })
  notification.on('click', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  notification.show()
}

export type FinishedKind = 'import' | 'export' | 'suite' | 'other'

function finishedKind(name: RequestName): FinishedKind {
  if (name === 'manual.import') return 'import'
  if (name === 'export.run') return 'export'
  return name === 'suite.run' ? 'suite' : 'other'
}
