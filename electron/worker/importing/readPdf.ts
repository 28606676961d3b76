// Path -> bytes of a PDF. Size first: a hostile or mistaken 40 GB file must not be read.

import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, isAppError } from '../../../shared/errors.ts'
import { largestPdfBytes } from '../pdf/openPdf.ts'

/** Errors: file-not-found, file-not-readable, pdf-too-large. */
export async function readPdf(path: string): Promise<Uint8Array> {
  const file = basename(path)
  const found = await stat(path).catch(() => null)
  if (!found) throw new AppError('file-not-found', { file })
  if (!found.isFile()) throw new AppError('pdf-not-a-pdf', { file })
  if (found.size > largestPdfBytes) throw new AppError('pdf-too-large', { file })
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) throw new AppError('file-not-readable', { file })
  return new Uint8Array(bytes)
}

/** The pipeline knows bytes, not names; the person knows names. */
export async function withFileName<Value>(file: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    throw isAppError(error) && /^(?:pdf|source)-/.test(error.code)
      ? new AppError(error.code, { file, ...error.details })
      : error
  }
}
