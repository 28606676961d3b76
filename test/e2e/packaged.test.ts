// The app as it ships: packed by electron-builder, started from its own folder, fuses burnt, models inside. It is driven over Chromium's
// own debugging port, as a release has no Node inspector. Trap: on the fallback runtime this is the shipping configuration but for one fuse.

import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appEnvironment, root } from './app.ts'
import { askInWindow, startOverPort } from './debuggingPort.ts'
import type { PortApp } from './debuggingPort.ts'

const run = promisify(execFile)
const isLinux = process.platform === 'linux'
const unpacked = join(root, 'dist/linux-unpacked')
const resources = join(unpacked, 'resources')

describe.skipIf(!isLinux)('the packaged app', () => {
  let printed: string
  let userFolder: string
  let app: PortApp
  let page: Page

  beforeAll(async () => {
    printed = (await run('npx', ['tsx', 'scripts/package.ts', '--dir'], { cwd: root })).stdout
    userFolder = await mkdtemp(join(tmpdir(), 'plainspoken-packaged-'))
    app = await startOverPort([join(unpacked, 'plainspoken'), '--sample', `--user-data-dir=${userFolder}`])
    page = app.page
  }, 300_000)
  afterAll(async () => {
    await app?.close()
    if (userFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('opens the sample project and answers from the manual, with the models inside the package', async () => {
    expect(await askInWindow(page, 'my dishes come out dirty')).toMatch(/not clean|dirty|spray|filter/i)
  })

  test('shows in About who else’s work is in it, the same as the list beside the app', async () => {
    const sbom = JSON.parse(await readFile(join(resources, 'licences/sbom.cdx.json'), 'utf8')) as {
      components: { name: string; version: string }[]
    }
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'About Plainspoken' }).click()
    await page.getByRole('button', { name: 'Third-party licences' }).click()
    await page.locator('.third-parties .name').first().waitFor() // the list is a part of its own, loaded when it is wanted
    const names = await page.locator('.third-parties .name').allInnerTexts()
    expect(names).toEqual(sbom.components.map(({ name, version }) => `${name} ${version}`))
    await page.keyboard.press('Escape')
  })

  test('lists exactly the packages that lie inside', async () => {
    const sbom = JSON.parse(await readFile(join(resources, 'licences/sbom.cdx.json'), 'utf8')) as {
      components: { type: string; name: string }[]
    }
    const listed = new Set(sbom.components.map(({ name }) => name))
    const inside = await packagesIn(join(resources, 'app.asar.unpacked/node_modules'))
    expect(inside.filter((name) => !listed.has(name))).toEqual([])
    expect(inside.length).toBeGreaterThan(10)
  })

  test('keeps main, preload and page in the archive, and no file of development anywhere', async () => {
    const archive = (await run('npx', ['asar', 'list', join(resources, 'app.asar')], { cwd: root })).stdout.split('\n')
    const beside = (await readdir(resources, { recursive: true })).filter((path) => !path.startsWith('models'))
    const all = [...archive, ...beside]
    expect({
      inArchive: ['/out/main/index.cjs', '/out/preload/index.cjs', '/out/renderer/index.html'].filter(
        (path) => !archive.includes(path),
      ),
      development: all
        .filter((path) => path !== join('firmware', 'sdk', 'README.md')) // goes into every export
        .filter((path) => /\.(ts|vue|map|md)$|(^|\/)(test|scripts|\.cache|\.git)\//.test(path)),
      runtime: existsSync(join(resources, 'firmware/src/psp_rank.c')),
      sources: existsSync(join(resources, 'app')),
    }).toEqual({ inArchive: [], development: [], runtime: true, sources: false })
  })

  test('says what it weighs, and stays under 450 MB with Electron and all models', () => {
    const megabytes = Number(/^linux-unpacked\s+([\d.]+) MB/m.exec(printed)?.[1])
    expect(megabytes).toBeGreaterThan(100)
    expect(megabytes).toBeLessThan(450)
  })

  test.each([
    ['runs no script as Node', { ELECTRON_RUN_AS_NODE: '1' }, ['-e', 'console.log("ran as node")']],
    ['takes no NODE_OPTIONS', { NODE_OPTIONS: `--require ${join(root, 'test/fixtures/sayRan.cjs')}` }, ['--version']],
    ['opens no Node inspector', {}, ['--inspect-brk=0', '--version']],
  ])('%s', async (_, environment, args) => {
    const env = { ...(await appEnvironment()), ...environment }
    const child = spawn(join(unpacked, 'plainspoken'), [...args, '--no-sandbox', `--user-data-dir=${userFolder}`], {
      env,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += String(bytes)))
    await new Promise((resolve) => child.once('close', resolve)) // the first instance holds the lock, so this one ends by itself
    expect(output).not.toMatch(/ran as node|sayRan|Debugger listening/)
  })
})

/** Names with their scope: "@napi-rs/canvas". */
async function packagesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  const nested = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await readdir(join(folder, name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  )
  return nested.flat()
}
