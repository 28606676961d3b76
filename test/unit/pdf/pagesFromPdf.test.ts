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

  it('sees no space before a last letter that is drawn alone with a spacing of its own, and one between letters set apart', async () => {
    const alone = 'BT /F1 10 Tf 50 340 Td -0.03 Tc (the syste) Tj -3.5 Tc (m) Tj ET'
    const apart = 'BT /F1 10 Tf 50 300 Td 1 Tc (WIDE) Tj [-200 (SET)] TJ ET'
    const [page] = await pagesOf(onePage(`${alone} ${apart}`))
    expect(page!.items.map(({ text }) => text)).toEqual(['the system', 'WIDE SET'])
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

  it.each([
    [
      'Clean the \\277lter of the fan su\\276ciently; it is of tin.',
      'Clean the filter of the fan sufficiently; it is of tin.',
    ],
    ['P\\277n p\\277n t\\277n b\\277n d\\277n w\\277n; it is so.', 'Pin pin tin bin din win; it is so.'], // wide, but no ligatures
  ])('reads ligatures whose font says only their last letter: %s', async (words, read) => {
    const widths = Array.from({ length: 160 }, (_, at) => {
      const code = at + 32
      return code === 0xbf
        ? 500
        : code === 0xbe
          ? 778
          : 'il'.includes(String.fromCharCode(code))
            ? 222
            : code === 102
              ? 278
              : 556
    })
    const map =
      'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <bf> <0069> <be> <0069> endbfchar endcmap'
    const text = `BT /F1 10 Tf 40 340 Td (${words}) Tj ET`
    const bytes = rawPdf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
        `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 191 /Widths [${widths.join(' ')}] /ToUnicode 6 0 R >>`,
        `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
      ],
      '/Root 1 0 R',
    )
    const [page] = await pagesOf(bytes)
    expect(page?.items.map((item) => item.text)).toEqual([read])
  })

  /** Hundreds of thousands of saved graphics states hold pdf.js for minutes. */
  const nested = `${'q '.repeat(400_000)}BT /F1 18 Tf 40 340 Td (Late) Tj ET`
  const withNestedPage = (): Uint8Array => {
    const page = (contents: number): string =>
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents ${contents} 0 R /Resources << /Font << /F1 5 0 R >> >> >>`
    const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
    const good = stream('BT /F1 18 Tf 40 340 Td (Good page) Tj ET')
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
    const pages = '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>'
    return rawPdf(
      ['<< /Type /Catalog /Pages 2 0 R >>', pages, page(6), page(7), font, stream(nested), good],
      '/Root 1 0 R',
    )
  }

  it('leaves a page out that takes too long, reads the next one, and closes', async () => {
    const document = await openPdf(withNestedPage())
    const unreadable: string[] = []
    const onUnreadablePage = (page: number, reason: string): void => void unreadable.push(`${page}: ${reason}`)
    const options = { pages: [1], onUnreadablePage, longestPageMs: 100 }
    await expect(pagesFromPdf(document, options, quietWork)).rejects.toMatchObject({ code: 'pdf-damaged' })
    expect(unreadable).toEqual(['1: it takes longer than 0.1 s'])
    const [next] = await pagesFromPdf(document, { pages: [2] }, quietWork)
    expect(next?.items.map(({ text }) => text)).toEqual(['Good page'])
    await document.close()
  })

  it('stops inside a page when cancelled', async () => {
    const document = await openPdf(withNestedPage())
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    await expect(pagesFromPdf(document, {}, { ...quietWork, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    await document.close()
  })
})
