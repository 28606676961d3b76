// Starting the built app until its first view stands, against an empty Electron window of the same runtime, started the same way.
// Run: npm run build && npx tsx test/bench/appStart.ts. No goal is set; the ratio says what our own code adds to Electron's start.
// Trap: the fallback runtime runs only what lies in its own resources/app, so the empty app gets a copy of it made of hard links.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { _electron } from 'playwright-core'
import { electronRuntime } from '../../scripts/electronRuntime.ts'
import type { ElectronRuntime } from '../../scripts/electronRuntime.ts'
import { appEnvironment, root } from '../e2e/app.ts'
import { median } from './measure.ts'

const rounds = 5
mkdirSync(join(root, '.cache'), { recursive: true })
const folder = mkdtempSync(join(root, '.cache', 'empty-app-'))
try {
  const ours = electronRuntime()
  const empty = emptyApp(ours)
  const ms: Record<'ours' | 'empty', number[]> = { ours: [], empty: [] }
  for (let round = 0; round <= rounds; round++) {
    const [emptyMs, oursMs] = [await startMs(empty), await startMs(ours)]
    if (round === 0) continue // the first start reads everything from the disk
    ms.empty.push(emptyMs)
    ms.ours.push(oursMs)
  }
  const [own, bare] = [median(ms.ours), median(ms.empty)]
  console.log(
    `${rounds} starts each, median: app ${own.toFixed(0)} ms, empty window ${bare.toFixed(0)} ms, ratio ${(own / bare).toFixed(2)}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** A window that shows one word, on the same runtime. */
function emptyApp(runtime: ElectronRuntime): ElectronRuntime {
  const app = join(folder, 'app')
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }))
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>Empty</title><main>Empty</main>')
  writeFileSync(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'))
app.on('window-all-closed', () => app.quit())`,
  )
  if (!runtime.isFallback) return { ...runtime, appArguments: [app] }
  const copy = join(folder, 'runtime')
  execFileSync('cp', ['-al', dirname(runtime.executable), copy])
  rmSync(join(copy, 'resources', 'app'))
  execFileSync('cp', ['-a', app, join(copy, 'resources', 'app')])
  return { ...runtime, executable: join(copy, 'electron') }
}

async function startMs({ executable, appArguments }: ElectronRuntime): Promise<number> {
  const userFolder = mkdtempSync(join(folder, 'user-'))
  const args = [...appArguments, `--user-data-dir=${userFolder}`, '--no-sandbox', '--disable-gpu']
  const env = await appEnvironment()
  const startedMs = performance.now()
  const app = await _electron.launch({ executablePath: executable, args, env })
  const page = await app.firstWindow()
  await page.locator('main').waitFor()
  const durationMs = performance.now() - startedMs
  await app.close()
  return durationMs
}
