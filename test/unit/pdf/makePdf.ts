// A drawing function -> PDF bytes, by pdfkit. Example: makePdf((pdf) => pdf.text('Hello', 72, 72)).
import PDFDocument from 'pdfkit'

export async function makePdf(
  draw: (pdf: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: [300, 400], margin: 20, ...options })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  draw(pdf)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

/** A PDF written by hand from its objects, with a right cross-reference table: for files that pdfkit would not write. */
export function rawPdf(objects: readonly string[], trailer: string): Uint8Array {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return new TextEncoder().encode(text)
}

export const quietWork = { signal: new AbortController().signal, report: (): void => undefined }
