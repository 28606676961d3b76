// Bad input in the real window: each gets one clear dialog or notice with what to do next, and the project stays as it was.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-bad-'))
  app = await startApp()
  await app.answerDialogs(folder)
  await app.page.getByRole('button', { name: 'New project' }).first().click()
  await app.page.getByLabel('Name', { exact: true }).fill('Careful')
  await app.page.getByRole('button', { name: 'Choose folder and create' }).click()
  await app.page.getByText('No manual yet').waitFor()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const projectText = (): Promise<string> => readFile(join(folder, 'careful', 'project.json'), 'utf8')

async function importFile(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  await app.answerDialogs(path)
  await app.page.getByRole('button', { name: 'Import manual' }).first().click()
}

/** Pages enough that a person can press Cancel. */
function longPdf(): Promise<Uint8Array> {
  return pdf({}, (document) => {
    for (let page = 0; page < 400; page++) {
      if (page > 0) document.addPage()
      document.fontSize(18).text(`Chapter ${page}`).fontSize(10)
      for (let line = 0; line < 40; line++)
        document.text(`Line ${line} of page ${page}: turn the knob and close the door.`)
    }
  })
}

const lockedPdf = (): Promise<Uint8Array> =>
  pdf({ userPassword: 'open sesame', pdfVersion: '1.7' }, (document) => {
    document.fontSize(20).text('Cleaning the filter').fontSize(11)
    document.text('Rinse the filter under running water once a week.')
  })

function pdf(options: PDFKit.PDFDocumentOptions, write: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const document = new PDFDocument(options)
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const bytes = new Promise<Uint8Array>((resolve) => document.on('end', () => resolve(Buffer.concat(parts))))
  write(document)
  document.end()
  return bytes
}

const cutInHalf = async (): Promise<Uint8Array> => {
  const bytes = await readFile(join(root, 'assets/sample/manual.pdf'))
  return bytes.subarray(0, bytes.length / 2)
}

test.each([
  ['a text file', 'notes.pdf', () => Buffer.from('just some notes'), /notes\.pdf is not a PDF/],
  ['an empty file', 'empty.pdf', () => Buffer.alloc(0), /empty\.pdf is empty/],
  ['a PDF that is only its header', 'head.pdf', () => Buffer.from('%PDF-1.7\n'), /head\.pdf is damaged or cut off/],
])('%s is refused with a clear notice, and nothing changes', async (_, name, bytes, expected) => {
  const before = await projectText()
  await importFile(name, bytes())
  await app.page.getByText(expected).first().waitFor()
  expect(await projectText()).toBe(before)
})

test('a PDF that is cut off imports what is left of it or says that it is damaged', async () => {
  const before = await projectText()
  await importFile('half.pdf', await cutInHalf())
  const notice = app.page.getByText(/half\.pdf is damaged or cut off/).first()
  const report = app.page.getByRole('dialog', { name: 'Manual imported' })
  await notice.or(report).waitFor()
  if (await report.isVisible()) await app.page.keyboard.press('Escape')
  else expect(await projectText()).toBe(before)
})

test('a locked PDF asks for its password, says when it is wrong, and opens with the right one', async () => {
  await importFile('locked.pdf', await lockedPdf())
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('Password').fill('wrong')
  await app.page.keyboard.press('Enter')
  await dialog.getByRole('alert').getByText(/./).waitFor()
  expect(await projectText()).not.toContain('locked')
  await app.screenshot('bad-input-password')
  await dialog.getByLabel('Password').fill('open sesame')
  await app.page.keyboard.press('Enter')
  await app.page.getByRole('dialog', { name: 'Manual imported' }).waitFor()
  expect(await projectText()).toContain('locked.pdf')
  expect(await projectText()).not.toContain('sesame')
  await app.page.keyboard.press('Escape')
})

test('a long import shows its progress and can be cancelled; nothing of it is left', async () => {
  const before = await projectText()
  await importFile('long.pdf', await longPdf())
  const dialog = app.page.getByRole('dialog', { name: 'Importing the manual' })
  await dialog.getByRole('progressbar').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await projectText()).toBe(before)
})

test('a project from a newer version is not opened, and says so', async () => {
  const newer = await mkdtemp(join(folder, 'newer-'))
  await writeFile(join(newer, 'project.json'), JSON.stringify({ formatVersion: 999 }))
  await app.answerDialogs(newer)
  await app.page.getByRole('navigation').getByRole('link', { name: 'Projects', exact: true }).click()
  await app.page.getByRole('button', { name: 'Open…', exact: true }).click()
  await app.page
    .getByText(/made by a newer Plainspoken/)
    .first()
    .waitFor()
})
