// Path -> what is imported from it: a PDF, a DITA map with everything it leads to, or an iiRDS package, told by the file's ending.
// Trap: an iiRDS package of PDFs alone is imported as its PDF: that has pages to look at.

import { basename, extname } from 'node:path'
import type { ManualFormat } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { packDita } from '../sources/ditaPack.ts'
import { pdfOfPackage } from '../sources/iirds.ts'
import { filesOfZip } from '../sources/packageFiles.ts'
import { readPdf } from './readPdf.ts'

export interface ManualFile {
  bytes: Uint8Array
  fileName: string
  format: ManualFormat
}

/** Errors: file-not-found, file-not-readable, pdf-too-large, source-damaged, source-unsafe. */
export async function readManualFile(path: string): Promise<ManualFile> {
  const fileName = basename(path)
  const bytes = await readPdf(path)
  switch (extname(path).toLowerCase()) {
    case '.ditamap':
      return { bytes: await packDita(path), fileName, format: 'dita' }
    case '.iirds': {
      if (bytes.length === 0) throw new AppError('source-damaged', { file: fileName, reason: 'it is empty' })
      const pdf = pdfOfPackage(await filesOfZip(bytes, fileName), fileName)
      return pdf ? { bytes: pdf, fileName, format: 'pdf' } : { bytes, fileName, format: 'iirds' }
    }
    default:
      return { bytes, fileName, format: 'pdf' }
  }
}
