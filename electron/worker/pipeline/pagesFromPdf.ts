// PdfDocument -> Page[]: what stands on each page and where, as a reader sees it. Nothing is judged here.
// Example: pagesFromPdf(document, { pages: [3, 4] }, work) -> two pages.
// Trap: one malformed page must not lose the manual; it comes back in `failed` and the rest is imported.

import { setImmediate } from 'node:timers/promises'
import type { Page, Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { PdfDocument } from '../pdf/openPdf.ts'
import { pageContent } from '../pdf/pageContent.ts'
import { loadPdfJs } from '../pdf/pdfjs.ts'

/** No page that people print takes a second; one that was made to take minutes is left out like a malformed one. */
const longestPageMs = 15_000

export interface PagesOptions {
  /** PDF page indexes from 1; all where absent. */
  pages?: readonly number[]
  /** Told of each page that could not be read; the page is left out of the result. */
  onUnreadablePage?: (page: number, reason: string) => void
  /** After this a page is left out; 15 s where absent. */
  longestPageMs?: number
}

export async function pagesFromPdf(document: PdfDocument, options: PagesOptions, work: Work): Promise<Page[]> {
  const numbers = options.pages ?? Array.from({ length: document.pageCount }, (_, index) => index + 1)
  const outside = numbers.find((number) => number < 1 || number > document.pageCount)
  if (outside !== undefined) throw new AppError('pages-out-of-range', { page: outside, pageCount: document.pageCount })
  const library = await loadPdfJs()
  const pages: Page[] = []
  for (const [index, number] of numbers.entries()) {
    work.signal.throwIfAborted()
    work.report(index / numbers.length, 'pages')
    await setImmediate() // pdf.js answers in the same turn of the event loop: no cancel would arrive
    const source = await document.reading.getPage(number).catch((error: unknown) => {
      options.onUnreadablePage?.(number, String(error))
      return null
    })
    if (!source) continue
    try {
      pages.push(await inTime(pageContent(source, library), work.signal, options.longestPageMs ?? longestPageMs))
    } catch (error) {
      document.holdReading()
      work.signal.throwIfAborted()
      if (!(error instanceof Error)) throw error
      options.onUnreadablePage?.(number, error.message)
    } finally {
      source.cleanup()
    }
  }
  if (pages.length === 0) throw new AppError('pdf-damaged', { reason: 'no page could be read' })
  work.report(1, 'pages')
  return pages
}

/**
 * Errors: the signal's reason as soon as it is aborted, an Error after `longestMs` of work. On a busy machine a good page waits for its turn
 * for as long as a bad one works, so the time that this process has computed counts; four times as long without it is a page that hangs.
 */
async function inTime<Value>(reading: Promise<Value>, signal: AbortSignal, longestMs: number): Promise<Value> {
  const { promise: ended, reject } = promiseWithReject()
  const [begunAt, cpuMsAtStart] = [performance.now(), recentCpuMs()]
  const look = (): void => {
    const leftMs = Math.min(longestMs - (cpuMs() - cpuMsAtStart), 4 * longestMs - (performance.now() - begunAt))
    if (leftMs <= 0) reject(new Error(`it takes longer than ${longestMs / 1000} s`))
    else timer = setTimeout(look, Math.max(leftMs, 20))
  }
  let timer = setTimeout(look, longestMs)
  const cancel = (): void => reject(signal.reason)
  signal.addEventListener('abort', cancel)
  reading.catch(() => undefined) // closing the document ends what is late with an error that nobody waits for
  try {
    return await Promise.race([reading, ended])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Of a moment ago: where the system is slow to tell, asking it for each page takes a tenth of reading it. */
function recentCpuMs(): number {
  const now = performance.now()
  if (!lastCpu || now - lastCpu.atMs > 200) lastCpu = { atMs: now, cpuMs: cpuMs() }
  return lastCpu.cpuMs
}
let lastCpu: { atMs: number; cpuMs: number } | undefined

function promiseWithReject(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<never>((_, fail) => (reject = fail))
  return { promise, reject }
}
