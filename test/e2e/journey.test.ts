// The whole main job in the real window, as a technical writer does it: manual in, topic edited, question answered, bundle out; and the
// next day the same project gives the same bytes. Nothing is mocked but the answers of the native file dialogs.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

const ownSentence = 'Wait for the green light before you open the door.'
let app: RunningApp
let folder: string
let windowSha256 = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-journey-'))
  app = await startApp()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const goTo = (view: string): Promise<void> =>
  app.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()

async function ask(question: string): Promise<string> {
  await goTo('Simulator')
  const replies = app.page.locator('article.reply')
  const before = await replies.count()
  await app.page.getByLabel('Type a question').fill(question)
  await app.page.getByRole('button', { name: 'Ask', exact: true }).click()
  return replies.nth(before).innerText()
}

/** Exports for development and answers the bytes that are on disk, with the hash that the window shows. */
async function exported(to: string): Promise<{ sha256: string; shown: string }> {
  await app.answerDialogs(to)
  await goTo('Export')
  await app.page.getByRole('button', { name: 'Save bundle…' }).click()
  await app.page.getByRole('button', { name: 'Save for development' }).click()
  const shown = await app.page.locator('.saved .hash').innerText()
  const file = (await readdir(to)).find((name) => name.endsWith('.psb')) ?? 'no bundle'
  return {
    sha256: createHash('sha256')
      .update(await readFile(join(to, file)))
      .digest('hex'),
    shown,
  }
}

async function exportedByCli(project: string, out: string): Promise<Buffer> {
  await promisify(execFile)(process.execPath, [join(root, 'bin/plainspoken.mjs'), 'export', project, '--out', out])
  return readFile(join(out, 'dishwasher-of-the-test.psb'))
}

test('a new project is made in the folder that the dialog gave', async () => {
  await app.answerDialogs(folder)
  await app.page.getByRole('button', { name: 'New project' }).first().click()
  await app.page.getByLabel('Name', { exact: true }).fill('Dishwasher of the test')
  await app.page.getByRole('button', { name: 'Choose folder and create' }).click()
  await app.page.getByText('No manual yet').waitFor()
  expect(await readdir(folder)).toEqual(['dishwasher-of-the-test'])
})

test('the sample manual is imported through the dialog, and a report says what was found', async () => {
  await app.answerDialogs(join(root, 'assets/sample/manual.pdf'))
  await app.page.getByRole('button', { name: 'Import manual' }).first().click()
  await app.page.getByRole('dialog', { name: 'Manual imported' }).waitFor({ timeout: 60_000 })
  await app.screenshot('journey-1-imported')
  const figures = await app.page.getByRole('dialog').locator('.figure dd').allInnerTexts()
  expect(figures.map(Number).every((count) => count > 0)).toBe(true)
  await app.page.getByRole('button', { name: 'Review the topics' }).click()
})

test('an edited sentence is saved, and undo knows it', async () => {
  await app.page.getByPlaceholder('Search topics').fill('Levelling')
  await app.page.getByRole('treeitem', { name: /Levelling the appliance/ }).click()
  await app.page.getByRole('article', { name: 'Levelling the appliance' }).waitFor() // another topic was open
  await app.page.getByLabel('Step 1 as spoken').fill(ownSentence)
  await app.page.getByPlaceholder('Search topics').click() // leaving the field saves it
  await app.page.getByRole('article').getByText('Edited').waitFor()
  await app.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  await app.screenshot('journey-2-edited')
  expect(await app.page.getByRole('button', { name: /^Undo: / }).isEnabled()).toBe(true)
})

test('the simulated device answers with that sentence', async () => {
  const reply = await ask('levelling the appliance')
  await app.screenshot('journey-3-answered')
  expect(reply).toContain(ownSentence)
})

test('a question from another world is refused', async () => {
  expect(await ask('who won the football world cup')).toContain('No answer in the manual')
})

test('the exported bytes are those that the window shows, and the same a day later', async () => {
  const first = await exported(await mkdtemp(join(folder, 'first-')))
  await app.screenshot('journey-4-exported')
  expect(first.sha256).toBe(first.shown)
  windowSha256 = first.sha256

  await app.quit()
  app = await startApp({ userFolder: app.userFolder })
  await app.page.getByRole('button', { name: /^Dishwasher of the test/ }).click()
  await app.page.getByRole('tree').waitFor()
  expect(await ask('levelling the appliance')).toContain(ownSentence)
  expect(await exported(await mkdtemp(join(folder, 'second-')))).toEqual(first)
})

test('the command line exports the same bytes from the same project', async () => {
  const bytes = await exportedByCli(join(folder, 'dishwasher-of-the-test'), await mkdtemp(join(folder, 'cli-')))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(windowSha256)
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
