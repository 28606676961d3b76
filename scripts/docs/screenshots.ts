// The sample project in a real window -> docs/guide/pictures/*.png, the pictures of README and guide. Example: npm run docs:screenshots
// Every scene drives the app as a person would, so a scene that can no longer be played fails here. Pictures are kept in git and made
// again when the window changes; they are not compared by bytes, as fonts differ between machines.
// Trap: needs a built app (npm run build), and pngquant (a Debian package) to keep a picture below 100 KB.

import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root, startApp } from '../../test/e2e/app.ts'
import type { RunningApp } from '../../test/e2e/app.ts'

const size = { width: 1200, height: 760 }
const folder = join(root, 'docs/guide/pictures')
const patience = { timeout: 120_000 } // models are loaded, a bundle is measured

/** A scene: what a person does, and what must be on the screen when the picture is taken. */
interface Scene {
  name: string
  play: (app: RunningApp) => Promise<Locator>
}

const goTo = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click(patience)

async function openTopic(page: Page, title: string): Promise<void> {
  await goTo(page, 'Topics')
  await page.getByPlaceholder('Search topics').fill(title)
  await page.getByRole('treeitem', { name: title }).first().click()
  await page.getByRole('article').getByLabel('Title').waitFor()
}

async function ask(page: Page, question: string): Promise<Locator> {
  await goTo(page, 'Simulator')
  const replies = page.locator('article.reply')
  const before = await replies.count()
  await page.getByLabel('Type a question').fill(question)
  await page.getByRole('button', { name: 'Ask', exact: true }).click(patience)
  await replies.nth(before).waitFor(patience)
  return page.locator('.display .state').getByText('Ready')
}

const scenes: Scene[] = [
  {
    name: 'projects',
    async play({ page }) {
      await goTo(page, 'Projects')
      return page.getByRole('button', { name: 'New project' }).first()
    },
  },
  {
    name: 'manual',
    async play({ page }) {
      await goTo(page, 'Manual')
      for (let turn = 0; turn < 10; turn++) await page.getByRole('button', { name: 'Next page' }).click()
      return page.getByRole('img', { name: 'Page 11 as printed' })
    },
  },
  {
    name: 'topics',
    async play({ page }) {
      await openTopic(page, 'Cleaning the filters')
      return page.getByRole('article').getByLabel('Step 1 as spoken')
    },
  },
  {
    name: 'findings',
    async play({ page }) {
      await page.getByPlaceholder('Search topics').fill('')
      await page.getByRole('button', { name: /^Findings \d/ }).click()
      return page.getByRole('listbox', { name: 'Findings' })
    },
  },
  {
    name: 'simulator',
    async play({ page }) {
      return ask(page, 'my dishes come out dirty')
    },
  },
  {
    name: 'suite',
    async play({ page, answerDialogs }) {
      await goTo(page, 'Overview')
      await answerDialogs(join(root, 'assets/sample/questions.csv'))
      await page.getByRole('button', { name: 'Run a suite…' }).click(patience) // waits for the budget
      return page.getByRole('region', { name: 'What the limit does' }).getByRole('img')
    },
  },
  {
    name: 'teach',
    async play({ page }) {
      await ask(page, 'there is a puddle under it')
      await page.getByRole('button', { name: 'About another topic …' }).click()
      const dialog = page.getByRole('dialog', { name: 'What is this question about?' })
      await dialog.getByRole('searchbox').fill('water')
      return dialog.getByRole('option').first()
    },
  },
  {
    name: 'export',
    async play({ page }) {
      await page.keyboard.press('Escape')
      await goTo(page, 'Export')
      return page.getByRole('columnheader', { name: 'Section' })
    },
  },
]

const only = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const app = await startApp({ arguments: ['--sample'] })
try {
  await app.electron.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  await app.page.getByRole('navigation').getByRole('link', { name: 'Export' }).waitFor(patience)
  for (const scene of scenes) {
    const shown = await scene.play(app)
    if (only.length === 0 || only.includes(scene.name)) await picture(scene.name, shown)
  }
} finally {
  await app.close()
}

async function picture(name: string, shown: Locator): Promise<void> {
  const { page } = app
  await shown.waitFor(patience)
  await page.mouse.move(0, 0)
  // Nothing moves any more, nothing is being drawn, and no hint floats over the page.
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[role=progressbar], .drawing, [role=tooltip]').length === 0 &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    null,
    patience,
  )
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path, '96', path])
  console.log(`${name}.png  ${size.width} × ${size.height}, ${Math.ceil(statSync(path).size / 1024)} KB`)
}
