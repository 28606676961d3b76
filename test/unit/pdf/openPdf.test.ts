import { describe, expect, it } from 'vitest'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { renderPage } from '../../../electron/worker/pdf/renderPage.ts'
import { makePdf, rawPdf } from './makePdf.ts'

const hello = (pdf: PDFKit.PDFDocument): void => {
  pdf.text('Press Start.', 40, 40)
}
const codeOf = (bytes: Uint8Array, password?: string): Promise<unknown> =>
  openPdf(bytes, password === undefined ? {} : { password }).then(
    async (document) => {
      await document.close()
      return 'opened'
    },
    (error: { code: unknown }) => error.code,
  )

describe('openPdf', () => {
  it('leaves the JSON and the arrays of the whole process as they are', async () => {
    const [{ stringify, parse }, push] = [JSON, Array.prototype.push]
    await codeOf(await makePdf(hello))
    expect([JSON.stringify, JSON.parse, Array.prototype.push]).toEqual([stringify, parse, push])
  })

  it('says what is wrong with a file that is no manual', async () => {
    const good = await makePdf(hello)
    const noPages = rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], '/Root 1 0 R')
    expect({
      empty: await codeOf(new Uint8Array()),
      text: await codeOf(new TextEncoder().encode('Dear reader, this is a letter.')),
      headerOnly: await codeOf(new TextEncoder().encode('%PDF-1.4\nnothing follows')),
      noPages: await codeOf(noPages),
      good: await codeOf(good),
    }).toEqual({
      empty: 'pdf-empty-file',
      text: 'pdf-not-a-pdf',
      headerOnly: 'pdf-damaged',
      noPages: 'pdf-no-pages',
      good: 'opened',
    })
  })

  it('asks for the password, refuses a wrong one and opens with the right one', async () => {
    const locked = await makePdf(hello, { userPassword: 'geheim', ownerPassword: 'chef', pdfVersion: '1.7' })
    expect([await codeOf(locked), await codeOf(locked, 'nope'), await codeOf(locked, 'geheim')]).toEqual([
      'pdf-password-needed',
      'pdf-password-wrong',
      'opened',
    ])
  })

  it('opens a manual that only denies copying, and says so', async () => {
    const bytes = await makePdf(hello, { ownerPassword: 'chef', permissions: { copying: false }, pdfVersion: '1.7' })
    const document = await openPdf(bytes)
    expect({ isEncrypted: document.isEncrypted, isCopyDenied: document.isCopyDenied }).toEqual({
      isEncrypted: true,
      isCopyDenied: true,
    })
    await document.close()
  })

  it('keeps the bytes it was given, and reads title, pages and outline', async () => {
    const bytes = await makePdf(
      (pdf) => {
        hello(pdf)
        pdf.outline.addItem('Cleaning').addItem('Filter')
        pdf.addPage()
      },
      { info: { Title: ' Dishwasher D1 ' } },
    )
    const before = bytes.length
    const document = await openPdf(bytes)
    const outline = await document.outline()
    expect({ left: bytes.length, title: document.title, pages: document.pageCount, outline }).toEqual({
      left: before,
      title: 'Dishwasher D1',
      pages: 2,
      outline: [
        { title: 'Cleaning', level: 1, page: 1 },
        { title: 'Filter', level: 2, page: 1 },
      ],
    })
    await document.close()
  })
})

describe('renderPage', () => {
  it('draws the page at the scale asked for, and a giant page no larger than 4096 px', async () => {
    const small = await openPdf(await makePdf(hello))
    const giant = await openPdf(await makePdf(hello, { size: [9000, 3000] }))
    const image = await renderPage(small, 1, 2)
    const capped = await renderPage(giant, 1, 2)
    expect([image.widthPx, image.heightPx, capped.widthPx]).toEqual([600, 800, 4096])
    expect([...image.png.slice(1, 4)]).toEqual([...new TextEncoder().encode('PNG')])
    await Promise.all([small.close(), giant.close()])
  })
})
