// PDF bytes (+ password) -> PdfDocument, or an AppError that says what is wrong with the file.
// Example: (await openPdf(bytes, {})).pageCount -> 16.
// Trap: pdf.js takes ownership of the bytes it is given and empties them; it always gets a copy.

import { AppError } from '../../../shared/errors.ts'
import { loadPdfJs, packageFolders, unseenPage, workerInProcess } from './pdfjs.ts'
import type { PDFDocumentProxy } from './pdfjs.ts'

export const largestPdfBytes = 200 * 1024 * 1024

export interface OutlineEntry {
  title: string
  level: number // 1 is the outermost
  page: number | null
}

export interface PdfDocument {
  readonly pageCount: number
  /** Title from the metadata, '' where there is none. Often a file name or an advertisement: evidence, not truth. */
  readonly title: string
  readonly isEncrypted: boolean
  /** The owner forbids copying text: import only with the author's consent. */
  readonly isCopyDenied: boolean
  /** For reading text and lines: pictures are left out, which saves decoding them. */
  readonly reading: PDFDocumentProxy
  /** Stops the page that is being read, which takes too long or is no longer wanted; the document stays open for others. */
  holdReading: () => void
  /** For page images: opened when first asked for. */
  rendering: () => Promise<PDFDocumentProxy>
  outline: () => Promise<OutlineEntry[]>
  close: () => Promise<void>
}

export async function openPdf(bytes: Uint8Array, options: { password?: string } = {}): Promise<PdfDocument> {
  if (bytes.length === 0) throw new AppError('pdf-empty-file')
  if (bytes.length > largestPdfBytes) {
    throw new AppError('pdf-too-large', { sizeBytes: bytes.length, limitBytes: largestPdfBytes })
  }
  if (!hasPdfHeader(bytes)) throw new AppError('pdf-not-a-pdf')
  const { document: reading, hold } = await open(bytes, options.password, 'reading')
  const { title, isEncrypted, permissions } = await factsOf(reading).catch(async (error: unknown) => {
    await reading.destroy()
    throw openError(error, options.password)
  })
  let rendering: Promise<PDFDocumentProxy> | undefined
  return {
    pageCount: reading.numPages,
    title,
    isEncrypted,
    isCopyDenied: permissions !== null && !permissions.includes(copyPermission),
    reading,
    holdReading: hold,
    rendering: () => (rendering ??= open(bytes, options.password, 'rendering').then(({ document }) => document)),
    outline: () => outlineOf(reading),
    close: async () => {
      await reading.destroy()
      if (rendering) await (await rendering).destroy()
    },
  }
}

/** Symbols of 30 pt at 300 dpi are decoded, to be told apart; figures are not. */
const largestSymbolPx = 128 * 128

const copyPermission = 0x10 // PermissionFlag.COPY

/** The header may stand anywhere in the first 1024 bytes (ISO 32000, annex H). */
function hasPdfHeader(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-')
}

async function open(
  bytes: Uint8Array,
  password: string | undefined,
  purpose: 'reading' | 'rendering',
): Promise<{ document: PDFDocumentProxy; hold: () => void }> {
  const library = await loadPdfJs()
  const { worker, hold } = workerInProcess(library)
  const task = library.getDocument({
    worker,
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    ...packageFolders(),
    cMapPacked: true,
    verbosity: 0,
    isEvalSupported: false,
    ...(purpose === 'reading' ? { disableFontFace: false, ...unseenPage() } : { disableFontFace: true }),
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    // A picture larger than this many pixels is left out of the operator list undecoded; its place still shows.
    maxImageSize: purpose === 'reading' ? largestSymbolPx : -1,
  })
  try {
    return { document: await task.promise, hold }
  } catch (error) {
    await task.destroy()
    throw openError(error, password)
  }
}

function openError(error: unknown, password: string | undefined): unknown {
  if (!(error instanceof Error)) return error
  switch (error.name) {
    case 'PasswordException':
      return new AppError(password === undefined || password === '' ? 'pdf-password-needed' : 'pdf-password-wrong')
    case 'InvalidPDFException':
    case 'FormatError':
    case 'UnknownErrorException':
    case 'XRefEntryException':
    case 'XRefParseException':
      // pdf.js rebuilds a damaged cross-reference table by itself; a file without one single page lands here too.
      return /no pages|page count|kids/i.test(error.message)
        ? new AppError('pdf-no-pages')
        : new AppError('pdf-damaged', { reason: error.message })
    default:
      return error
  }
}

/** Errors: pdf-no-pages, and whatever pdf.js finds wrong only now. */
async function factsOf(document: PDFDocumentProxy) {
  if (document.numPages === 0) throw new AppError('pdf-no-pages')
  return { ...(await metadata(document)), permissions: await document.getPermissions() }
}

async function metadata(document: PDFDocumentProxy): Promise<{ title: string; isEncrypted: boolean }> {
  const { info } = await document.getMetadata()
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : ''
  const isEncrypted = 'EncryptFilterName' in info && info.EncryptFilterName !== null
  return { title, isEncrypted }
}

async function outlineOf(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  type Nodes = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>
  const entries: OutlineEntry[] = []
  const walk = async (nodes: Nodes, level: number): Promise<void> => {
    for (const node of nodes) {
      entries.push({ title: node.title.trim(), level, page: await pageOf(document, node.dest) })
      await walk(node.items, level + 1)
    }
  }
  await walk((await document.getOutline()) ?? [], 1)
  return entries
}

async function pageOf(document: PDFDocumentProxy, dest: string | unknown[] | null): Promise<number | null> {
  const target: unknown = (typeof dest === 'string' ? await document.getDestination(dest) : dest)?.[0]
  if (typeof target === 'number') return target + 1
  if (!isReference(target)) return null
  // An outline of a manual cut out of a larger one points at pages that are not there.
  return document.getPageIndex(target).then(
    (index) => index + 1,
    () => null,
  )
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === 'object' && value !== null && 'num' in value && 'gen' in value
