// Every view in light and dark, English and German: no accessibility violation (axe-core), nothing the page complains of, and a
// screenshot of each in out/screenshots for people to look at.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from './accessibility.ts'
import type { RunningApp } from './app.ts'
import { look, startSample } from './sampleApp.ts'

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
  app = await startSample()
})
afterAll(() => app.close())

describe.each(looks)('in %s, %s', (language, theme) => {
  beforeAll(() => look(app, { language, theme }))

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
