// Starts the built app on whichever Electron there is. Example: tsx scripts/electronRun.ts --sample
// Trap: Electron's exit code is this script's; root (a container) needs --no-sandbox, which is said aloud.

import { spawnSync } from 'node:child_process'
import { electronRuntime } from './electronRuntime.ts'

const runtime = electronRuntime()
console.error(runtime.reason)
const isRoot = process.getuid?.() === 0
if (isRoot) console.error('Running as root: Chromium can only start with --no-sandbox.')
const app = spawnSync(
  runtime.executable,
  [...runtime.appArguments, ...(isRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exitCode = app.status ?? 1
