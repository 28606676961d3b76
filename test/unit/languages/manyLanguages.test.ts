// PDFs in several languages -> what each language's import reads, in order, and which languages there are.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importManual } from '../../../electron/worker/importing/importManual.ts'
import { openPdf } from '../../../electron/worker/pdf/openPdf.ts'
import { blocksFromPages } from '../../../electron/worker/pipeline/blocksFromPages.ts'
import { blocksInLanguage } from '../../../electron/worker/pipeline/blocksInLanguage.ts'
import { languagesOfBlocks } from '../../../electron/worker/pipeline/languagesOfBlocks.ts'
import { pagesFromPdf } from '../../../electron/worker/pipeline/pagesFromPdf.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import type { Block } from '../../../shared/domain.ts'
import { manyLanguages } from '../../fixtures/languages.ts'
import type { ManyLanguages } from '../../fixtures/languages.ts'
import { Sheet } from '../../fixtures/traps/sheet.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

const pdfOf = ({ draw }: ManyLanguages): Promise<Uint8Array> =>
  makePdf((pdf) => draw(new Sheet(pdf)), { size: [600, 800], margin: 0 })

async function toldOf(manual: ManyLanguages) {
  const document = await openPdf(await pdfOf(manual))
  try {
    return languagesOfBlocks(blocksFromPages(await pagesFromPdf(document, {}, quietWork)))
  } finally {
    await document.close()
  }
}

function said(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `# ${block.text}`
    case 'step':
      return `${block.ordinal}. ${block.text}`
    case 'table-row':
      return `| ${block.cells.map(({ text }) => text).join(' | ')}`
    default:
      return block.text
  }
}

describe('each language is read by itself', () => {
  it.each(manyLanguages)('$name', async (manual) => {
    const told = await toldOf(manual)
    const wanted = Object.keys(manual.reads)
    const found = told.languages.map(({ language }) => language)
    expect(found.toSorted()).toEqual(wanted.toSorted())
    const isCompared = (language: string): boolean => manual.reads[language]!.length > 0
    const read = wanted
      .filter(isCompared)
      .map((language) => [language, blocksInLanguage(told, language).flatMap(({ blocks }) => blocks.map(said))])
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(Object.entries(manual.reads).filter(([language]) => isCompared(language))),
    )
  })

  it('a page of labels that is printed once a language belongs to the language round it', () => {
    const modes = ['For the teeth', 'White', 'Polish', 'For the gums', 'Soft']
    const texts = [
      ['Press the button and wait until the light is on.', 'Do not use the brush if it is wet.'],
      modes,
      ['Drücken Sie die Taste und warten Sie, bis das Licht an ist.', 'Nicht benutzen, wenn die Bürste nass ist.'],
      modes,
      ['Spülen Sie die Bürste nach dem Gebrauch mit Wasser ab.'],
    ]
    const box = { x: 40, y: 40, width: 100, height: 10 }
    const pages = texts.map((lines, at) => ({
      page: at + 1,
      isOcr: false,
      blocks: lines.map((text): Block => ({ kind: 'paragraph', text, page: at + 1, box })),
      dropped: [],
    }))
    const read = blocksInLanguage(languagesOfBlocks(pages), 'en')
    expect(read.flatMap(({ page, blocks }) => (blocks.length > 0 ? [page] : []))).toEqual([1, 2])
  })

  it('names the languages where the asked one is none of them', async () => {
    const told = await toldOf(manyLanguages[1]!)
    const failed = { code: 'language-not-in-manual', details: { language: 'pl', languages: 'de, en, fr' } }
    expect(() => blocksInLanguage(told, 'pl')).toThrow(expect.objectContaining(failed))
  })
})

describe('an import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('takes the topics of the chosen language, and its report names all of them', async () => {
    const bytes = await pdfOf(manyLanguages[1]!)
    const settings = { name: 'three', language: 'en', target: 'sl2610-linux', ranking: {} }
    const store = await ProjectStore.create(join(folder, 'three'), settings)
    const report = await importManual(store, { bytes, fileName: 'three.pdf', language: 'fr-CA' }, quietWork)
    expect(report.languages).toEqual(['de', 'en', 'fr'].map((language) => ({ language, pages: 1 })))
    expect(report.title).toBe('Nettoyer le filtre')
    expect(store.project.topics.map(({ title, steps }) => [title, steps.length])).toEqual([['Nettoyer le filtre', 3]])
  })
  it('tells a page in another language from one with nothing on it', async () => {
    const english = ['Press the button and wait until the light is on.', 'Rinse the brush with water after use.']
    const german = [
      'Drücken Sie die Taste und warten Sie, bis das Licht an ist.',
      'Spülen Sie die Bürste mit Wasser ab.',
    ]
    const draw = (sheet: Sheet): unknown => sheet.lines(40, 100, english).page().page().lines(40, 100, german)
    const bytes = await makePdf((pdf) => draw(new Sheet(pdf)), { size: [600, 800], margin: 0 })
    const settings = { name: 'two', language: 'en', target: 'sl2610-linux', ranking: {} }
    const store = await ProjectStore.create(join(folder, 'two'), settings)
    const report = await importManual(store, { bytes, fileName: 'two.pdf' }, quietWork)
    expect([report.emptyPages, report.otherLanguagePages]).toEqual([[2], [3]])
  })
})
