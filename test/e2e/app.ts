// The built app as a running window that a test drives: real Electron, real worker, a user folder of its own, and nothing mocked but
// the answers of Electron's file dialogs. Example: const app = await startApp(); await app.page.getByRole('button', …).click().
// Trap: app.page is the page of the first window; everything the person would see is asked of it, not of our code.

import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron } from 'playwright-core'
import type { ElectronApplication, ElementHandle, Page } from 'playwright-core'
import { electronRuntime } from '../../scripts/electronRuntime.ts'
import { display } from './display.ts'

export const root = resolve(import.meta.dirname, '../..')
const screenshotsFolder = join(root, 'out', 'screenshots')

export interface RunningApp {
  electron: ElectronApplication
  page: Page
  userFolder: string
  /** What the page complained of so far: errors, and what its policy blocked. Empty in every good run. */
  complaints: string[]
  /** What the shell logged so far. */
  log: () => Promise<string>
  /** The next dialogs answer with these paths, in order; then they answer as if they were closed. */
  answerDialogs: (...paths: string[]) => Promise<void>
  /** A request as the page itself would make it, and what came of it. */
  request: <Value>(name: string, input?: unknown) => Promise<Answer<Value>>
  /** The same for its value alone: undefined where it was refused. */
  call: <Value>(name: string, input?: unknown) => Promise<Value>
  /** out/screenshots/<name>.png, kept as an artefact of CI. */
  screenshot: (name: string) => Promise<void>
  /** Ends the app; its user folder stays for another start. */
  quit: () => Promise<void>
  close: () => Promise<void>
}

export interface Answer<Value> {
  ok: boolean
  value: Value
  failure?: { code?: string }
}

export interface StartOptions {
  /** The folder of an earlier start, to start again on the same user's files. */
  userFolder?: string
  arguments?: string[]
}

let hasSaidRuntime = false

export async function startApp(options: StartOptions = {}): Promise<RunningApp> {
  if (!existsSync(join(root, 'out/main/index.cjs'))) throw new Error('The app is not built: run "npm run build" first.')
  const runtime = electronRuntime()
  if (!hasSaidRuntime) console.warn(runtime.reason)
  hasSaidRuntime = true
  const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'plainspoken-e2e-')))
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...runtime.appArguments,
      `--user-data-dir=${userFolder}`,
      '--no-sandbox', // root in a container can't have Chromium's own sandbox
      '--disable-gpu',
      ...(options.arguments ?? []),
    ],
    env: await appEnvironment(),
  })
  const page = await electron.firstWindow()
  page.setDefaultTimeout(60_000) // a loaded machine encodes a manual for longer than Playwright's 30 s
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.locator('main').waitFor() // the app is mounted
  const quit = (): Promise<void> => electron.close()
  return {
    electron,
    page,
    userFolder,
    complaints,
    log: () => readFile(join(userFolder, 'logs', 'main.log'), 'utf8').catch(() => ''),
    answerDialogs: (...paths) => answerDialogs(electron, paths),
    request: (name, input) => request(page, name, input),
    call: async <Value>(name: string, input?: unknown) => (await request<Value>(page, name, input)).value,
    async screenshot(name) {
      mkdirSync(screenshotsFolder, { recursive: true })
      await page.screenshot({ path: join(screenshotsFolder, `${name}.png`) })
    },
    quit,
    async close() {
      await quit()
      await rm(userFolder, { recursive: true, force: true })
    },
  }
}

async function answerDialogs(electron: ElectronApplication, paths: string[]): Promise<void> {
  await electron.evaluate(({ dialog }, waiting) => {
    dialog.showOpenDialog = () => {
      const path = waiting.shift()
      return Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] })
    }
  }, paths)
}

/** An input with a File as a drop gives it: Chromium made it from a file on the disk. */
export async function fileInPage(page: Page, path: string): Promise<ElementHandle<HTMLInputElement>> {
  const input = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }))
  const element = input.asElement() as ElementHandle<HTMLInputElement>
  await element.setInputFiles(path)
  return element
}

/** Drops a file of the disk on the window. */
export async function dropFile(page: Page, path: string): Promise<void> {
  await page.evaluate(
    (input) => {
      const [file] = input.files ?? []
      const dataTransfer = new DataTransfer()
      if (file) dataTransfer.items.add(file)
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
    },
    await fileInPage(page, path),
  )
}

export async function appEnvironment(): Promise<Record<string, string>> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  // What is meant for the test's own Node would reach Electron's.
  const ours = entries.filter(([name]) => !/^(VITEST|NODE_OPTIONS|ELECTRON_RUN_AS_NODE)/.test(name))
  return { ...Object.fromEntries(ours), DISPLAY: await display(), LANG: 'en_US.UTF-8' }
}

let lastId = 2_000_000 // far from the page's own

function request<Value>(page: Page, name: string, input: unknown): Promise<Answer<Value>> {
  return page.evaluate(
    ([name, id, input]) => {
      const { plainspoken } = window as unknown as {
        plainspoken: { invoke(...parts: unknown[]): Promise<Answer<Value>> }
      }
      return plainspoken.invoke(name, id, input)
    },
    [name, (lastId += 1), input] as const,
  )
}
