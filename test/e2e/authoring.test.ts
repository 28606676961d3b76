// A technical writer's day in a real window: review beside the page, edit, undo, sign, comment, mend findings, pronounce, look back.
// Everything is asked of the window; the disk is read where the promise is about the disk.

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
let out: string

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'plainspoken-authoring-'))
  app = await startApp({ arguments: ['--sample'] })
  await view('Topics')
  await app.page.getByRole('tree').waitFor({ timeout: 60_000 })
})
afterAll(async () => {
  await app.close()
  await rm(out, { recursive: true, force: true })
})

const view = (name: string): Promise<void> =>
  app.page.getByRole('navigation').getByRole('link', { name, exact: true }).click({ timeout: 60_000 })
const button = (name: string | RegExp): Locator => app.page.getByRole('button', { name, exact: true })
const written = (number: number): Locator => app.page.getByLabel(`Step ${number} as written`, { exact: true })
const spoken = (number: number): Locator => app.page.getByLabel(`Step ${number} as spoken`, { exact: true })
const title = (): Locator => app.page.getByLabel('Title', { exact: true })
const undo = (): Promise<void> => button(/^Undo: /).click()
async function undoAll(count: number): Promise<void> {
  for (let at = 0; at < count; at++) await undo()
}
const saved = (): Promise<void> => app.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()

async function open(name: string): Promise<void> {
  await app.page.getByPlaceholder('Search topics').fill(name)
  await app.page
    .getByRole('treeitem', { name: new RegExp(name) })
    .first()
    .click()
  await expect.poll(() => title().inputValue()).toBe(name)
}
async function more(step: number, choice: string): Promise<void> {
  await button(`More for step ${step}`).click()
  await app.page.getByRole('menuitem', { name: choice }).click()
}
async function whole(choice: string | RegExp): Promise<void> {
  await button('More for this topic').click()
  await app.page.getByRole('menuitem', { name: choice }).click()
}
/** Locator.dragTo jumps in one move, which Chromium does not always take for a drag; a hand makes many. */
async function dragByHand(from: Locator, to: Locator): Promise<void> {
  const { mouse } = app.page
  const middleOf = async (place: Locator): Promise<[number, number]> => {
    const { x, y, width, height } = (await place.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    return [x + width / 2, y + height / 2]
  }
  await to.scrollIntoViewIfNeeded()
  await from.scrollIntoViewIfNeeded()
  await mouse.move(...(await middleOf(from)))
  await mouse.down()
  await mouse.move(...(await middleOf(to)), { steps: 8 })
  await mouse.up()
}
async function setStatus(status: string): Promise<void> {
  await app.page.getByRole('combobox', { name: /^Status (Draft|Reviewed|Approved)/ }).click()
  await app.page.getByRole('option', { name: status, exact: true }).click()
  await saved()
}
const stepTexts = (): Promise<string[]> =>
  app.page
    .getByLabel(/^Step \d+ as written$/)
    .evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value))
const stepsAre = (texts: string[]): Promise<unknown> => expect.poll(stepTexts).toEqual(texts)

const levelling = 'Levelling the appliance'
let steps: string[] = []

describe('the tree', () => {
  test('is walked, closed and opened by keyboard', async () => {
    const tree = app.page.getByRole('tree')
    await expect.poll(() => tree.getByRole('treeitem').count()).toBeGreaterThan(10) // measured, and drawn
    const chapter = tree.locator('[role=treeitem][aria-expanded]').first()
    const before = await tree.getByRole('treeitem').count()
    await tree.focus()
    await app.page.keyboard.press('Home')
    while ((await tree.locator('.cursor').getAttribute('aria-expanded')) === null)
      await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('ArrowLeft')
    expect(await chapter.getAttribute('aria-expanded')).toBe('false')
    await app.page.keyboard.press('ArrowRight')
    expect(await chapter.getAttribute('aria-expanded')).toBe('true')
    await app.page.keyboard.press('ArrowRight')
    expect(await tree.locator('.cursor').getAttribute('aria-level')).toBe('2')
    await app.page.keyboard.press('ArrowLeft')
    expect(await tree.locator('.cursor').getAttribute('aria-level')).toBe('1')
    expect(await tree.getByRole('treeitem').count()).toBe(before)
  })

  test('is searched in all its texts, with a letter wrong', async () => {
    await app.page.getByPlaceholder('Search topics').fill('levleling')
    await app.page.getByRole('treeitem', { name: new RegExp(levelling) }).waitFor()
    await app.page.getByPlaceholder('Search topics').press('ArrowDown')
    await expect.poll(() => title().inputValue()).toBe(levelling)
    expect(await app.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree')
    await open(levelling)
    steps = await stepTexts()
    expect(steps.length).toBeGreaterThan(2)
  })

  test('is filtered by status', async () => {
    await app.page.getByPlaceholder('Search topics').fill('')
    await app.page.getByRole('combobox', { name: /^Status Any/ }).click()
    await app.page.getByRole('option', { name: 'Approved' }).click()
    await app.page.getByText('No topic matches').waitFor()
    await app.page.getByRole('combobox', { name: /^Status Approved/ }).click()
    await app.page.getByRole('option', { name: 'Any status' }).click()
  })

  test('is as it was left, with its topic open, when one comes back from another view', async () => {
    await app.page.getByPlaceholder('Search topics').fill('levelling')
    await view('Manual')
    await view('Topics')
    expect(await app.page.getByPlaceholder('Search topics').inputValue()).toBe('levelling')
    await expect.poll(() => title().inputValue()).toBe(levelling)
    await app.page.getByPlaceholder('Search topics').fill('')
  })
})

describe('beside the page', () => {
  test('a sentence lights its box, and a box leads to its sentence', async () => {
    await open(levelling)
    await written(2).click()
    await app.page.locator('.mark.active[data-key="step 1"]').waitFor()
    await app.page.locator('.mark[data-key="step 0"]').click()
    expect(await written(1).evaluate((area) => area === document.activeElement)).toBe(true)
    await app.screenshot('authoring-1-beside')
  })

  test("another topic's box opens that topic", async () => {
    const other = app.page.locator('.mark.other').first()
    const name = (await other.getAttribute('aria-label')) ?? ''
    await other.click()
    await expect.poll(async () => name.includes(await title().inputValue())).toBe(true)
  })

  test('an area drawn with the mouse becomes a topic, and undo takes it away', async () => {
    await open(levelling)
    const sheet = app.page.locator('.sheet')
    const box = await app.page.locator('.mark[data-key="step 1"] rect').first().boundingBox()
    expect(box).not.toBeNull()
    await app.page.mouse.move(box!.x - 3, box!.y - 3)
    await app.page.mouse.down()
    await app.page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2, { steps: 3 })
    await app.page.mouse.move(box!.x + box!.width + 3, box!.y + box!.height + 3, { steps: 3 })
    await app.page.mouse.up()
    await sheet.locator('.mark[aria-pressed=true]').first().waitFor()
    await app.screenshot('authoring-2-area')
    await button('Make a topic').click()
    await expect.poll(() => title().inputValue()).not.toBe(levelling)
    await stepsAre([steps[1]!])
    await undo()
  })

  test('blocks are picked by keyboard', async () => {
    await open(levelling)
    await button('New topic from blocks of this page').click()
    await app.page.locator('.mark[data-key="b0"]').focus()
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('Space')
    await app.page.getByText('one block picked').waitFor()
    await button('Cancel').click()
  })
})

describe('steps', () => {
  test('are joined, divided, moved, left out and added; undo takes each back', async () => {
    await open(levelling)
    await more(2, 'Join with the step above')
    await stepsAre([`${steps[0]} ${steps[1]}`, ...steps.slice(2)])
    await written(1).evaluate(
      (area, cut) => (area as HTMLTextAreaElement).setSelectionRange(cut, cut),
      steps[0]!.length,
    )
    await written(1).press('Control+Enter')
    await stepsAre(steps)
    await written(2).press('Alt+ArrowUp')
    await stepsAre([steps[1]!, steps[0]!, ...steps.slice(2)])
    await more(1, 'Leave out of speech')
    await app.page.getByText('Left out', { exact: true }).waitFor()
    await undoAll(4)
    await stepsAre(steps)
    expect(await app.page.getByText('Left out', { exact: true }).count()).toBe(0)
    await written(1).press('Control+End')
    await written(1).press('Enter')
    await stepsAre([steps[0]!, '', ...steps.slice(1)])
    await expect.poll(() => written(2).evaluate((area) => area === document.activeElement)).toBe(true)
    await button('Remove step 2').click()
    await stepsAre(steps)
  })

  test.each([
    ['number', () => app.page.locator('li.step .number').nth(1)],
    ['text field', () => written(2)],
    ['spoken text', () => spoken(2)],
  ])('are dragged with the mouse by their number and dropped on the %s of another', async (_, place) => {
    await dragByHand(app.page.locator('li.step .number').nth(0), place())
    await stepsAre([steps[1]!, steps[0]!, ...steps.slice(2)])
    await undo()
    await stepsAre(steps)
  })

  test('say at once how a written text will be heard, and for how long', async () => {
    await written(1).fill('Heat it to 60 °C for 5 min.')
    await expect.poll(() => spoken(1).inputValue()).toBe('Heat it to 60 degrees Celsius for 5 minutes.')
    await app.page.getByPlaceholder('Search topics').click()
    await saved()
    await undo()
  })
})

describe('whole topics', () => {
  test('are split, merged again and doubled', async () => {
    await open(levelling)
    await more(3, 'New topic from here on')
    await expect.poll(() => title().inputValue()).toBe(`${levelling} (2)`)
    await stepsAre(steps.slice(2))
    await open(levelling)
    await stepsAre(steps.slice(0, 2))
    await whole(/^Merge with/)
    await app.page.getByRole('dialog').getByLabel('Search topics').fill(`${levelling} 2`)
    await app.page
      .getByRole('dialog')
      .getByRole('option', { name: `${levelling} (2)` })
      .click()
    await app.page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
    await stepsAre(steps)
    await whole('Duplicate')
    await expect.poll(() => title().inputValue()).toBe(`${levelling} (2)`)
    await undoAll(3)
    await open(levelling)
    await stepsAre(steps)
  })
})

describe('signing', () => {
  test('says who approved and when, and an edit takes it back', async () => {
    await setStatus('Reviewed')
    await setStatus('Approved')
    await app.page.getByText(/^Approved by /).waitFor()
    await app.screenshot('authoring-3-approved')
    await title().fill('Levelling it')
    await app.page.getByPlaceholder('Search topics').click()
    await expect.poll(() => app.page.getByText(/^Approved by /).count()).toBe(0)
    await undo()
    await app.page.getByText(/^Approved by /).waitFor()
  })

  test('goes on to the next topic of the list by one key, and says at the end that there is none', async () => {
    const found = (): Promise<string[]> => app.page.locator('[role=treeitem] .title').allInnerTexts()
    await app.page.getByPlaceholder('Search topics').fill('salt container')
    await app.page
      .getByRole('treeitem', { name: /salt container/ })
      .first()
      .waitFor()
    await expect.poll(found).not.toContain(levelling) // what was found before is gone
    await app.page.getByRole('treeitem').first().click()
    const [first, second, last] = await found().then((titles) => [...titles.slice(0, 2), titles.at(-1)])
    await expect.poll(() => title().inputValue()).toBe(first)
    await app.page.keyboard.press('Alt+Enter')
    await expect.poll(() => title().inputValue()).toBe(second)
    expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(second)
    await app.page.getByRole('treeitem').first().getByRole('img', { name: 'Reviewed' }).waitFor()
    await app.page.getByRole('treeitem').last().click()
    await expect.poll(() => title().inputValue()).toBe(last)
    await button(/^Reviewed, next/).click()
    await app.page.getByText('That was the last topic of this list.').first().waitFor()
    await undoAll(2)
    await open(levelling)
  })

  test('comments are written, settled and opened again', async () => {
    const comment = app.page.getByLabel('Write a comment')
    await comment.fill('Is this true for the small model?')
    await app.page.getByRole('navigation').getByRole('link', { name: 'Manual', exact: true }).click()
    await view('Topics')
    await expect.poll(() => comment.inputValue()).toBe('Is this true for the small model?') // begun, and looked something up
    await button('Comment').click()
    await app.page.getByText('Is this true for the small model?').waitFor()
    await button('Settle this comment').click()
    await button('Open this comment again').waitFor()
  })
})

describe('findings', () => {
  test('are mended in one click and let stand with a reason', async () => {
    await app.page.getByLabel('Write a comment').waitFor()
    await spoken(1).fill('Heat it to 60 °C.')
    await app.page.getByPlaceholder('Search topics').click()
    await button('Put the unit in words').click()
    await expect.poll(() => spoken(1).inputValue()).toBe('Heat it to 60 degrees Celsius.')
    await undo()
    const finding = app.page
      .getByRole('article')
      .getByRole('listitem')
      .filter({ has: button('Put the unit in words') })
    await finding.getByRole('button', { name: 'Let it stand' }).click()
    await app.page.getByLabel('Why may it stand?').fill('a figure for the service only')
    await app.page.keyboard.press('Enter')
    await app.page.getByText('Left to stand: a figure for the service only').waitFor()
    await app.screenshot('authoring-4-findings')
  })

  test('are listed for the project, and one leads to its place', async () => {
    await app.page.getByRole('button', { name: /^Findings \d/ }).click()
    const list = app.page.getByRole('listbox', { name: 'Findings' })
    await list.getByRole('option').first().click()
    await app.screenshot('authoring-5-finding-list')
    await app.page.getByRole('article').waitFor()
    await app.page.getByRole('button', { name: 'Topics', exact: true }).click()
  })
})

describe('words and time', () => {
  test('a pronunciation reaches the spoken text, and what was exported since is known', async () => {
    await app.answerDialogs(out)
    await view('Export')
    await button('Save bundle…').click({ timeout: 120_000 })
    await button('Save for development').click()
    await app.page.locator('.saved .hash').waitFor({ timeout: 120_000 })
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown[]>
    expect(manifest['approvals']).toEqual([])
    expect(manifest['lettingStand']).toMatchObject([
      { code: 'unit-not-spoken', reason: 'a figure for the service only' },
    ])

    await view('Topics')
    await open(levelling)
    await button('Pronunciation').click()
    await app.page.getByLabel('Word 1, as written').fill('appliance')
    await app.page.getByLabel('Word 1, as spoken').fill('machine')
    await app.page.mouse.click(5, 5) // beside the dialog: what was typed in it stays
    expect(await app.page.getByLabel('Word 1, as spoken').inputValue()).toBe('machine')
    await button('Use these').click()
    await expect
      .poll(() =>
        app.page
          .getByLabel(/as spoken$/)
          .evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value).join(' ')),
      )
      .toContain('machine')

    await button('History').click()
    const dialog = app.page.getByRole('dialog')
    await dialog.getByText('Change the pronunciation').waitFor()
    await dialog.getByText('Undone: ').first().waitFor()
    await app.screenshot('authoring-6-history')
    await dialog.getByRole('tab', { name: 'Since the last export' }).click()
    await dialog.locator('ins', { hasText: 'machine' }).first().waitFor()
    await app.screenshot('authoring-7-since-export')
    await app.page.keyboard.press('Escape')
  })

  test('the history is a readable file of the project', async () => {
    const folder = join(app.userFolder, 'worker', 'sample')
    const days = await readdir(join(folder, 'history')).catch(() => readdir(join(app.userFolder, 'sample', 'history')))
    expect(days).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d\.jsonl$/)])
  })
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
