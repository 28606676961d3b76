// A hazard is changed and heard in the real window, the device is silenced in time, and asked by keyboard alone.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Topic } from '../../shared/domain.ts'
import type { TopicRow } from '../../shared/ipc/contract.ts'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  await app.page.getByText('Sample dishwasher').first().waitFor({ timeout: 60_000 })
})
afterAll(() => app.close())

const goTo = (view: string): Promise<void> =>
  app.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()
const field = () => app.page.getByLabel('Type a question')
const replies = () => app.page.locator('article.reply')
const deviceState = () => app.page.locator('.display .state')

test('another signal word is spoken, and consequence and avoidance are kept', async () => {
  await goTo('Topics')
  await app.page.getByPlaceholder('Search topics').fill('Electrical safety')
  await app.page.getByRole('treeitem', { name: /Electrical safety/ }).click()
  await app.page.getByRole('article', { name: 'Electrical safety' }).waitFor() // another topic was open
  await app.page.getByRole('combobox', { name: 'Signal word of hazard 1' }).click()
  await app.page.getByRole('option', { name: 'Caution' }).click()
  await app.page.getByLabel('Consequence of hazard 1').fill('Touching live parts can kill.')
  await app.page.getByLabel('Avoidance of hazard 1').fill('Pull the plug.')
  await app.page.getByPlaceholder('Search topics').click() // leaving the field saves it
  await app.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  await app.screenshot('reply-hazard')
  const rows = await app.call<TopicRow[]>('topic.list')
  const { hazards } = await app.call<Topic>('topic.read', {
    id: rows.find(({ title }) => title === 'Electrical safety')?.id,
  })
  expect(hazards[0]).toMatchObject({
    signalWord: 'caution',
    spoken: `Caution. ${hazards[0]?.spoken.replace(/^\w+\. /, '') ?? ''}`,
    consequence: 'Touching live parts can kill.',
    avoidance: 'Pull the plug.',
  })
})

test('the reply shows the signal word once', async () => {
  await goTo('Simulator')
  await field().fill('electrical safety')
  await app.page.getByRole('button', { name: 'Ask', exact: true }).click()
  const hazard = replies().first().locator('.hazard').first()
  await hazard.locator('.caution').waitFor()
  await app.screenshot('reply-answered')
  expect((await hazard.innerText()).match(/caution/gi)).toHaveLength(1)
})

test('Escape silences the device within 100 ms', async () => {
  await deviceState().getByText('Speaking').waitFor()
  const silentAfterMs = app.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressedMs = 0
        window.addEventListener('keydown', () => (pressedMs = performance.now()), { capture: true, once: true })
        const display = document.querySelector('.display')!
        new MutationObserver(() => {
          if (!display.textContent?.includes('Speaking')) resolve(performance.now() - pressedMs)
        }).observe(display, { subtree: true, characterData: true, childList: true })
      }),
  )
  await app.page.waitForTimeout(50) // the observer stands before the key is pressed
  await app.page.keyboard.press('Escape')
  expect(await silentAfterMs).toBeLessThan(100)
})

test('the field keeps the focus; Enter repeats, arrow up recalls the question', async () => {
  await field().fill('levelling the appliance')
  await field().press('Enter')
  await replies().nth(1).waitFor()
  expect(await field().evaluate((element) => element === document.activeElement)).toBe(true)
  await deviceState()
    .getByText(/Ready|Speaking/)
    .waitFor()
  await field().press('Enter')
  await replies().nth(2).waitFor()
  expect(await replies().nth(2).innerText()).toBe(await replies().nth(1).innerText())
  await field().press('ArrowUp')
  expect(await field().inputValue()).toBe('levelling the appliance')
  await field().fill('')
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
