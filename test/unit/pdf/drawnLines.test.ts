// Lines of text that are painted as shapes: where they stand, and what else is small and stands in a row. Reading them is in ../ocr.
import { describe, expect, it } from 'vitest'
import type { Page, TextItem } from '../../../shared/domain.ts'
import { unreadWords } from '../../../shared/drawnLines.ts'
import { unmappedLines } from '../../../electron/worker/pdf/unmappedLines.ts'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { withDrawnText } from '../../../electron/worker/ocr/drawnText.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import { drawText, sansFont } from './drawText.ts'
import { makePdf, quietWork } from './makePdf.ts'

async function pageOf(draw: (pdf: PDFKit.PDFDocument) => void): Promise<Page> {
  const document = await openPdf(
    await makePdf((pdf) => {
      pdf.font(sansFont).fontSize(10)
      pdf
        .text('Let the appliance cool down for half an hour,', 30, 60)
        .text('before you rinse the tank with cold water.', 30, 84)
      draw(pdf)
    }),
  )
  const [page] = await pagesFromPdf(document, {}, quietWork)
  await document.close()
  return page!
}
/** In 10 pt, its top at y. */
const item = (text: string, x: number, y: number, width = 5 * text.length): TextItem => ({
  text,
  box: { x, y, width, height: 10 },
  fontName: 'Test',
  fontSizePt: 10,
  isBold: false,
  isItalic: false,
  angle: 0,
})
const words = 'illegally filled tanks lose oil, so empty it'

it('finds a drawn line between written ones, at its place and in its size, and takes none of its letters for rules', async () => {
  const { drawnLines = [], rules, pictures } = await pageOf((pdf) => drawText(pdf, words, [30, 81.05]))
  expect(drawnLines).toMatchObject([{ isShort: false }])
  const [line] = drawnLines
  expect(Math.abs(line!.baseline - 81.05)).toBeLessThan(0.2)
  expect(Math.abs(line!.sizePt - 10)).toBeLessThan(0.8)
  expect(line!.box.x).toBeCloseTo(30.5, 0)
  expect({ rules, pictures }).toEqual({ rules: [], pictures: [] })
})

it('finds short words only beside a line that has more', async () => {
  const short = (pdf: PDFKit.PDFDocument): void => drawText(pdf, 'Off', [30, 130])
  expect((await pageOf(short)).drawnLines).toBeUndefined()
  const both = await pageOf((pdf) => {
    drawText(pdf, words, [30, 81.05])
    short(pdf)
  })
  expect(both.drawnLines!.map(({ isShort }) => isShort)).toEqual([false, true])
})

it.each<[string, (pdf: PDFKit.PDFDocument) => void]>([
  [
    'a grille',
    (pdf) => {
      for (let at = 0; at < 30; at += 1) pdf.circle(40 + 7 * at, 200, 3).fill('#333333')
    },
  ],
  [
    'a ruler',
    (pdf) => {
      for (let at = 0; at < 40; at += 1) pdf.rect(40 + 5 * at, 200, 1, at % 5 === 0 ? 8 : 5).fill('#333333')
    },
  ],
  ['a headline far larger than the text', (pdf) => drawText(pdf, 'Instruction book', [30, 200], 24)],
])('takes %s for no line of text', async (_, draw) => {
  expect((await pageOf(draw)).drawnLines).toBeUndefined()
})

it('leaves a sign where a line breaks the text and nobody could read it', async () => {
  const page = withDrawnText(await pageOf((pdf) => drawText(pdf, words, [30, 81.05])), null)
  const [{ blocks, drawnLines }] = blocksFromPages([page]) as [ReturnType<typeof blocksFromPages>[number]]
  expect(drawnLines).toEqual({ read: 0, unread: 1 })
  expect(blocks.map(({ text }) => text)).toEqual([
    `Let the appliance cool down for half an hour, ${unreadWords} before you rinse the tank with cold water.`,
  ])
})

it.each([
  ['Press @ to confirm it now.', 'Press ￼ to confirm it now.'],
  ['Press and hold O until it beeps.', 'Press and hold ￼ until it beeps.'],
  ['Add 0 to the number shown.', 'Add 0 to the number shown.'],
])('takes a sign or a letter where a key is drawn for its picture: %s', async (read, expected) => {
  const drawn = await pageOf((pdf) => drawText(pdf, words, [30, 81.05]))
  const [line] = drawn.drawnLines ?? []
  const items = [{ ...item(read, 30, 80), box: line!.box, confidence: 0.95 }]
  const page = withDrawnText(drawn, { items, rules: [], tilt: 0, uncertain: [] })
  expect(page.items.map(({ text }) => text)).toContain(expected)
})

describe('a line set in a font without a map', () => {
  const above = item('A wrong fuse can cause damage or', 50, 100)
  const below = item('fuse, ask a person who knows how to do it.', 50, 124)
  const codes = [item('\u0015\b\u000f\u0003\u001a', 50, 112, 40), item('\u0007\u0004\u0006', 110, 112, 30)]

  it('is found over the gaps that codes of white space leave, and is no text', () => {
    const { lines, rest } = unmappedLines([above, ...codes, below])
    expect(rest).toEqual([above, below])
    expect(lines).toMatchObject([{ baseline: 120, sizePt: 10, isShort: false }])
    const [{ box }] = lines as [(typeof lines)[number]]
    expect([box.x <= 50, box.x + box.width >= 140]).toEqual([true, true])
  })

  it('has its bullets, where several stand under each other', () => {
    const entries = [100, 112, 124].flatMap((y) => [item('\u0002\u0003', 40, y, 8), item('Wipe it dry.', 52, y)])
    expect(unmappedLines(entries).rest.map(({ text }) => text)).toEqual(Array(3).fill(['•', 'Wipe it dry.']).flat())
  })

  it.each([
    ['a bullet', [item('\u0002\u0003', 40, 100), above, below]],
    ['a leader', [above, item('\u0002'.repeat(30), 210, 100), below]],
    ['a page that is mostly so', codes],
  ])('is not seen in %s', (_, items) => {
    expect(unmappedLines(items)).toEqual({ lines: [], rest: items })
  })
})
