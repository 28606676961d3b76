// A page of a PdfDocument -> the grey picture that text is read from. Example: A4 -> 2480 × 3508 px at 300 dpi.
// Trap: pages may be metres wide, and many scans call each pixel a point; a picture never has more than 12 million pixels.

import type { Page } from '../../../shared/domain.ts'
import type { PdfDocument } from '../pdf/openPdf.ts'
import { canvasOfPage } from '../pdf/renderPage.ts'
import { greyFromRgba } from './greyImage.ts'
import type { GreyImage } from './greyImage.ts'

const dpi = 300 // what Tesseract's models were trained at
const mostPixels = 12e6

export async function scanOf(
  document: PdfDocument,
  { number, widthPt, heightPt }: Page,
  signal: AbortSignal,
): Promise<{ image: GreyImage; pxPerPt: number }> {
  const scale = Math.min(dpi / 72, Math.sqrt(mostPixels / Math.max(1, widthPt * heightPt)))
  const canvas = await canvasOfPage(document, number, () => scale, signal)
  return { image: greyFromRgba(canvas.data(), canvas.width, canvas.height), pxPerPt: scale }
}
