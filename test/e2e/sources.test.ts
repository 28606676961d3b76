// Manuals that are no PDFs with text, in the real window: a scan is read by the worker of Electron, and a DITA map shows as sheets.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scannedPdf } from '../fixtures/scannedPdf.ts'
import { makePdf } from '../unit/pdf/makePdf.ts'
import { root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-e2e-sources-'))
  app = await startApp()
  await app.answerDialogs(folder)
  await app.page.getByRole('button', { name: 'New project' }).first().click()
  await app.page.getByLabel('Name', { exact: true }).fill('Washing machine')
  await app.page.getByRole('button', { name: 'Choose folder and create' }).click()
  await app.page.getByText('No manual yet').waitFor()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('a scanned manual is read, and its report says so', async () => {
  const drawn = await makePdf((pdf) => {
    pdf.font('Helvetica-Bold').fontSize(15).text('Cleaning the filter', 30, 40)
    pdf.font('Helvetica').fontSize(10)
    const steps = ['Pull the mains plug.', 'Turn the cap and take it out.', 'Rinse the filter.']
    steps.forEach((step, at) => pdf.text(`${at + 1}. ${step}`, 30, 80 + 20 * at))
    pdf.fontSize(6).text('Printed by Umbrella Works, 4711-0815-XK', 30, 360)
  })
  const scan = join(folder, 'scan.pdf')
  await writeFile(scan, await scannedPdf(drawn, [{ page: 1, tiltDegrees: 1, noise: 14 }]))
  await app.answerDialogs(scan)
  await app.page.getByRole('button', { name: 'Import PDF' }).first().click()
  const report = app.page.getByRole('dialog', { name: 'Manual imported' })
  await report.waitFor({ timeout: 120_000 })
  expect(await report.innerText()).toContain('Read by text recognition: pages 1')
  await app.page.getByRole('button', { name: 'Look at the pages' }).click()
  await app.page.getByRole('button', { name: /Step: Turn the cap and take it out/ }).waitFor()
  await app.screenshot('sources-1-scan')
  expect(app.complaints).toEqual([])
})

test('a DITA map shows its topics as sheets, with file and element of what is clicked', async () => {
  await app.answerDialogs(join(root, 'test/fixtures/dita/washer.ditamap'))
  await app.page.getByRole('button', { name: 'Import PDF' }).first().click()
  await app.page.getByRole('dialog', { name: 'Manual imported' }).waitFor({ timeout: 60_000 })
  await app.page.getByRole('button', { name: 'Look at the pages' }).click()
  await app.page.getByRole('option', { name: '2', exact: true }).click()
  await app.page.getByRole('button', { name: /Open the flap with a coin/ }).click()
  await app.page.getByText('topics/filter.dita#filter/taskbody/steps/step[2]').waitFor()
  await app.page.locator('.print').first().waitFor()
  await app.screenshot('sources-2-dita')
  expect(app.complaints).toEqual([])
})
