// The overview of a project and what goes out of it: suite, pictures, texts for translators, review report; another program in the folder.

import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let folder: string
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  folder = join(app.userFolder, 'sample')
  const overview = app.page.getByRole('navigation').getByRole('link', { name: 'Overview' })
  await overview.waitFor({ timeout: 60_000 })
  await overview.click()
})
afterAll(() => app.close())

const card = (name: string) => app.page.getByRole('region', { name })
const press = (name: string | RegExp) => app.page.getByRole('button', { name }).click()

test('shows coverage, findings, budget and the next step', async () => {
  await card('Coverage')
    .getByText(/^\d+ of \d+$/)
    .first()
    .waitFor()
  await card('Budget').getByRole('img').waitFor({ timeout: 120_000 }) // the first time, every phrase is encoded
  expect(await app.page.getByRole('heading', { level: 2, name: /^Next: / }).count()).toBe(1)
})

test('runs a suite, keeps it in the project, and draws what it found', async () => {
  await app.answerDialogs(join(root, 'assets/sample/questions.csv'))
  await press('Run a suite…')
  const picture = card('What the limit does').getByRole('img')
  await picture.waitFor()
  expect(await picture.getAttribute('aria-label')).toMatch(/^At the limit -?\d/)
  expect(await readdir(join(folder, 'results'))).toEqual([expect.stringMatching(/^0001-[0-9a-f]{8}\.json$/)])
  await app.answerDialogs(join(root, 'assets/sample/questions.csv'))
  await press('Run a suite…')
  await card('Last suite').getByRole('img').waitFor() // a trend needs two
  await app.screenshot('desk-overview')
})

test('writes texts for translators and takes them back', async () => {
  await app.answerDialogs(app.userFolder)
  await press('XLIFF…')
  await app.page.getByText('sample-dishwasher-de.xlf was written').first().waitFor()
  const file = join(app.userFolder, 'sample-dishwasher-de.xlf')
  const xliff = await readFile(file, 'utf8')
  await writeFile(file, xliff.replace('>Safety</source>', '>Safety</source><target>Sicherheit</target>'))
  await app.answerDialogs(file)
  await press('Take texts back…')
  await app.page.getByText('1 texts taken').first().waitFor()
  expect(await readFile(join(folder, 'topics/safety.json'), 'utf8')).toContain('"title": "Sicherheit"')
})

test('refuses a file that is no list of texts, and says why', async () => {
  const file = join(app.userFolder, 'bad.xlf')
  await writeFile(file, '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
  await app.answerDialogs(file)
  await press('Take texts back…')
  await app.page
    .getByText(/bad\.xlf is not a file of texts/)
    .first()
    .waitFor()
})

test('writes a review report to print', async () => {
  await app.answerDialogs(app.userFolder)
  await press('Review report (PDF)…')
  await app.page.getByText('sample-dishwasher-review.pdf was written').first().waitFor({ timeout: 60_000 })
  expect((await readFile(join(app.userFolder, 'sample-dishwasher-review.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
})

test('takes in what another program changes, and says so', async () => {
  const file = join(folder, 'topics/safety.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"title": "Sicherheit"', '"title": "From git"'))
  await app.page.getByText('Changed by another program and taken in: From git').first().waitFor()
})

test('keeps what it has where another program left conflict marks', async () => {
  const file = join(folder, 'topics/safety.json')
  const good = await readFile(file, 'utf8')
  await writeFile(file, `<<<<<<< HEAD\n${good}=======\n>>>>>>> other\n`)
  await app.page
    .getByText(/merge conflicts of git/)
    .first()
    .waitFor()
  await writeFile(file, good)
})

test('copies a topic by the menu and pastes it as a draft of its own', async () => {
  const choose = (id: string) =>
    app.electron.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  await choose('show-topics')
  await app.page.getByRole('heading', { level: 1, name: 'Topics' }).waitFor()
  await app.page.waitForFunction(() => document.querySelector('[data-part]') !== null)
  const before = (await readdir(join(folder, 'topics'))).length
  await choose('copy-topic')
  await app.page.getByText('Copied: 1 topic').first().waitFor()
  await choose('paste-topics')
  await app.page.getByText('Pasted: 1 topic').first().waitFor()
  expect((await readdir(join(folder, 'topics'))).length).toBe(before + 1)
})

test('the tour goes through the views by keyboard and gives the focus back', async () => {
  await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('show-tour')?.click())
  const tour = app.page.getByRole('complementary', { name: 'Tour' })
  for (const view of ['Projects', 'Overview', 'Manual', 'Topics', 'Simulator', 'Test', 'Export']) {
    await app.page.getByRole('heading', { level: 1, name: view }).waitFor()
    await tour.getByRole('button', { name: view === 'Export' ? 'Done' : 'Next' }).press('Enter')
  }
  await tour.waitFor({ state: 'detached' })
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
