import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importManual } from '../../../electron/worker/importing/importManual.ts'
import { manualBlocks } from '../../../electron/worker/importing/manualBlocks.ts'
import { readPdf } from '../../../electron/worker/importing/readPdf.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { isAppError } from '../../../shared/errors.ts'
import { errorLine } from '../../../shared/errorTexts.ts'
import { badPdfs } from '../../fixtures/badPdfs.ts'
import { contentsOf } from '../cli/commandLine.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

const pdfs = await badPdfs()
let folder = ''
let store: ProjectStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-bad-'))
  store = await ProjectStore.create(join(folder, 'project'), {
    name: 'D60',
    language: 'en',
    target: 'sl2610-linux',
    ranking: {},
  })
  const kept = await makePdf((pdf) =>
    pdf.fontSize(18).text('Salt').fontSize(10).text('1. Open the lid. 2. Fill in salt.'),
  )
  await importManual(store, { bytes: kept, fileName: 'kept.pdf' }, quietWork)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('importManual', () => {
  it.each(pdfs.filter(({ code }) => code !== null))(
    'refuses $name with $code and leaves the project as it was',
    async ({ name, bytes, code, password }) => {
      const before = { files: await contentsOf(store.folder), project: store.project }
      const options = { bytes, fileName: `${name}.pdf`, ...(password !== undefined && { password }) }
      const error: unknown = await importManual(store, options, quietWork).catch((reason: unknown) => reason)
      const line = isAppError(error) ? errorLine(error) : String(error)
      expect({
        code: isAppError(error) ? error.code : error,
        line: line.includes(`${name}.pdf`) ? 'names the file' : line,
        after: { files: await contentsOf(store.folder), project: store.project },
      }).toEqual({ code, line: 'names the file', after: before })
    },
  )

  it.each(pdfs.filter(({ code }) => code === null))(
    'imports $name',
    async ({ name, bytes, password, unreadablePages }) => {
      const options = { bytes, fileName: `${name}.pdf`, ...(password !== undefined && { password }) }
      const report = await importManual(store, options, quietWork)
      const titles = store.project.topics.filter(({ sources }) => sources[0]?.manual === name).map(({ title }) => title)
      expect({ unreadable: report.unreadablePages, titles }).toEqual({
        unreadable: unreadablePages ?? [],
        titles: unreadablePages ? ['Cleaning the filter'] : ['Cleaning the filter', 'Cleaning the drawer'],
      })
    },
  )
})

describe('manualBlocks', () => {
  it('names the manual that is locked, where its blocks are no longer in the cache', async () => {
    await rm(join(store.folder, '.cache'), { recursive: true })
    const blocks = store.project.manuals
      .filter(({ id }) => id === 'locked-right-password')
      .map((manual) => manualBlocks(store, manual, quietWork))
    await expect(Promise.all(blocks)).rejects.toMatchObject({
      code: 'pdf-password-needed',
      details: { file: 'locked-right-password.pdf' },
    })
  })
})

describe('readPdf', () => {
  it('refuses a file of more than 200 MB by its size, without reading it', async () => {
    const path = join(folder, 'huge.pdf')
    const file = await open(path, 'w')
    await file.truncate(40 * 1024 ** 3) // sparse: no disk is used, and reading it would take all memory
    await file.close()
    await expect(readPdf(path)).rejects.toMatchObject({ code: 'pdf-too-large', details: { file: 'huge.pdf' } })
  })
})
