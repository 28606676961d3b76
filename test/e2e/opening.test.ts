// How a person comes to a project: the first start with its tour, the command line, a second start, the menu of recent ones, a drop.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { electronRuntime } from '../../scripts/electronRuntime.ts'
import { violations } from './accessibility.ts'
import { appEnvironment, startApp } from './app.ts'
import type { RunningApp } from './app.ts'
import { smallProject } from './smallProject.ts'

let app: RunningApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-opening-'))
  for (const name of ['Oven', 'Hob', 'Toaster & Grill'])
    await smallProject(folderOf(name), [`Cleaning the ${name.toLowerCase()}`])
  app = await startApp()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const folderOf = (name: string): string => join(folder, name)
const topicFile = (name: string, id: string): Promise<string> =>
  readFile(join(folderOf(name), 'topics', `${id}.json`), 'utf8')

const menu = (id: string): Promise<void> =>
  app.electron.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
const recentNames = (): Promise<string[]> =>
  app.electron.evaluate(
    ({ Menu }) =>
      Menu.getApplicationMenu()
        ?.getMenuItemById('open-recent')
        ?.submenu?.items.map(({ label }) => label) ?? [],
  )
const tour = () => app.page.getByRole('complementary', { name: 'Tour' })
const opened = (name: string) => app.page.getByRole('button', { name: 'Project menu' }).getByText(name, { exact: true })
const focused = (): Promise<string> => app.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

/** A real drop of what lies on the disk, as the window system gives it: also of folders. */
async function drop(path: string): Promise<void> {
  const session = await app.page.context().newCDPSession(app.page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  await session.detach()
}

test('the first start shows around, by keyboard, and offers the sample', async () => {
  await tour()
    .getByText(/^Step 1 of /)
    .waitFor()
  await expect.poll(focused).toBe('Open the sample')
  expect(await violations(app.page)).toEqual([])
  await app.page.keyboard.press('Enter')
  await tour()
    .getByText(/^Step 2 of /)
    .waitFor({ timeout: 120_000 })
  await app.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
})

test('the tour follows a person who goes elsewhere, and Escape ends it without losing the focus', async () => {
  await menu('show-topics')
  await tour()
    .getByText(/^Step 4 of /)
    .waitFor()
  await tour().getByRole('button', { name: 'Next' }).focus()
  await app.page.keyboard.press('Escape')
  await tour().waitFor({ state: 'detached' })
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
})

test('the next start does not show around again, but the menu does', async () => {
  await app.quit()
  app = await startApp({ userFolder: app.userFolder })
  await app.page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor()
  expect(await tour().count()).toBe(0)
  await menu('show-tour')
  await tour().waitFor()
  await tour().getByRole('button', { name: 'End the tour' }).click()
})

test('voices can be chosen before there is a project', async () => {
  await menu('show-settings')
  await app.page
    .getByRole('dialog', { name: 'Settings' })
    .getByText('Voice in the simulator', { exact: true })
    .waitFor()
  expect(await app.page.getByText('There is no project').count()).toBe(0)
  await app.page.keyboard.press('Escape')
})

test('a project named on the command line is open when the window is there', async () => {
  await app.quit()
  app = await startApp({ userFolder: app.userFolder, arguments: [folderOf('Oven')] })
  await opened('Oven').waitFor()
  await app.page.getByRole('treeitem', { name: 'Cleaning the oven' }).waitFor()
})

test('a second start hands its project over, and what was being typed is kept in the first one', async () => {
  const title = app.page.getByRole('article').getByLabel('Title')
  await title.fill('Scrubbing the oven')
  const runtime = electronRuntime()
  const second = spawn(
    runtime.executable,
    [
      ...runtime.appArguments,
      `--user-data-dir=${app.userFolder}`,
      '--no-sandbox',
      '--disable-gpu',
      join(folderOf('Hob'), 'hob.plainspoken'),
    ],
    { env: await appEnvironment() },
  )
  expect(await once(second, 'exit')).toEqual([0, null])
  await opened('Hob').waitFor()
  await app.page.getByRole('treeitem', { name: 'Cleaning the hob' }).waitFor()
  expect(await topicFile('Oven', 'cleaning-the-oven')).toContain('"title": "Scrubbing the oven"')
})

test('what was typed a moment before the window is closed is in the project', async () => {
  const title = app.page.getByRole('article').getByLabel('Title')
  await title.fill('Wiping the hob')
  const gone = app.electron.waitForEvent('close')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await gone
  expect(await topicFile('Hob', 'cleaning-the-hob')).toContain('"title": "Wiping the hob"')
  app = await startApp({ userFolder: app.userFolder, arguments: [folderOf('Hob')] })
  await app.page.getByRole('treeitem', { name: 'Wiping the hob' }).waitFor()
})

test('the menu lists recent projects, the latest first, and opens one', async () => {
  await expect.poll(recentNames).toEqual(['Hob', 'Oven', 'Sample dishwasher'])
  await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.getMenuItemById('open-recent')?.submenu?.items[1]?.click(),
  )
  await opened('Oven').waitFor()
  await expect.poll(recentNames).toEqual(['Oven', 'Hob', 'Sample dishwasher'])
})

test('a dropped project folder is opened, and so is the file that stands for it', async () => {
  await drop(folderOf('Toaster & Grill'))
  await opened('Toaster & Grill').waitFor()
  await expect.poll(recentNames).toContain('Toaster && Grill')
  await drop(join(folderOf('Hob'), 'hob.plainspoken'))
  await opened('Hob').waitFor()
})

test('a dropped folder that is no project is refused by its name', async () => {
  await drop(tmpdir())
  await app.page.getByText(`There is no project in ${tmpdir()}`).first().waitFor()
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
