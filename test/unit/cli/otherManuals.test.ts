// Manuals that are no PDFs with text, from the command line: scans, DITA maps, iiRDS packages.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeZip } from '../../fixtures/makeZip.ts'
import { scannedPdf } from '../../fixtures/scannedPdf.ts'
import { makePdf } from '../pdf/makePdf.ts'
import { buildCli, contentsOf, makeFolder, oneLine } from './commandLine.ts'
import type { Cli } from './commandLine.ts'

let cli: Cli
let folder = ''
let removeFolder: () => Promise<void>
const map = join(import.meta.dirname, '../../fixtures/dita/washer.ditamap')

beforeAll(async () => {
  cli = await buildCli('otherManuals')
  const made = await makeFolder()
  folder = made.folder
  removeFolder = made.remove
})
afterAll(() => removeFolder())

async function newProject(name: string): Promise<string> {
  const project = join(folder, name)
  expect(await cli(['new', project])).toMatchObject({ code: 0, stderr: '' })
  return project
}

describe('import', () => {
  it('reads a scan, says so while it does, and marks its pages', async () => {
    const project = await newProject('scan')
    const drawn = await makePdf((pdf) => {
      pdf.font('Helvetica-Bold').fontSize(15).text('Cleaning the filter', 30, 40)
      pdf.font('Helvetica').fontSize(10).text('1. Pull the mains plug.', 30, 80).text('2. Rinse the filter.', 30, 100)
    })
    const file = join(folder, 'scan.pdf')
    await writeFile(file, await scannedPdf(drawn, [{ page: 1 }]))
    const imported = await cli(['import', project, file, '--json'])
    expect(imported.stderr).toMatch(/^(?:recognising text, \d+ %\n)+$/)
    expect(JSON.parse(imported.stdout)).toMatchObject({ ocrPages: [1], unread: null, topicCount: 1 })
    const { stdout } = await cli(['blocks', project, '--json'])
    const found = JSON.parse(stdout) as { pages: { ocr: boolean; blocks: { text: string; confidence: number }[] }[] }
    expect(found.pages.map(({ ocr, blocks }) => [ocr, blocks.map(({ text }) => text)])).toEqual([
      [true, ['Cleaning the filter', 'Pull the mains plug.', 'Rinse the filter.']],
    ])
    expect(found.pages[0]!.blocks.every(({ confidence }) => confidence > 0.5)).toBe(true)
  })

  it('reads a DITA map, and topics and blocks name file and element', async () => {
    const project = await newProject('dita')
    const imported = await cli(['import', project, map, '--json'])
    expect(JSON.parse(imported.stdout)).toMatchObject({
      manual: 'washer',
      topicCount: 8,
      hazardCount: 3,
      codes: ['E18'],
    })
    const { topics } = JSON.parse((await cli(['topics', project, '--json'])).stdout) as {
      topics: { id: string; sources: { page: number; place: string }[] }[]
    }
    expect(topics.find(({ id }) => id === 'seal')?.sources.map(({ page, place }) => `${page} ${place}`)).toEqual([
      '3 topics/door.dita#seal/taskbody/steps/step[1]',
      '3 topics/door.dita#seal/taskbody/steps/step[2]',
    ])
    expect(JSON.parse((await cli(['import', project, map, '--json'])).stdout)).toMatchObject({
      unchanged: 8,
      changed: 0,
      gone: 0,
    })
  })

  it('refuses a hostile package in one line, and the project stays as it was', async () => {
    const project = await newProject('hostile')
    const before = await contentsOf(project)
    const file = join(folder, 'evil.iirds')
    await writeFile(file, makeZip([{ name: '../../evil.xml', content: 'x' }]))
    expect(await cli(['import', project, file])).toEqual(oneLine(/evil\.iirds was refused/))
    expect(await contentsOf(project)).toEqual(before)
  })
})
