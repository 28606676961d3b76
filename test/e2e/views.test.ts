// Every view in light and dark, English and German: no accessibility violation (axe-core), nothing the page complains of, and a
// screenshot of each in out/screenshots for people to look at.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './accessibility.ts'
import { startApp } from './app.ts'
import type { RunningApp } from './app.ts'

type Language = 'en' | 'de'
type Theme = 'light' | 'dark'

const views = {
  en: ['Projects', 'Overview', 'Manual', 'Topics', 'Simulator', 'Test', 'Export'],
  de: ['Projekte', 'Übersicht', 'Anleitung', 'Themen', 'Simulator', 'Test', 'Export'],
}
const looks: [Language, Theme][] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['de', 'light'],
  ['de', 'dark'],
]
let app: RunningApp

beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  await app.page
    .getByRole('navigation')
    .getByRole('link', { name: 'Export', disabled: false })
    .waitFor({ timeout: 60_000 })
})
afterAll(() => app.close())

/** As if the person had chosen it in the settings, and started again. */
async function look(language: Language, theme: Theme): Promise<void> {
  await app.page.evaluate(
    async (settings) => {
      const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
      await plainspoken.invoke('settings.write', 1_000_000, settings)
    },
    { language, theme },
  )
  await app.page.reload()
  await app.page.locator('main').waitFor()
}

describe.each(looks)('in %s, %s', (language, theme) => {
  beforeAll(() => look(language, theme))

  test.each(views[language])('%s', async (view) => {
    await app.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click()
    await app.page.getByRole('heading', { level: 1, name: view }).waitFor()
    await app.page.waitForFunction(() => document.querySelectorAll('[role=progressbar], .drawing').length === 0)
    await app.screenshot(`${language}-${theme}-${view.toLowerCase()}`)
    expect(await violations(app.page)).toEqual([])
  })
})

test('the page had nothing to complain of', () => {
  expect(app.complaints).toEqual([])
})
