// What leaves the project is written whole or not at all, on disks that fill up, that may only be read, and when somebody cancels.

import { execFileSync } from 'node:child_process'
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileWhole, writeFilesWhole } from '../../../electron/worker/files/writeWhole.ts'
import { canMount, mountSmallDisk, unmount } from '../smallDisk.ts'

const { signal } = new AbortController()
const earlier = new Map([
  ['d60.psb', 'bundle 1'],
  ['sdk/README.md', 'guide 1'],
])
let folder = ''

/** What lies there, without what is being written. */
async function contents(): Promise<Record<string, string>> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return Object.fromEntries(paths.map((path, at) => [path.slice(folder.length + 1), texts[at] ?? '']))
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-whole-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a folder of files', () => {
  it('gets all of them, and other files in it stay', async () => {
    await writeFile(join(folder, 'mine.txt'), 'mine')
    await writeFilesWhole(folder, earlier, signal)
    expect(await contents()).toEqual({ 'mine.txt': 'mine', ...Object.fromEntries(earlier) })
  })

  it('is made where it is not there yet', async () => {
    await writeFilesWhole(join(folder, 'out', 'deep'), new Map([['a', new Uint8Array([104, 105])]]), signal)
    expect(await contents()).toEqual({ 'out/deep/a': 'hi' })
  })

  it('is as it was when somebody cancels in the middle', async () => {
    await writeFilesWhole(folder, earlier, signal)
    const cancel = new AbortController()
    const files = new Map([['d60.psb', 'bundle 2'], ['sdk/README.md', 'guide 2']]) // prettier-ignore
    const reading = new Proxy(files, {
      // the person presses Cancel once the first file has been taken
      get: (target, key) =>
        key === Symbol.iterator
          ? function* () {
              for (const entry of target) {
                yield entry
                cancel.abort()
              }
            }
          : Reflect.get(target, key, target),
    })
    await expect(writeFilesWhole(folder, reading, cancel.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(await contents()).toEqual(Object.fromEntries(earlier))
  })

  it('says so where a file stands in the way', async () => {
    await writeFile(join(folder, 'out'), '')
    await expect(writeFilesWhole(join(folder, 'out'), earlier, signal)).rejects.toMatchObject({ code: 'file-not-writable' }) // prettier-ignore
  })
})

describe.runIf(canMount)('on a small disk', () => {
  beforeEach(() => mountSmallDisk(folder))
  afterEach(() => unmount(folder))

  it('a folder is as it was when the disk fills up, and takes the next one', async () => {
    await writeFilesWhole(folder, earlier, signal)
    const large = new Map([...earlier, ['d60.psb', 'bundle 2'], ['d60.hex', 'x'.repeat(600_000)]]) // prettier-ignore
    await expect(writeFilesWhole(folder, large, signal)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await contents()).toEqual(Object.fromEntries(earlier))
    await writeFilesWhole(folder, new Map([['d60.psb', 'bundle 2']]), signal)
    expect(await contents()).toMatchObject({ 'd60.psb': 'bundle 2' })
  })

  it('a file is as it was when the disk fills up', async () => {
    const file = join(folder, 'review.html')
    await writeFileWhole(file, 'earlier')
    await expect(writeFileWhole(file, 'x'.repeat(600_000))).rejects.toMatchObject({ code: 'disk-full' })
    expect(await contents()).toEqual({ 'review.html': 'earlier' })
  })

  it('a disk that may only be read is said', async () => {
    execFileSync('mount', ['-o', 'remount,ro', folder])
    await expect(writeFilesWhole(folder, earlier, signal)).rejects.toMatchObject({ code: 'file-not-writable' })
    await expect(writeFileWhole(join(folder, 'a'), 'a')).rejects.toMatchObject({ code: 'file-not-writable' })
  })
})

it('a pipe gets what is written to it', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  await mkdir(join(folder, 'other'))
  const [heard] = await Promise.all([readFile(pipe, 'utf8'), writeFileWhole(pipe, 'report')])
  expect(heard).toBe('report')
})
