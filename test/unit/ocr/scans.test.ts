import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importManual } from '../../../electron/worker/importing/importManual.ts'
import { manualBlocks } from '../../../electron/worker/importing/manualBlocks.ts'
import { openRecogniser } from '../../../electron/worker/ocr/recogniser.ts'
import { findingsOf } from '../../../electron/worker/topics/findings.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import type { Block, PageBlocks, Work } from '../../../shared/domain.ts'
import type { ImportReport } from '../../../shared/ipc/contract.ts'
import { drawText, sansFont } from '../pdf/drawText.ts'
import { pagePicture, scannedPdf } from '../../fixtures/scannedPdf.ts'
import type { ScannedPage } from '../../fixtures/scannedPdf.ts'
import { contentsOf } from '../cli/commandLine.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

const modelsFolder = join(import.meta.dirname, '../../../out/models')

/** Somebody who cancels so long after text recognition began. */
function cancelledWork(afterMs: number): { work: Work; sinceCancelledMs: () => number } {
  const controller = new AbortController()
  let cancelledAt = 0
  const report = (_: number, step: string): void => {
    if (step !== 'ocr' || cancelledAt > 0) return
    cancelledAt = performance.now()
    setTimeout(() => {
      cancelledAt = performance.now()
      controller.abort()
    }, afterMs)
  }
  return { work: { signal: controller.signal, report }, sinceCancelledMs: () => performance.now() - cancelledAt }
}
let folder = ''
let manual: Uint8Array
let projects = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-scans-'))
  manual = await makePdf((pdf) => {
    pdf.font('Helvetica-Bold').fontSize(15).text('Cleaning the filter', 30, 40)
    pdf.font('Helvetica').fontSize(10).text('Clean the filter once a month, or when water stays in the tub.', 30, 64)
    const steps = [
      'Pull the mains plug.',
      'Turn the cap anticlockwise and take it out.',
      'Rinse the filter under the tap.',
    ]
    steps.forEach((step, at) => pdf.text(`${at + 1}.`, 30, 110 + 20 * at).text(step, 46, 110 + 20 * at))
    pdf.text('WARNING: Hot water can scald you. Let the appliance cool down first.', 30, 190, { width: 240 })
    const text = 'The filter keeps coins and buttons away from the pump. A blocked filter makes the appliance stop.'
    pdf.text(text, 30, 240, { width: 240 })
    pdf.font('Helvetica-Bold').fontSize(15).text('Error codes', 30, 290)
    pdf.font('Helvetica').fontSize(10)
    const rows = [
      ['Code', 'Meaning'],
      ['E01', 'The door is open.'],
      ['E02', 'No water comes in.'],
    ]
    rows.forEach((row, at) => row.forEach((cell, column) => pdf.text(cell, 36 + 80 * column, 317 + 20 * at)))
    for (const y of [312, 332, 352, 372]) pdf.moveTo(30, y).lineTo(270, y).lineWidth(0.7).stroke()
    for (const x of [30, 110, 270]) pdf.moveTo(x, 312).lineTo(x, 372).stroke()
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const newStore = (): Promise<ProjectStore> =>
  ProjectStore.create(join(folder, `project-${(projects += 1)}`), {
    name: 'W1',
    language: 'en',
    target: 'sl2610-linux',
    ranking: {},
  })

interface Imported {
  store: ProjectStore
  report: ImportReport
  pages: PageBlocks[]
}

async function imported(bytes: Uint8Array, models = modelsFolder): Promise<Imported> {
  const store = await newStore()
  const report = await importManual(store, { bytes, fileName: 'w1.pdf', modelsFolder: models }, quietWork)
  return { store, report, pages: await manualBlocks(store, store.project.manuals[0]!, quietWork) }
}

const said = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    if (block.kind === 'step') return `${block.ordinal}. ${block.text}`
    if (block.kind === 'table-row') return block.cells.map(({ text }) => text).join(' | ')
    return block.kind === 'hazard' ? `! ${block.message}` : block.text
  })
const wanted = [
  'Cleaning the filter',
  'Clean the filter once a month, or when water stays in the tub.',
  '1. Pull the mains plug.',
  '2. Turn the cap anticlockwise and take it out.',
  '3. Rinse the filter under the tap.',
  '! Hot water can scald you. Let the appliance cool down first.',
  'The filter keeps coins and buttons away from the pump. A blocked filter makes the appliance stop.',
  'Error codes',
  'E01 | The door is open.',
  'E02 | No water comes in.',
]

describe('a scanned page', () => {
  it.each<[string, Omit<ScannedPage, 'page'>]>([
    ['clean', {}],
    ['leaning by 1.5 degrees', { tiltDegrees: 1.5 }],
    ['leaning by 2 degrees the other way, with noise', { tiltDegrees: -2, noise: 14 }],
    ['lying on its right side', { turn: 90 }],
    ['on its head, leaning', { turn: 180, tiltDegrees: 1 }],
    ['lying on its left side', { turn: 270 }],
  ])('%s is read in order, with its headings, steps, warning and table', async (_, faults) => {
    const { report, pages } = await imported(await scannedPdf(manual, [{ page: 1, ...faults }]))
    expect(said(pages[0]!.blocks)).toEqual(wanted)
    expect(report).toMatchObject({ ocrPages: [1], emptyPages: [], unread: null, hazardCount: 1, codes: ['E01', 'E02'] })
    // and its boxes are where the page shows them: a step's box is inked, one to the side of its line is hardly
    const image = await pagePicture(manual, { page: 1, ...faults })
    const { box } = pages[0]!.blocks.find(({ text }) => text.startsWith('Turn the cap'))!
    const isUpright = box.width > box.height
    const beside = { ...box, x: box.x + (isUpright ? 0 : 10), y: box.y + (isUpright ? 10 : 0) }
    expect(inkShare(image, beside)).toBeLessThan(inkShare(image, box) / 2)
  })

  it('says how sure it is, and which words to look at', async () => {
    const { store, pages } = await imported(await scannedPdf(manual, [{ page: 1, noise: 34 }]))
    const { blocks, uncertain = [] } = pages[0]!
    const sure = blocks.map(({ confidence }) => confidence ?? -1)
    expect(Math.min(...sure)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...sure)).toBeLessThanOrEqual(1)
    for (const { text, confidence } of uncertain) {
      expect(confidence).toBeLessThan(0.7)
      expect(text).toMatch(/[\p{L}\p{N}]/u)
    }
    const sources = store.project.topics.flatMap((topic) => topic.sources)
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.every(({ confidence }) => confidence !== undefined)).toBe(true)
  })
})

describe('a manual with scanned pages', () => {
  it('has only those read from their pictures', async () => {
    const bytes = await scannedPdf(manual, [{ page: 1 }], (pdf) => {
      pdf.addPage({ size: [300, 400], margin: 20 })
      pdf.fontSize(15).text('Care', 30, 40).fontSize(10).text('Wipe the housing with a damp cloth.', 30, 70)
      pdf.addPage({ size: [300, 400], margin: 20 })
      pdf.rect(60, 60, 150, 150).fill('#888888').circle(140, 280, 60).fill('#333333')
    })
    const { report, pages } = await imported(bytes)
    expect({ ocr: report.ocrPages, empty: report.emptyPages }).toEqual({ ocr: [1], empty: [3] })
    expect(pages[1]).toMatchObject({
      isOcr: false,
      blocks: [{ text: 'Care' }, { text: 'Wipe the housing with a damp cloth.' }],
    })
    expect(pages[1]!.blocks[0]).not.toHaveProperty('confidence')
  })

  it('has lines that are drawings of letters read in their places, and says so', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font('Helvetica-Bold').fontSize(15).text('Emptying the tank', 30, 40)
      pdf.font(sansFont).fontSize(10).text('1. Let the appliance cool down for half an hour,', 30, 70)
      drawText(pdf, 'and unplug it before you open', [41, 91.05])
      pdf
        .font(sansFont)
        .fontSize(10)
        .text('the flap of the tank.', 41, 94)
        .text('2. Turn the cap to the left.', 30, 110)
    })
    const { store, report, pages } = await imported(bytes)
    expect(said(pages[0]!.blocks)).toEqual([
      'Emptying the tank',
      '1. Let the appliance cool down for half an hour, and unplug it before you open the flap of the tank.',
      '2. Turn the cap to the left.',
    ])
    expect(report).toMatchObject({ ocrPages: [], unread: null, drawnLines: [{ page: 1, read: 1, unread: 0 }] })
    expect(pages[0]!.blocks.map(({ confidence }) => confidence !== undefined)).toEqual([false, true, false])
    // Where nothing reads the language, the half that is left of the step is not spoken.
    const unread = await imported(bytes, join(folder, 'no-models'))
    expect(unread.report).toMatchObject({ unread: null, drawnLines: [{ page: 1, read: 0, unread: 1 }] })
    expect(unread.store.project.topics[0]!.steps.map(({ spoken }) => spoken)).toEqual(['', 'Turn the cap to the left.'])
    expect(findingsOf(unread.store.project.topics).map(({ code }) => code)).toContain('words-not-read')
    expect(findingsOf(store.project.topics).map(({ code }) => code)).not.toContain('words-not-read')
  })

  it('stops at once when cancelled while drawn lines are read, and leaves nothing behind', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.font(sansFont).fontSize(10).text('1. Let the appliance cool down for half an hour,', 30, 40)
      for (let line = 0; line < 8; line += 1)
        drawText(pdf, 'and unplug it before you open the flap', [41, 61.05 + 14 * line])
    })
    const store = await newStore()
    const { work, sinceCancelledMs } = cancelledWork(100)
    await expect(importManual(store, { bytes, fileName: 'w1.pdf', modelsFolder }, work)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(sinceCancelledMs()).toBeLessThan(1000)
    expect(store.project.manuals).toEqual([])
  })

  it("has a page read that has no text but a download site's footer", async () => {
    const picture = await pagePicture(manual, { page: 1 })
    const bytes = await scannedPdf(manual, [{ page: 1 }], (pdf) => {
      pdf.fontSize(7).text('Downloaded from www.example.org manuals search engine', 20, 390, { lineBreak: false })
    })
    expect(picture.width).toBeGreaterThan(0)
    expect((await imported(bytes)).report.ocrPages).toEqual([1])
  })

  it('imports the rest where the model is missing, and names pages and model', async () => {
    const bytes = await scannedPdf(manual, [{ page: 1 }], (pdf) => {
      pdf.addPage({ size: [300, 400], margin: 20 })
      pdf.fontSize(15).text('Care', 30, 40).fontSize(10).text('Wipe the housing with a damp cloth.', 30, 70)
    })
    const { store, report } = await imported(bytes, join(folder, 'no-models'))
    expect(report).toMatchObject({
      ocrPages: [],
      unread: { pages: [1], code: 'model-missing', details: { model: 'tesseract-en' } },
    })
    expect(store.project.topics.map(({ title }) => title)).toEqual(['Care'])
  })

  it('that is nothing but scans is refused with what to install, and the project stays as it was', async () => {
    const store = await newStore()
    const before = await contentsOf(store.folder)
    const bytes = await scannedPdf(manual, [{ page: 1 }])
    const options = { bytes, fileName: 'w1.pdf', modelsFolder: join(folder, 'no-models') }
    await expect(importManual(store, options, quietWork)).rejects.toMatchObject({ code: 'model-missing' })
    expect(await contentsOf(store.folder)).toEqual(before)
  })

  it('stops at once when cancelled in the middle of a page, and leaves nothing behind', async () => {
    const store = await newStore()
    const bytes = await scannedPdf(await readFile(join(import.meta.dirname, '../../../assets/sample/manual.pdf')), [
      { page: 9 },
    ])
    const { work, sinceCancelledMs } = cancelledWork(700)
    const options = { bytes, fileName: 'w1.pdf', modelsFolder }
    await expect(importManual(store, options, work)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(sinceCancelledMs()).toBeLessThan(1000)
    expect(store.project.manuals).toEqual([])
  })

  it('is not read again: neither the same file nor the same picture in another', async () => {
    const models = join(folder, 'models-once')
    await cp(join(modelsFolder, 'tesseract-en'), join(models, 'tesseract-en'), { recursive: true })
    const first = await scannedPdf(manual, [{ page: 1 }])
    const { store, pages } = await imported(first, models)
    const model = join(models, 'tesseract-en/model.traineddata.gz')
    await writeFile(model, Buffer.alloc((await readFile(model)).length)) // whoever read with it now would fail
    const second = await scannedPdf(manual, [{ page: 1 }], (pdf) => {
      pdf
        .addPage({ size: [300, 400], margin: 20 })
        .fontSize(15)
        .text('Care', 30, 40)
      pdf.fontSize(10).text('Wipe the housing with a damp cloth.', 30, 70)
    })
    const report = await importManual(store, { bytes: second, fileName: 'w1.pdf', modelsFolder: models }, quietWork)
    expect(report).toMatchObject({ ocrPages: [1], added: 1, changed: 0, gone: 0 })
    await rm(join(store.folder, '.cache/blocks'), { recursive: true })
    const again = await manualBlocks(store, store.project.manuals[0]!, { ...quietWork, modelsFolder: models })
    expect(again[0]).toEqual(pages[0])
  })
})

describe('openRecogniser', () => {
  it('reads a picture the same whatever it read before', async () => {
    const picture = await pagePicture(manual, { page: 1, noise: 20 })
    const other = await pagePicture(manual, { page: 1, turn: 180, noise: 30, tiltDegrees: 2 })
    const reader = await openRecogniser(modelsFolder, 'en')
    const signal = new AbortController().signal
    const fresh = await reader.read(picture, 300 / 72, signal)
    await reader.read(other, 300 / 72, signal)
    expect(await reader.read(picture, 300 / 72, signal)).toEqual(fresh)
    await reader.close()
  })

  it('reads German with the German model', async () => {
    const bytes = await makePdf((pdf) =>
      pdf
        .fontSize(11)
        .text('Öffnen Sie die Tür und prüfen Sie, ob der Zulaufschlauch geknickt ist. Größe: 45 cm.', 30, 40),
    )
    const reader = await openRecogniser(modelsFolder, 'de-AT')
    const { items } = await reader.read(await pagePicture(bytes, { page: 1 }), 300 / 72, new AbortController().signal)
    await reader.close()
    const text = items.map((item) => item.text).join(' ')
    expect(text).toBe('Öffnen Sie die Tür und prüfen Sie, ob der Zulaufschlauch geknickt ist. Größe: 45 cm.')
  })
})

/** Share of dark pixels in a box of PDF points. */
function inkShare(
  { pixels, width }: { pixels: Uint8Array; width: number },
  box: { x: number; y: number; width: number; height: number },
): number {
  const px = (points: number): number => Math.round((points * 300) / 72)
  let ink = 0
  for (let y = px(box.y); y < px(box.y + box.height); y += 1)
    for (let x = px(box.x); x < px(box.x + box.width); x += 1) if ((pixels[y * width + x] ?? 255) < 128) ink += 1
  return ink / (px(box.width) * px(box.height))
}
