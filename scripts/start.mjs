// npm start: installs and builds what is missing, then opens the app on the sample project.
import { spawnSync } from 'node:child_process'
import { setup } from './setup.mjs'

const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY

try {
  setup()
} catch (error) {
  console.error(`setup failed: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
if (hasDisplay) {
  const app = spawnSync(
    'npx',
    ['--no-install', 'tsx', 'scripts/electronRun.ts', '--sample', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  )
  process.exitCode = app.status ?? 1
} else {
  console.log('\nThis machine has no display, so the window cannot open. Everything is installed and built:')
  console.log('  npm run demo    does the whole main job in this terminal, on the sample manual')
  console.log('  xvfb-run -a npm start    opens the window on a virtual display\n')
}
