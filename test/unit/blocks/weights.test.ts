// Bold is what stands out from the page, whatever its font is called.
import { describe, expect, it } from 'vitest'
import { withSeenWeights } from '../../../electron/worker/blocks/weights.ts'
import type { TextItem } from '../../../shared/domain.ts'

const item = (text: string, fontName: string, isBold = false): TextItem => ({
  text,
  fontName,
  isBold,
  isItalic: false,
  fontSizePt: 10,
  angle: 0,
  box: { x: 0, y: 0, width: 50, height: 10 },
})
const body = (fontName: string): TextItem => item('ordinary text of a page '.repeat(20), fontName)
const boldTexts = (pages: { items: TextItem[] }[]): string[] =>
  withSeenWeights(pages).flatMap(({ items }) => items.filter(({ isBold }) => isBold).map(({ text }) => text))

describe('bold', () => {
  it.each([
    ['FuturaLight', 'FuturaMedium'],
    ['GillSansLight', 'GillSans'],
    ['Gotham-Book', 'Gotham-Medium'],
    ['Brandon-Thin', 'Brandon-Light'],
    ['Arial', 'Arial-Bold'],
  ])('in a text set in %s is %s', (plain, heavy) => {
    expect(boldTexts([{ items: [item('Title', heavy, heavy.endsWith('-Bold')), body(plain)] }])).toEqual(['Title'])
  })

  it('is neither a lighter weight nor the weight of a whole page in another language', () => {
    const pages = [
      { items: [body('GillSansLight'), body('GillSansLight')] },
      { items: [body('GillSans'), item('note', 'GillSansLight')] },
    ]
    expect(boldTexts(pages)).toEqual([])
  })

  it('on a page of a few words is judged by the manual', () => {
    expect(boldTexts([{ items: [body('FuturaLight')] }, { items: [item('Care', 'FuturaMedium')] }])).toEqual(['Care'])
  })
})
