// Several topics at once: picked by mouse and by keys, and what is done to all of them, each one step of undo; what a new edition of a
// manual changed, decided topic by topic.

import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { topicSchema } from '../../shared/schemas.ts'
import type { Topic } from '../../shared/domain.ts'
import { violations } from './accessibility.ts'
import { dropFile, startApp } from './app.ts'
import type { RunningApp } from './app.ts'
import { smallProject } from './smallProject.ts'

const titles = ['Cleaning', 'Descaling', 'Loading', 'Emptying', 'Filter rinsing', 'Filter drying']
let app: RunningApp
let folder: string
let oven: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-bulk-'))
  oven = await smallProject(join(folder, 'Oven'), titles)
  await smallProject(join(folder, 'Hob'), ['Wiping'])
  app = await startApp({ arguments: [oven] })
  await line('Cleaning').waitFor()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const tree = () => app.page.getByRole('tree')
const line = (title: string) => tree().getByRole('treeitem').filter({ hasText: title })
const panel = (count: number) => app.page.getByRole('region', { name: `${count} topics selected` })
const button = (name: string) => app.page.getByRole('button', { name })
const menu = (id: string): Promise<void> =>
  app.electron.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
const picked = (): Promise<string[]> => tree().locator('[aria-selected="true"] .title').allInnerTexts()

async function topicsOnDisk(project = oven): Promise<Topic[]> {
  const names = (await readdir(join(project, 'topics'))).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(project, 'topics', name), 'utf8')))
  return texts.map((text) => v.parse(topicSchema, JSON.parse(text)))
}
const onDisk = async <Key extends keyof Topic>(key: Key, project = oven): Promise<Record<string, Topic[Key]>> =>
  Object.fromEntries((await topicsOnDisk(project)).map((topic) => [topic.title, topic[key]]))
const soonOnDisk = (key: keyof Topic) => expect.poll(() => onDisk(key))
const soonOnDiskOfHob = (key: keyof Topic) => expect.poll(() => onDisk(key, join(folder, 'Hob')))
const undo = (): Promise<void> => menu('undo-change')

beforeEach(async () => {
  await line('Cleaning').click() // one alone
})

test('Ctrl adds to the open one, Shift picks a row, a plain click ends it', async () => {
  await line('Loading').click({ modifiers: ['Control'] })
  expect(await picked()).toEqual(['Cleaning', 'Loading'])
  await line('Filter rinsing').click({ modifiers: ['Shift'] })
  expect(await picked()).toEqual(['Loading', 'Emptying', 'Filter rinsing'])
  await panel(3).waitFor()
  expect(await violations(app.page)).toEqual([])
  await app.screenshot('bulk')
  await line('Filter drying').click()
  expect(await picked()).toEqual(['Filter drying'])
  await app.page.getByRole('article', { name: 'Filter drying' }).waitFor()
})

test('by keys: Shift and arrows pick a row, Ctrl+A all, Escape one again', async () => {
  await tree().focus()
  await app.page.keyboard.press('Shift+ArrowDown')
  await app.page.keyboard.press('Shift+ArrowDown')
  await panel(3).waitFor()
  await app.page.keyboard.press('Control+a')
  await panel(6).waitFor()
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('article', { name: 'Cleaning' }).waitFor()
  await app.page.keyboard.press('Home')
  await app.page.keyboard.press('Control+ArrowDown')
  await app.page.keyboard.press('Control+ArrowDown')
  await app.page.keyboard.press('Control+Space')
  await panel(2).waitFor()
})

test('a search narrows what Ctrl+A picks', async () => {
  await app.page.getByPlaceholder('Search topics').fill('filter')
  await expect.poll(() => tree().getByRole('treeitem').count()).toBe(2)
  await tree().focus()
  await app.page.keyboard.press('Control+a')
  await panel(2).waitFor()
  await app.page.getByPlaceholder('Search topics').fill('')
  await line('Cleaning').waitFor()
})

test('status, kind, speech and reviewer of all, one step of undo each', async () => {
  await line('Loading').click({ modifiers: ['Shift'] })
  await panel(3).getByRole('button', { name: 'Reviewed' }).click()
  const reviewed = { Cleaning: 'reviewed', Descaling: 'reviewed', Loading: 'reviewed' }
  const drafts = { Emptying: 'draft', 'Filter drying': 'draft', 'Filter rinsing': 'draft' }
  await soonOnDisk('status').toEqual({ ...reviewed, ...drafts })
  await panel(3).getByLabel('Ask somebody to review').fill('Grace')
  await button('Assign').click()
  await line('Loading').getByText('Grace').waitFor()
  await soonOnDisk('status').toEqual({ ...reviewed, ...drafts }) // who reads it changes no word
  await button('Do not speak').click()
  await soonOnDisk('isSpoken').toMatchObject({ Cleaning: false, Loading: false, Emptying: true })
  await panel(3).getByRole('button', { name: 'Reference' }).click()
  await expect
    .poll(() => onDisk('kind'))
    .toMatchObject({ Cleaning: 'reference', Loading: 'reference', Emptying: 'task' })

  await button('Undo: Change 3 topics').waitFor()
  await undo()
  await soonOnDisk('kind').toMatchObject({ Cleaning: 'task', Loading: 'task' })
  await undo()
  await soonOnDisk('isSpoken').toMatchObject({ Cleaning: true, Loading: true })
  await undo()
  await soonOnDisk('reviewer').toMatchObject({ Cleaning: undefined, Loading: undefined })
  await undo()
  await soonOnDisk('status').toMatchObject({ Cleaning: 'draft', Loading: 'draft' })
})

test('those that wait for one reviewer are found by the filter', async () => {
  await line('Descaling').click({ modifiers: ['Control'] })
  await panel(2).getByLabel('Ask somebody to review').fill('Ada')
  await button('Assign').click()
  await line('Descaling').getByText('Ada').waitFor()
  await app.page.getByRole('combobox', { name: 'Findings' }).click()
  await app.page.getByRole('option', { name: 'For Ada' }).click()
  await expect.poll(() => tree().getByRole('treeitem').count()).toBe(2)
  await app.page.getByRole('combobox', { name: 'Findings' }).click()
  await app.page.getByRole('option', { name: 'All findings' }).click()
})

test('merging puts all into the first, in order, and the focus is in the list', async () => {
  await line('Loading').click()
  await line('Filter rinsing').click({ modifiers: ['Shift'] })
  await button('Merge into one').click()
  await app.page.getByRole('alertdialog').getByText('“Loading”').waitFor()
  expect(await violations(app.page)).toEqual([])
  await button('Merge').last().click()
  await app.page.getByRole('article', { name: 'Loading' }).waitFor()
  expect((await topicsOnDisk()).map(({ title }) => title)).toEqual([
    'Cleaning',
    'Descaling',
    'Filter drying',
    'Loading',
  ])
  const steps = (await onDisk('steps'))['Loading']?.map(({ written }) => written.split(' ')[0])
  expect(steps).toEqual(['Loading', 'Emptying', 'Filter'])
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree')
  await undo()
  await line('Filter rinsing').waitFor()
})

test('removing asks, goes on with the neighbour, and one undo brings all back', async () => {
  await line('Loading').click({ modifiers: ['Shift'] })
  await button('Remove').click()
  await app.page.getByRole('alertdialog', { name: 'Remove 3 topics?' }).getByRole('button', { name: 'Remove' }).click()
  await app.page.getByRole('article', { name: 'Emptying' }).waitFor()
  expect((await topicsOnDisk()).length).toBe(3)
  await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree')
  await undo()
  await app.page.getByText('Undone: Remove 3 topics').first().waitFor()
  await app.page.getByRole('article', { name: 'Cleaning' }).waitFor() // the first that came back
  expect((await topicsOnDisk()).length).toBe(6)
})

test('several are copied into another project', async () => {
  await line('Descaling').click({ modifiers: ['Shift'] })
  await panel(2).getByRole('button', { name: 'Copy' }).click()
  await app.page.getByText('Copied: 2 topics').first().waitFor()
  await app.answerDialogs(join(folder, 'Hob'))
  await menu('open-project')
  await line('Wiping').waitFor()
  await menu('paste-topics')
  await line('Descaling').waitFor()
  expect((await topicsOnDisk(join(folder, 'Hob'))).map(({ title }) => title)).toEqual([
    'Cleaning',
    'Descaling',
    'Wiping',
  ])
})

/** A DITA map with a task each: title -> steps. */
async function writeEdition(tasks: Record<string, string[]>): Promise<string> {
  const names = Object.keys(tasks).map((title) => `${title.toLowerCase().replaceAll(' ', '-')}.dita`)
  const refs = names.map((name) => `<topicref href="${name}" type="task"/>`).join('')
  await mkdir(join(folder, 'manual'), { recursive: true })
  for (const [at, [title, steps]] of Object.entries(tasks).entries()) {
    const cmds = steps.map((step) => `<step><cmd>${step}</cmd></step>`).join('')
    const task = `<task id="t${at}"><title>${title}</title><taskbody><steps>${cmds}</steps></taskbody></task>`
    await writeFile(join(folder, 'manual', names[at]!), task)
  }
  const map = join(folder, 'manual', 'hob.ditamap')
  await writeFile(map, `<map xml:lang="en"><title>Hob H4</title>${refs}</map>`)
  return map
}

test('a new edition: what changed is shown word by word, and taken, kept or spoken all the same, with undo', async () => {
  const dialog = (name: string) => app.page.getByRole('dialog', { name })
  await app.answerDialogs(join(folder, 'Hob'))
  await menu('open-project')
  await line('Wiping').waitFor()
  const door = ['Let the door cool down.', 'Wipe it with a soft cloth.']
  const glass = ['Scrape the glass with the blade.', 'Polish it dry.']
  const light = ['Unscrew the cap of the light.', 'Push the new lamp in.']
  await dropFile(app.page, await writeEdition({ 'The door': door, 'The glass': glass, 'The light': light }))
  await dialog('Manual imported').getByRole('button', { name: 'Review the topics' }).click()
  await line('The door').click()
  await app.page
    .getByRole('combobox', { name: /^Status/ })
    .last()
    .click()
  await app.page.getByRole('option', { name: 'Approved' }).click()
  await soonOnDiskOfHob('status').toMatchObject({ 'The door': 'approved' })

  const next = { 'The door': ['Let the door cool down for an hour.', door[1]!], 'The glass': [glass[0]!, 'Rinse it.'] }
  await dropFile(app.page, await writeEdition(next))
  await dialog('Manual imported').getByRole('button', { name: 'See what changed' }).click()
  const editions = dialog('New edition of the manual')
  const chosen = (title: string) => editions.getByRole('article', { name: title })
  await expect.poll(() => chosen('The door').locator('ins').allInnerTexts()).toEqual(['down for an hour.'])
  expect(await chosen('The door').locator('del').allInnerTexts()).toEqual(['down.'])
  expect(await editions.getByRole('option').allInnerTexts()).toEqual([
    expect.stringMatching(/^The door\s+Changed$/),
    expect.stringMatching(/^The glass\s+Changed$/),
    expect.stringMatching(/^The light\s+Gone$/),
  ])
  expect(await violations(app.page)).toEqual([])
  await app.screenshot('edition')
  await chosen('The door').getByRole('button', { name: 'Keep the earlier' }).press('Enter')
  await chosen('The glass').getByRole('button', { name: 'Take the new text' }).press('Enter')
  await chosen('The light').getByRole('button', { name: 'Speak it all the same' }).press('Enter')
  await editions.getByText('Everything is decided.').waitFor()
  await undo()
  await chosen('The light').waitFor()
  await undo()
  await chosen('The glass').waitFor()
  await app.page.keyboard.press('Escape')
  const said = async (): Promise<unknown> =>
    Object.fromEntries(
      (await topicsOnDisk(join(folder, 'Hob'))).map((one) => [one.title, one.steps.map(({ written }) => written)]),
    )
  expect(await said()).toMatchObject({ 'The door': door, 'The glass': next['The glass'], 'The light': light })

  await line('The glass').click()
  const card = app.page.getByRole('article', { name: 'The glass' }).getByRole('region', { name: 'New edition' })
  await card.locator('del', { hasText: 'Polish it dry.' }).waitFor()
  expect(await violations(app.page)).toEqual([])
  await app.screenshot('edition-card')
  await card.getByRole('button', { name: 'Take the new text' }).click()
  await card.waitFor({ state: 'detached' })
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
