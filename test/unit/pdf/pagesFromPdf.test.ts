import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import type { Page } from '../../../shared/domain.ts'
import { makePdf, quietWork, rawPdf } from './makePdf.ts'

async function pagesOf(bytes: Uint8Array): Promise<Page[]> {
  const document = await openPdf(bytes)
  const pages = await pagesFromPdf(document, {}, quietWork)
  await document.close()
  return pages
}
const rounded = ({ x, y, width, height }: Page['fills'][number]): number[] => [x, y, width, height].map(Math.round)

/** One page written by hand: `content` in PDF operators, Helvetica as /F1. */
const onePage = (content: string, page = ''): Uint8Array =>
  rawPdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] ${page} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
    ],
    '/Root 1 0 R',
  )

describe('pagesFromPdf', () => {
  it('places text from the top left, with weight, size and colour', async () => {
    const [page] = await pagesOf(onePage('BT /F1 10 Tf 1 0 0 rg 50 340 Td (Danger) Tj ET'))
    const [item] = page!.items
    expect(item).toMatchObject({ text: 'Danger', isBold: true, fontSizePt: 10, color: 0xff0000, angle: 0 })
    expect(rounded(item!.box)).toEqual([50, 52, 34, 10])
  })

  it('gives places as the reader sees them on a turned and cropped page', async () => {
    const [page] = await pagesOf(
      onePage('BT /F1 10 Tf 0 1 -1 0 60 100 Tm (Up) Tj ET', '/Rotate 90 /CropBox [50 50 250 350]'),
    )
    expect([page!.widthPt, page!.heightPt, page!.items[0]!.angle]).toEqual([300, 200, 0])
    expect(rounded(page!.items[0]!.box).slice(0, 2)).toEqual([50, 2])
  })

  it('sees spaces that are only gaps, and none where a space is taken back by kerning', async () => {
    const [page] = await pagesOf(onePage('BT /F1 10 Tf 50 340 Td [(Bef) -20 (ore) -300 (use fi ) 278 (lling)] TJ ET'))
    expect(page!.items.map((item) => item.text)).toEqual(['Before use filling'])
  })

  it('leaves out text that its clipping path hides', async () => {
    const hidden = 'q 10 10 20 20 re W n BT /F1 10 Tf 50 340 Td (Hidden) Tj ET Q BT /F1 10 Tf 50 300 Td (Shown) Tj ET'
    const [page] = await pagesOf(onePage(hidden))
    expect(page!.items.map((item) => item.text)).toEqual(['Shown'])
  })

  it('finds rules, fills and pictures', async () => {
    const [page] = await pagesOf(
      await makePdf((pdf) => {
        pdf.moveTo(20, 50).lineTo(280, 50).stroke()
        pdf.rect(20, 100, 260, 60).fill('#cccccc')
        pdf.rect(30, 200, 240, 1).fill('#000000')
        pdf.image(createCanvas(40, 30).toBuffer('image/png'), 40, 250, { width: 80, height: 60 })
      }),
    )
    expect({
      rules: page!.rules.map((rule) => [rule.kind, ...rounded(rule.box)]),
      fills: page!.fills.map(rounded),
      pictures: page!.pictures.map(rounded),
    }).toEqual({
      rules: [
        ['horizontal', 20, 50, 260, 0],
        ['horizontal', 30, 200, 240, 1],
      ],
      fills: [[20, 100, 260, 60]],
      pictures: [[40, 250, 80, 60]],
    })
  })

  it('reads only the pages asked for, and refuses pages that are not there', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text('one', 40, 40).addPage().text('two', 40, 40)
    })
    const document = await openPdf(bytes)
    const pages = await pagesFromPdf(document, { pages: [2] }, quietWork)
    expect(pages.map((page) => [page.number, page.items[0]!.text])).toEqual([[2, 'two']])
    await expect(pagesFromPdf(document, { pages: [3] }, quietWork)).rejects.toMatchObject({
      code: 'pages-out-of-range',
    })
    await document.close()
  })

  it('imports the rest when one page is malformed, and says which', async () => {
    const bytes = rawPdf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [4 0 R 3 0 R] /Count 2 >>',
        '(this is no page)',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>',
        '<< /Length 39 >>\nstream\nBT /F1 10 Tf 50 340 Td (Good page) Tj ET\nendstream',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ],
      '/Root 1 0 R',
    )
    const document = await openPdf(bytes)
    const unreadable: number[] = []
    const pages = await pagesFromPdf(document, { onUnreadablePage: (page) => unreadable.push(page) }, quietWork)
    expect({ read: pages.map((page) => page.items[0]?.text), unreadable }).toEqual({
      read: ['Good page'],
      unreadable: [2],
    })
    await document.close()
  })

  it('stops between pages when cancelled', async () => {
    const bytes = await makePdf((pdf) => {
      for (let page = 2; page <= 20; page += 1) pdf.addPage()
    })
    const document = await openPdf(bytes)
    const stop = new AbortController()
    const fractions: number[] = []
    const report = (fraction: number): void => {
      fractions.push(fraction)
      if (fraction >= 0.1) stop.abort()
    }
    await expect(pagesFromPdf(document, {}, { signal: stop.signal, report })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(fractions.length).toBe(3)
    await document.close()
  })
})
