// Page[] -> Page[] in which pages without usable text have it from their pictures, and lines that are drawn as shapes from theirs. Pages
// that can be read as they are stay untouched. Example: 40 pages of which 3 are scans -> the same 40, three of them with isOcr.
// Trap: the reader is opened only if some page needs it, so that a manual with text imports where no recognition model is installed.

import type { Page, Work } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { AppError } from '../../../shared/errors.ts'
import { linesAlone, withDrawnText } from '../ocr/drawnText.ts'
import { scanOf } from '../ocr/scanOf.ts'
import type { GreyImage } from '../ocr/greyImage.ts'
import type { ScannedText } from '../ocr/readScan.ts'
import { betterRead, isUnread } from '../ocr/unreadPages.ts'
import type { PdfDocument } from '../pdf/openPdf.ts'

/** Reads text from pictures. */
export interface ScanReader {
  /** How many pictures it reads at the same time. */
  readonly atOnce: number
  read: (image: GreyImage, pxPerPt: number, signal: AbortSignal) => Promise<ScannedText>
  close: () => Promise<void>
}

export interface ReadScans {
  pages: Page[]
  /** Pages that need reading, and why they could not be read; null where all were. */
  unread: { pages: number[]; error: AppError } | null
}

/** `openReader`: errors model-missing, model-damaged, language-not-supported do not stop the import. */
export async function pagesFromScans(
  document: PdfDocument,
  pages: readonly Page[],
  openReader: () => Promise<ScanReader>,
  work: Work,
): Promise<ReadScans> {
  const wanted = pages.filter((page) => isUnread(page) || page.drawnLines)
  if (wanted.length === 0) return { pages: [...pages], unread: null }
  const reader = await openReader().catch((error: unknown) => {
    if (isAppError(error)) return error
    throw error
  })
  if (isAppError(reader)) {
    const scans = wanted.filter(isUnread).map(({ number }) => number)
    const left = pages.map((page) => (page.drawnLines ? withDrawnText(page, null) : page))
    return { pages: left, unread: scans.length > 0 ? { pages: scans, error: reader } : null }
  }
  try {
    const read = await readAll(document, wanted, reader, work)
    return { pages: pages.map((page) => read.get(page.number) ?? page), unread: null }
  } finally {
    await reader.close()
  }
}

async function readAll(
  document: PdfDocument,
  wanted: readonly Page[],
  reader: ScanReader,
  { signal, report }: Work,
): Promise<Map<number, Page>> {
  const read = new Map<number, Page>()
  const waiting = [...wanted]
  report(0, 'ocr')
  const readOn = async (): Promise<void> => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      signal.throwIfAborted()
      const { image, pxPerPt } = await scanOf(document, page, signal)
      const whole = isUnread(page) ? betterRead(page, await reader.read(image, pxPerPt, signal)) : page
      const lines = whole.isOcr ? undefined : whole.drawnLines
      const text = lines && (await reader.read(linesAlone(image, lines, pxPerPt), pxPerPt, signal))
      read.set(page.number, text ? withDrawnText(whole, text) : whole)
      report(read.size / wanted.length, 'ocr')
    }
  }
  await Promise.all(Array.from({ length: Math.min(reader.atOnce, wanted.length) }, readOn))
  return read
}
