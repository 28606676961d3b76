// A command that starts the app -> the app's page, driven over Chromium's debugging port. For what has no Node inspector: the packaged
// app, and an app under a tracer. Example: const { page, close } = await startOverPort(['dist/linux-unpacked/plainspoken', '--sample']).
// Trap: file dialogs can't be answered this way; such a test uses --sample.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { appEnvironment } from './app.ts'

export interface PortApp {
  page: Page
  close: () => Promise<void>
}

export async function startOverPort([program = '', ...args]: string[]): Promise<PortApp> {
  const switches = ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0']
  const app = spawn(program, [...args, ...switches], {
    cwd: tmpdir(), // no checkout: nothing may be found by accident
    env: await appEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(app, 'exit')
  const browser = await connected(await debuggingAddress(app))
  const page = browser.contexts()[0]!.pages()[0]!
  await page.getByRole('navigation').getByRole('link', { name: 'Simulator', exact: true }).waitFor({ timeout: 120_000 })
  return {
    page,
    async close() {
      await page.evaluate(() => window.close())
      await ended
    },
  }
}

/** Chromium leaves a connection unanswered that comes while its first window is being made (seen once in a traced app): asked again. */
async function connected(address: string, attempts = 2): Promise<Browser> {
  try {
    return await chromium.connectOverCDP(address, { noDefaults: true, timeout: 60_000 })
  } catch (error) {
    if (attempts === 1) throw error
    return connected(address, attempts - 1)
  }
}

/** Asks the simulated device and gives what its reply shows. */
export async function askInWindow(page: Page, question: string): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Simulator', exact: true }).click()
  await page.getByText('Ready').first().waitFor({ timeout: 120_000 })
  await page.getByLabel('Type a question').fill(question)
  await page.keyboard.press('Enter')
  const reply = page.locator('article.reply').last()
  await reply.waitFor({ timeout: 60_000 })
  return reply.innerText()
}

function debuggingAddress(app: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    app.stderr?.on('data', (bytes: Buffer) => {
      said += String(bytes)
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    app.once('exit', (code) => reject(new Error(`the app ended with ${code}:\n${said}`)))
  })
}
