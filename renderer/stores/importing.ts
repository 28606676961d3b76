// Importing a manual from start to report, wherever it was begun: button, menu, or a PDF dropped on the window.
// idle -> running -> (locked -> running)* -> (otherLanguage -> running) -> reported. Every other failure is a message, and idle again.

import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { isAppError } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ImportReport, InputOf } from '../../shared/ipc/contract.ts'
import { useJob } from '../composables/useJob.ts'
import { useNotices } from './notices.ts'

export type ImportState =
  | { kind: 'idle' }
  | { kind: 'running'; fileName: string }
  | { kind: 'locked'; fileName: string; isWrong: boolean }
  | { kind: 'otherLanguage'; fileName: string; languages: string[] }
  | { kind: 'reported'; report: ImportReport }

export const useImporting = defineStore('importing', () => {
  const state = shallowRef<ImportState>({ kind: 'idle' })
  /** Grows with each finished import, so that the Manual view can show the newest. */
  const finished = ref(0)
  const job = useJob('manual.import')
  const notices = useNotices()
  let password: string | null = null

  async function attempt(input: InputOf<'manual.import'>, file?: File): Promise<void> {
    state.value = { kind: 'running', fileName: file?.name ?? '' }
    try {
      const report = await job.run(input, file)
      state.value = report ? { kind: 'reported', report } : { kind: 'idle' }
      if (report) finished.value += 1
    } catch (error) {
      const next = isAppError(error) ? stateAfter(error) : null
      state.value = next ?? { kind: 'idle' }
      if (!next) throw error
    }
  }

  /** `file` where it was dropped; main asks for one otherwise. */
  function start(file?: File): Promise<void> {
    password = null
    return attempt({}, file)
  }
  /** One after the other; each that fails says so, and the next one is read. */
  async function startAll(files: readonly File[]): Promise<void> {
    for (const file of files) await start(file).catch((error: unknown) => notices.show(error))
  }
  function unlock(given: string): Promise<void> {
    password = given
    return attempt({ again: true, password: given })
  }
  function importAs(language: string): Promise<void> {
    return attempt({ again: true, language, ...(password !== null && { password }) })
  }
  function leave(): void {
    job.cancel()
    password = null
    state.value = { kind: 'idle' }
  }

  return {
    state,
    finished,
    fraction: job.fraction,
    stepText: job.stepText,
    start,
    startAll,
    unlock,
    importAs,
    cancel: job.cancel,
    leave,
  }
})

/** Failures that the person can answer at once. */
function stateAfter({ code, details }: AppError): ImportState | null {
  const fileName = String(details['file'] ?? '')
  if (code === 'pdf-password-needed') return { kind: 'locked', fileName, isWrong: false }
  if (code === 'pdf-password-wrong') return { kind: 'locked', fileName, isWrong: true }
  if (code !== 'language-not-in-manual') return null
  const languages = String(details['languages'] ?? '').split(/[\s,]+/)
  return {
    kind: 'otherLanguage',
    fileName,
    languages: languages.filter((tag) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(tag)),
  }
}
