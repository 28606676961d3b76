// npm run package: the built app -> dist/linux-unpacked, a .deb and a .tar.gz, with nothing downloaded and the sizes printed.
//   -- --dir       only the unpacked app        -- --release   every installer of this platform; electron-builder fetches its tools
// Trap: without Electron's official binary the development fallback is packed, so that the package can be tested. Such a package says
// "test runtime" in its name and must never be given to anyone; --release refuses it.

import { build, Platform } from 'electron-builder'
import type { Configuration } from 'electron-builder'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { electronRuntime } from './electronRuntime.ts'
import { buildDeb, buildTarball } from './package/linuxPackages.ts'
import { printSizes } from './package/sizes.ts'
import { licenceTexts, sbomOf, thirdParties } from './package/thirdParties.ts'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const isRelease = process.argv.includes('--release')
const isOnlyFolder = process.argv.includes('--dir')
const runtime = electronRuntime()
console.error(runtime.reason)
if (isRelease && runtime.isFallback)
  throw new Error('A release needs Electron’s official binary: ARCHITECTURE.md, "Installing".')

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
await writeLicences()
await rm(dist, { recursive: true, force: true })
const ours = join(root, 'electron-builder.yml')
const configuration: Configuration = runtime.isFallback ? await withFallback(ours) : { extends: ours }
const platform = Platform.current()
const targets = isRelease ? platform.createTarget() : platform.createTarget('dir')
await build({ projectDir: root, config: configuration, targets, publish: 'never' })

if (process.platform === 'linux' && !isOnlyFolder && !isRelease) {
  const app = { root, dist, version: runtime.isFallback ? `${version}~test.runtime` : version }
  await buildDeb(app)
  buildTarball(app)
}
await printSizes(dist)

/** Beside the app: who else's work is in it. The window's About shows the same list. */
async function writeLicences(): Promise<void> {
  const folder = join(root, 'out/licences')
  const parts = thirdParties(root)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'sbom.cdx.json'), sbomOf(parts, version))
  await writeFile(join(folder, 'third-party-licences.txt'), licenceTexts(parts))
}

/** Electron 25 has a shorter row of fuses, and carries a link to this checkout instead of an app of its own. */
async function withFallback(file: string): Promise<Configuration> {
  const shorter = join(root, 'out', 'electron-builder.fallback.yml')
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(shorter, lines.filter((line) => !line.includes('grantFileProtocolExtraPrivileges')).join('\n'))
  return {
    extends: shorter,
    electronDist: dirname(runtime.executable),
    electronVersion: '25.1.1',
    afterExtract: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'app'), { force: true }),
  }
}
