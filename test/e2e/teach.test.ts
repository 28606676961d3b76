// A question that the device does not know, taught in the simulator: it answers at once, and the last suite says what else changed.

import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './accessibility.ts'
import { root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

const question = 'zorbling of the flumps'
let app: RunningApp
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  await app.page.getByRole('navigation').getByRole('link', { name: 'Overview' }).waitFor({ timeout: 60_000 })
})
afterAll(() => app.close())

const goTo = (view: string): Promise<void> => app.page.getByRole('navigation').getByRole('link', { name: view }).click()

async function ask(): Promise<void> {
  await goTo('Simulator')
  const replies = app.page.locator('article.reply')
  const before = await replies.count()
  await app.page.getByLabel('Type a question').fill(question)
  await app.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await replies.nth(before).waitFor()
}

const why = () => app.page.getByRole('complementary', { name: 'Why this answer' })

test('a question that is taught is answered, and the suite shows it won', async () => {
  await goTo('Overview')
  const file = join(tmpdir(), `plainspoken-teach-${process.pid}.csv`)
  const suite = await readFile(join(root, 'assets/sample/questions.csv'), 'utf8')
  const [header = '', ...rows] = suite.trim().split(/\r?\n/)
  const columns = header.split(',')
  const line = columns
    .map((name) => (name === 'question' ? question : name === 'expect' ? 'water-stays-in-the-appliance' : 'new'))
    .join(',')
  await writeFile(file, [header, ...rows.slice(0, 5), line].join('\n'))
  await app.answerDialogs(file)
  await app.page.getByRole('button', { name: 'Run a suite…' }).click({ timeout: 120_000 }) // waits for the budget
  await app.page.getByRole('region', { name: 'What the limit does' }).getByRole('img').waitFor({ timeout: 60_000 })

  await app.page.getByRole('link', { name: 'See the questions' }).click()
  await app.page.getByRole('button', { name: `Ask “${question}” in the simulator` }).click()
  await app.page.locator('article.reply').waitFor({ timeout: 60_000 })
  await why().getByRole('button', { name: 'About another topic …' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'What is this question about?' })
  await dialog.getByRole('searchbox').fill('Water stays')
  await dialog.getByRole('option', { name: 'Water stays in the appliance' }).click()
  await dialog.getByRole('button', { name: 'Teach' }).click()
  await why().getByText('Now a phrase of').waitFor({ timeout: 120_000 }) // the suite was asked again
  expect(await why().getByRole('status').innerText()).toContain(`Passes now: ${question}`)
  await app.page.locator('article.reply', { hasText: 'Water stays in the appliance' }).waitFor()
  await app.page.screenshot({ path: join(root, 'out/screenshots/teach.png') })

  await goTo('Test')
  const asked = app.page.getByRole('region', { name: 'Questions of the last typed suite' })
  const row = asked.getByRole('row', { name: question })
  expect(await row.count()).toBe(1)
  await app.page.getByRole('button', { name: 'Type the same again' }).click()
  await row.waitFor({ state: 'detached' }) // what passes is not among those that did not
  await app.page.getByRole('combobox', { name: 'Show' }).click()
  await app.page.getByRole('option', { name: 'Changed since the run before (1)' }).click()
  expect(await row.innerText()).toMatch(/passes now[^]*Water stays in the appliance/)
  await app.screenshot('test-typed')
  expect(await violations(app.page)).toEqual([])
})

test('a limit is chosen on the curve or by keys, kept in the project, and undone', async () => {
  await goTo('Overview')
  const region = app.page.getByRole('region', { name: 'What the limit does' })
  const keep = region.getByRole('button', { name: 'Use this limit' })
  const shown = region.getByRole('status')
  const before = await region.locator('.value').innerText()
  const { width, height } = (await region.getByRole('img').boundingBox()) ?? { width: 0, height: 0 }
  await region.getByRole('img').click({ position: { x: width * 0.8, y: height / 2 } })
  const chosen = await region.locator('.value').innerText()
  expect(Number(chosen)).toBeGreaterThan(Number(before))
  await region.getByRole('slider', { name: 'Score that an answer needs' }).press('ArrowLeft')
  const moved = await region.locator('.value').innerText()
  expect(Number(moved)).toBeCloseTo(Number(chosen) - 0.01, 5)
  expect(await shown.innerText()).toMatch(/At this limit \d/)
  await app.screenshot('limit')
  await keep.click()
  await goTo('Simulator')
  await app.page.getByText(`Limit ${moved}`).waitFor({ timeout: 60_000 })
  await app.page.getByRole('button', { name: /^Undo/ }).click()
  await goTo('Overview')
  await region.locator('.value', { hasText: before }).waitFor()
})

test('how much more a safety topic needs is kept in the project, and undone', async () => {
  await goTo('Overview')
  const rise = app.page.getByLabel('Safety topics need more by')
  const back = app.page.getByRole('button', { name: 'Safety: back to the default' })
  const soon = (value: string) => expect.poll(() => rise.inputValue()).toBe(value)
  expect([await rise.inputValue(), await back.isDisabled()]).toEqual(['0.04', true])
  await rise.fill('0.1')
  await rise.press('Enter')
  await app.page.getByRole('button', { name: 'Undo: Change the settings' }).click() // kept: before that there is nothing to undo
  await soon('0.04')
  await app.page.getByRole('button', { name: /^Redo/ }).click()
  await soon('0.1')
  await back.click()
  await soon('0.04')
})

test('every phrase is asked at one press, and one that another topic takes is found at its place', async () => {
  await goTo('Topics')
  await app.page.getByRole('searchbox').fill('Water stays')
  await app.page.getByRole('treeitem', { name: /Water stays in the appliance/ }).click()
  await app.page.getByRole('article', { name: 'Water stays in the appliance' }).waitFor() // another topic was open
  await app.page.getByLabel('Add a phrase').fill('How do I clean the filters?')
  await app.page.getByLabel('Add a phrase').press('Enter')
  await app.page.getByRole('button', { name: /^Findings \d/ }).click()
  const found = app.page.getByRole('listbox', { name: 'Findings' }).getByRole('option', {
    name: /“How do I clean the filters\?” is answered with|Asked “How do I clean the filters\?”/,
  })
  expect(await found.count()).toBe(0)
  await app.page.getByRole('button', { name: 'Ask every phrase' }).click()
  await found.first().click({ timeout: 120_000 })
  await app.page.getByRole('button', { name: 'Remove phrase “How do I clean the filters?”' }).waitFor()
  await app.screenshot('ask-every-phrase')
})

test('without a microphone the device says so, and typing still works', async () => {
  await goTo('Simulator')
  await app.page.getByText('Ready').first().waitFor({ timeout: 60_000 })
  await app.page.getByRole('button', { name: 'Hold to talk' }).press('Enter')
  const display = app.page.getByRole('region', { name: 'Device' }).getByRole('status')
  await display.getByText('No microphone was found').waitFor()
  await ask()
})
