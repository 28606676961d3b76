// The states of reviewing that a view alone does not show: a reason asked for, blocks picked, pronunciation, history, merging. In both
// themes and languages: no accessibility violation (axe-core), nothing complained of, and a screenshot of each in out/screenshots.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { de } from '../../renderer/messages/de.ts'
import { en } from '../../renderer/messages/en.ts'
import { violations } from './accessibility.ts'
import type { RunningApp } from './app.ts'
import { look, startSample } from './sampleApp.ts'

let app: RunningApp

beforeAll(async () => {
  app = await startSample()
})
afterAll(() => app.close())

describe.each([
  { language: 'en', theme: 'dark', texts: en },
  { language: 'de', theme: 'light', texts: de },
  { language: 'de', theme: 'dark', texts: de },
  { language: 'en', theme: 'light', texts: en },
] as const)('in $language, $theme', ({ language, theme, texts }) => {
  const button = (name: string | RegExp): Locator => app.page.getByRole('button', { name, exact: true })
  async function isGood(state: string): Promise<void> {
    expect(await violations(app.page)).toEqual([])
    await app.screenshot(`review-${language}-${theme}-${state}`)
  }

  beforeAll(async () => {
    await look(app, { language, theme })
    await app.page.getByRole('navigation').getByRole('link', { name: texts.nav.topics, exact: true }).click()
    await app.page.getByRole('searchbox').fill('rinse aid filling')
    await app.page.getByRole('treeitem', { name: 'Filling the rinse aid' }).first().click()
    await app.page.getByRole('article', { name: 'Filling the rinse aid' }).waitFor()
  })

  test('a comment, and a reason that is asked for', async () => {
    await app.page.getByRole('textbox', { name: texts.review.newComment }).fill('Is this true for the small model?')
    await button(texts.review.comment).click()
    await button(texts.review.resolve).first().waitFor()
    await button(texts.review.letStand).first().click()
    await isGood('reason')
  })

  test('the list of findings, and blocks that are picked', async () => {
    await app.page.getByRole('button', { name: new RegExp(`^${texts.editor.findings} \\d`) }).click()
    await button(texts.review.pickBlocks).click()
    await app.page.locator('.mark[data-key=b3]').click()
    await isGood('picking')
    await button(texts.common.cancel).click()
  })

  test('the dialogs: pronunciation, history, merging', async () => {
    await button(texts.review.lexicon).click()
    await isGood('lexicon')
    await app.page.keyboard.press('Escape')
    await button(texts.review.history).click()
    await app.page.getByRole('dialog').getByRole('listitem').first().waitFor()
    await isGood('history')
    await app.page.keyboard.press('Escape')
    await button(texts.review.more).click()
    await app.page.getByRole('menuitem', { name: texts.review.mergeWith }).click()
    await isGood('merge')
    await app.page.keyboard.press('Escape')
  })

  test('what opens over every view, by the menu, and leaves the focus on something', async () => {
    for (const name of ['settings', 'shortcuts', 'about']) {
      await app.electron.evaluate(
        ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(),
        `show-${name}`,
      )
      await app.page.getByRole('dialog').waitFor()
      await isGood(name)
      await app.page.keyboard.press('Escape')
      await app.page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => app.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
    }
  })
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
