// What the shell does around the page: files, menu, theme, a worker that dies, a second start, the next start.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElementHandle } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { electronRuntime } from '../../scripts/electronRuntime.ts'
import { appEnvironment, fileInPage, root, startApp } from './app.ts'
import type { RunningApp } from './app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await startApp({ arguments: ['--sample'] })
  await app.page.getByRole('button', { name: 'Project menu' }).waitFor({ timeout: 60_000 })
})
afterAll(() => app.close())

function importFile(id: number, element: ElementHandle): Promise<unknown> {
  return app.page.evaluate(
    ([input, request]) => {
      const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
      return plainspoken.invoke('manual.import', request, {}, (input as HTMLInputElement).files?.[0])
    },
    [element, id] as const,
  )
}

test('--sample opens the sample project', async () => {
  expect(await app.page.getByRole('button', { name: 'Project menu' }).innerText()).toContain('Sample dishwasher')
})

test('a dropped PDF is imported without a dialog', async () => {
  const dropped = await importFile(900_001, await fileInPage(app.page, join(root, 'assets/sample/manual.pdf')))
  expect(dropped).toMatchObject({ ok: true, value: { pageCount: expect.any(Number), unchanged: expect.any(Number) } })
})

test('a dropped file that is no PDF is refused by its name', async () => {
  const path = join(app.userFolder, 'notes.txt')
  await writeFile(path, 'not a manual')
  expect(await importFile(900_002, await fileInPage(app.page, path))).toEqual({
    ok: false,
    failure: { kind: 'expected', code: 'pdf-not-a-pdf', details: { file: 'notes.txt' } },
  })
})

test('a File that a script made up names no path: the dialog is asked', async () => {
  await app.answerDialogs() // closed
  const result = await app.page.evaluate(() => {
    const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
    return plainspoken.invoke('manual.import', 900_003, {}, new File(['%PDF-1.7'], '/etc/passwd.pdf'))
  })
  expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } })
})

test('the native menu moves the window', async () => {
  await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('show-export')?.click())
  await app.page.getByRole('heading', { level: 1, name: 'Export' }).waitFor()
})

test('a worker that is killed is started again with the project open, and the window says so', async () => {
  const pid = await app.electron.evaluate(
    ({ app }) =>
      app.getAppMetrics().find(({ name, serviceName }) => /worker/i.test(`${name} ${serviceName}`))?.pid ?? 0,
  )
  process.kill(pid, 'SIGKILL')
  await app.page.getByText('The background process was started again').first().waitFor()
  const answer = await app.page.evaluate(async () => {
    const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
    return plainspoken.invoke('project.read', 900_004, undefined)
  })
  expect(answer).toMatchObject({ ok: true, value: { settings: { name: 'Sample dishwasher' } } })
})

test('a second start on the same folder ends and leaves the first one alone', async () => {
  const runtime = electronRuntime()
  const second = spawn(
    runtime.executable,
    [...runtime.appArguments, `--user-data-dir=${app.userFolder}`, '--no-sandbox', '--disable-gpu'],
    { env: await appEnvironment() },
  )
  const [code] = await once(second, 'exit')
  expect([code, app.electron.windows().length]).toEqual([0, 1])
})

test('theme, language, size and place are those of the last time', async () => {
  await app.page.evaluate(async () => {
    const { plainspoken } = window as unknown as { plainspoken: { invoke(...parts: unknown[]): Promise<unknown> } }
    await plainspoken.invoke('settings.write', 900_005, { theme: 'dark', language: 'de' })
  })
  const bounds = { x: 60, y: 80, width: 1000, height: 700 }
  await app.electron.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
  await app.quit()
  app = await startApp({ userFolder: app.userFolder })
  const found = await app.electron.evaluate(({ BrowserWindow, Menu, nativeTheme }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    theme: nativeTheme.themeSource,
    menu: Menu.getApplicationMenu()?.items.map(({ label }) => label),
  }))
  expect(found).toEqual({
    bounds,
    theme: 'dark',
    menu: ['&Datei', '&Bearbeiten', '&Ansicht', '&Fenster', '&Hilfe'],
  })
})

test('the log names no folder of the person and nothing in quotes', async () => {
  expect(await app.log()).not.toMatch(/notes\.txt|passwd|Sample dishwasher/)
})
