// Shapes and text of a page -> the drawn keys between its words; whole manuals are in ../blocks/trapPdfs.test.ts.

import { expect, it } from 'vitest'
import type { TextItem } from '../../../shared/domain.ts'
import { inlinePicture } from '../../../shared/inlinePicture.ts'
import { inlinePicturesOf } from '../../../electron/worker/pdf/inlinePictures.ts'

/** One word on the line at 100 pt. */
const word = (text: string, x: number, width: number, fontSizePt = 10): TextItem => ({
  text,
  box: { x, y: 100, width, height: 10 },
  fontName: 'Test',
  fontSizePt,
  isBold: false,
  isItalic: false,
  angle: 0,
})
const key = { x: 64, y: 99, width: 12, height: 12 }
const sentence = [word('press and hold', 0, 60), word('for 3 seconds.', 80, 60)]

it('finds the key among the shapes of a drawing elsewhere on the page', () => {
  const drawing = Array.from({ length: 400 }, (_, at) => ({ x: 64, y: 140 + at, width: 12, height: 12 }))
  expect(inlinePicturesOf([...drawing, key], sentence)).toMatchObject([{ text: inlinePicture, box: { x: 64 } }])
})

it('takes no longer where a hostile page sets its text at 1e30 pt', () => {
  expect(inlinePicturesOf([key, { ...key, y: 1e30 }], [...sentence, word('Rinse it.', 300, 60, 1e30)])).toHaveLength(1)
})
