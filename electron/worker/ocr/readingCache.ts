// Project + models folder -> a reader of scanned pages that remembers: a picture that was read once is not read again, whatever PDF or
// page it comes in. Example: importing the next edition of a scanned manual reads only the pages that changed.
// Trap: .cache may be deleted or damaged at any time, so an unreadable file is the same as none.

import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { LanguageTag } from '../../../shared/domain.ts'
import { boxSchema } from '../../../shared/schemas.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import { largestKeptBytes, readIfRegular } from '../project/regularFile.ts'
import type { ScanReader } from '../pipeline/pagesFromScans.ts'
import type { GreyImage } from './greyImage.ts'
import type { ScannedText } from './readScan.ts'
import { openRecogniser } from './recogniser.ts'
import type { Recogniser } from './recogniser.ts'

/** Options for reading a PDF: nothing is opened before it is needed. {} where there is no folder to look in. */
export const scanReader = (
  store: { cacheFolder: string },
  modelsFolder: string | undefined,
  language: LanguageTag,
): { openReader?: () => Promise<ScanReader> } =>
  modelsFolder === undefined
    ? {}
    : { openReader: async () => remembering(await openRecogniser(modelsFolder, language), store.cacheFolder) }

function remembering(recogniser: Recogniser, cacheFolder: string): ScanReader {
  const folder = join(cacheFolder, 'scans')
  return {
    ...recogniser,
    read: async (image, pxPerPt, signal) => {
      const path = join(folder, `${keyOf(image, `${recogniser.id} ${pxPerPt}`)}.json`)
      const kept = await readKept(path)
      if (kept) return kept
      const read = await recogniser.read(image, pxPerPt, signal)
      await mkdir(folder, { recursive: true })
      await writeFileWhole(path, JSON.stringify(read))
      return read
    },
  }
}

const keyOf = ({ pixels, width, height }: GreyImage, words: string): string =>
  createHash('sha256').update(`${words} ${width} ${height} `).update(pixels).digest('hex')

const number = v.pipe(v.number(), v.finite())
const scannedSchema = v.object({
  items: v.array(
    v.object({
      text: v.string(),
      box: boxSchema,
      fontName: v.string(),
      fontSizePt: number,
      isBold: v.boolean(),
      isItalic: v.boolean(),
      angle: number,
      confidence: v.exactOptional(number),
    }),
  ),
  rules: v.array(v.object({ kind: v.picklist(['horizontal', 'vertical']), box: boxSchema })),
  tilt: number,
  uncertain: v.array(v.object({ text: v.string(), confidence: number, box: boxSchema })),
}) satisfies v.GenericSchema<ScannedText>

async function readKept(path: string): Promise<ScannedText | null> {
  const text = await readIfRegular(path, largestKeptBytes)
  if (text === '') return null
  try {
    return v.parse(scannedSchema, JSON.parse(text))
  } catch {
    return null
  }
}
