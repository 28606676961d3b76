// The sample project: made once, finished where the app was killed in the middle, and left alone once it is the person's.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSample } from '../../../electron/worker/handlers/openSample.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-sample-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets/manual.pdf'), await makePdf(manual))
  await writeFile(join(folder, 'assets/questions.csv'), 'question,expect\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function manual(pdf: PDFKit.PDFDocument): void {
  pdf.font('Helvetica-Bold').fontSize(20).text('Cleaning the filter')
  pdf.font('Helvetica').fontSize(10).text('1. Take the filter out.').text('2. Rinse it.')
}
const open = (): Promise<ProjectStore> =>
  openSample(folder, { sampleFolder: join(folder, 'assets'), modelsFolder: join(folder, 'none') }, quietWork)

it('finishes a sample whose import was killed, and never begins again what the person has emptied', async () => {
  await ProjectStore.create(join(folder, 'sample'), { name: 'Sample', language: 'en', target: 'x', ranking: {} })
  const store = await open()
  expect(store.project.topics.map(({ title }) => title)).toEqual(['Cleaning the filter'])
  await store.apply({ code: 'remove-manual', details: { file: 'manual.pdf' } }, (project) => ({
    ...project,
    manuals: [],
    topics: [],
  }))
  expect((await open()).project.topics).toEqual([])
})
