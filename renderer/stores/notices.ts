// error -> what the person sees. Expected: a message with a next step. Cancelled: nothing. Bug: a dialog with a report to copy.
// Example: show(new AppError('pdf-empty-file', { file: 'a.pdf' })) adds a message; say('settings.title') a short confirmation.

import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { isAppError, isCancelled } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../messages/keys.ts'

export type Notice =
  | { id: number; kind: 'failure'; error: AppError }
  | { id: number; kind: 'word'; key: MessageKey; values: Readonly<Record<string, string | number>> }

const mostShown = 4

export const useNotices = defineStore('notices', () => {
  const shown = ref<Notice[]>([])
  const bugReport = shallowRef<string | null>(null)
  let lastId = 0

  function add(notice: Notice): void {
    shown.value = [...shown.value, notice].slice(-mostShown)
  }

  function show(error: unknown): void {
    if (isCancelled(error)) return
    if (isAppError(error)) add({ id: (lastId += 1), kind: 'failure', error })
    else bugReport.value = reportOf(error)
  }

  function say(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): void {
    add({ id: (lastId += 1), kind: 'word', key, values })
  }

  function dismiss(id: number): void {
    shown.value = shown.value.filter((notice) => notice.id !== id)
  }

  return { shown, bugReport, show, say, dismiss }
})

/** The worker sends its own report with a bug; a bug of the page has a stack. */
function reportOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'report' in error && typeof error.report === 'string' ? error.report : (error.stack ?? error.message)
}
