// A spoken suite in the window: voices and noise are chosen, questions asked aloud, stopped, gone on with, and saved as reports.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './accessibility.ts'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-spoken-'))
  app = await startApp({ arguments: ['--sample'] })
  await app.page.getByRole('navigation').getByRole('link', { name: 'Test' }).click({ timeout: 60_000 })
  await app.page.getByRole('heading', { level: 1, name: 'Test' }).waitFor()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function questionsFile(name: string, rows: readonly string[]): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, ['question,expect', ...rows, ''].join('\n'))
  return file
}
const table = () => app.page.getByRole('region', { name: 'Result of each voice and room' })
const cells = async (): Promise<string[][]> =>
  table()
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))

test('each voice in each room stands beside the typed figures', async () => {
  const file = await questionsFile('few.csv', [
    'How do I clean the filters?,contains:filters',
    'What is the capital of France?,refuse',
  ])
  await app.page.getByRole('checkbox', { name: 'rms (male, American)' }).check()
  await app.page.getByRole('checkbox', { name: '10 dB' }).uncheck()
  await app.page.getByRole('checkbox', { name: '20 dB' }).check()
  await app.answerDialogs(file)
  await app.page.getByRole('button', { name: 'Ask aloud…' }).click()
  await table().waitFor({ timeout: 120_000 })
  const rows = await cells()
  expect(rows.map(([voice, room]) => [voice, room])).toEqual([
    ['Typed', '–'],
    ['slt (female, American)', 'Quiet'],
    ['slt (female, American)', 'Noises in turn at 20 dB'],
    ['rms (male, American)', 'Quiet'],
    ['rms (male, American)', 'Noises in turn at 20 dB'],
  ])
  expect(rows[0]?.[2]).toBe('100%')
  await app.screenshot('test-result')
  expect(await violations(app.page)).toEqual([])
})

test('the report is saved as a page and as JUnit', async () => {
  await app.answerDialogs(folder, folder)
  await app.page.getByRole('button', { name: 'Report (HTML)…' }).click()
  await app.page.getByText('few-spoken.html was written').first().waitFor()
  await app.page.getByRole('button', { name: 'JUnit (XML)…' }).click()
  await app.page.getByText('few-spoken.xml was written').first().waitFor()
  expect(await readFile(join(folder, 'few-spoken.html'), 'utf8')).toContain('2 questions, each asked 4 times')
  const xml = await readFile(join(folder, 'few-spoken.xml'), 'utf8')
  expect(xml.match(/classname="rms, quiet"/g)).toHaveLength(2)
})

test('a suite that was stopped goes on where it was', async () => {
  const asked = ['door', 'tablet', 'spoon', 'salt', 'pump', 'hose', 'lamp', 'glass']
  const file = await questionsFile(
    'many.csv',
    asked.map((word) => `What about the ${word} in the evening?,refuse`),
  )
  await app.page.getByRole('checkbox', { name: 'rms (male, American)' }).uncheck()
  await app.answerDialogs(file)
  await app.page.getByRole('button', { name: 'Ask aloud…' }).click()
  const progress = app.page.getByRole('progressbar', { name: 'Listening to questions' })
  await progress.waitFor()
  await app.page.waitForFunction(
    () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) >= 8,
  )
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await app.page.getByText('Stopped. What was heard is kept').waitFor()
  expect(await violations(app.page)).toEqual([])
  await app.page.getByRole('button', { name: 'Go on' }).click() // no dialog: none is answered
  await app.page.getByRole('heading', { name: 'many.csv: 8 questions' }).waitFor({ timeout: 180_000 })
  expect(await cells()).toHaveLength(3)
})

test('the room is kept with the project, and the simulator hears in the same one', async () => {
  await app.page.getByRole('button', { name: 'Change the room…' }).click()
  const room = app.page.getByRole('dialog', { name: 'Room' })
  await room.getByRole('slider', { name: 'From mouth to microphone, m' }).fill('2')
  await app.page.keyboard.press('Escape')
  await app.page.getByText('2.0 m away').waitFor()
  const kept = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(app.userFolder, 'sample', 'project.json'), 'utf8'))
  await expect.poll(kept).toMatchObject({ settings: { room: { distanceM: 2 } } })
  await app.page.getByRole('navigation').getByRole('link', { name: 'Simulator' }).click()
  await app.page.getByRole('button', { name: 'Room' }).click()
  expect(await app.page.getByRole('slider', { name: 'From mouth to microphone, m' }).inputValue()).toBe('2')
  await app.page.getByRole('switch', { name: 'For my own microphone too' }).click()
  await app.page.keyboard.press('Escape')
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
