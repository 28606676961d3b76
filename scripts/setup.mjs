// Fresh clone -> everything that is needed to run: packages, model packs, the built app. Each step is skipped when its inputs have not
// changed, so that `npm start` and `npm test` can call it every time. Plain JavaScript without packages: it runs before they are there.
// Example: node scripts/setup.mjs           Trap: nothing here may download anything but npm packages.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const steps = [
  {
    name: 'packages',
    inputs: ['package.json', 'package-lock.json', '.npmrc'],
    output: 'node_modules/vite/package.json',
    run: () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  },
  {
    name: 'models',
    inputs: [
      ...['package-lock.json', 'scripts/models', 'assets/models', 'assets/languages', 'assets/sample'],
      'electron/worker/models',
    ],
    output: 'out/models/minilm/manifest.json',
    run: () => run('npx', ['--no-install', 'tsx', 'scripts/models/build.ts']),
  },
  {
    name: 'app',
    inputs: ['package-lock.json', 'electron', 'renderer', 'shared', 'electron.vite.config.ts', 'tsconfig.json'],
    output: 'out/main/cli.js',
    run: () => run('npx', ['--no-install', 'electron-vite', 'build', '--logLevel', 'warn']),
  },
]

export function setup() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node 20 or newer is needed, this is ${process.version}`)
  for (const step of steps) {
    const stamp = join(root, 'node_modules/.plainspoken', `${step.name}.sha256`)
    const wanted = hashOf(step.inputs)
    if (existsSync(join(root, step.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue
    console.error(`setup: ${step.name} …`)
    const startedAt = performance.now()
    step.run()
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted)
    console.error(`setup: ${step.name} ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  }
}

/** One hash over the names and bytes of files and whole folders. */
function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of filesUnder(path))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

function run(command, args) {
  // Progress of a step goes to stderr: stdout belongs to whoever called setup (a command with --json, say).
  execFileSync(command, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    setup()
  } catch (error) {
    console.error(`setup failed: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
