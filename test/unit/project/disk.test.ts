// A disk that is full and one that may only be read, as real mounts: the app says which, and the project is whole afterwards.

import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Deed, Project } from '../../../shared/domain.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { canMount, mountSmallDisk, unmount } from '../smallDisk.ts'

const settings = { name: 'Dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }
const deed: Deed = { code: 'change-settings', details: {} }
const named = (name: string) => (project: Project) => ({ ...project, settings: { ...project.settings, name } })
const nameOnDisk = async (folder: string): Promise<string> => (await ProjectStore.open(folder)).project.settings.name

let disk = ''

beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'plainspoken-disk-'))
  if (canMount) mountSmallDisk(disk)
})
afterEach(async () => {
  if (canMount) unmount(disk)
  await rm(disk, { recursive: true })
})

describe.runIf(canMount)('a full disk', () => {
  it('refuses the save, keeps the project, and takes the next save when there is room again', async () => {
    const store = await ProjectStore.create(join(disk, 'project'), settings)
    await writeFile(join(disk, 'filler'), '').then(() => fill(join(disk, 'filler')))
    await expect(store.apply(deed, named('New'))).rejects.toMatchObject({ code: 'disk-full' })
    expect([store.project.settings.name, await nameOnDisk(store.folder)]).toEqual(['Dishwasher', 'Dishwasher'])
    await rm(join(disk, 'filler'))
    await store.apply(deed, named('New'))
    expect(await nameOnDisk(store.folder)).toBe('New')
  })

  it('that fills up in the middle of an import leaves no half of it', async () => {
    const store = await ProjectStore.create(join(disk, 'project'), settings)
    const before = await readdir(store.folder)
    const pdf = new Map([['manuals/d60.pdf', new Uint8Array(500_000)]])
    await expect(store.apply(deed, named('New'), pdf)).rejects.toMatchObject({ code: 'disk-full' })
    expect([await readdir(store.folder), await nameOnDisk(store.folder)]).toEqual([before, 'Dishwasher'])
  })
})

describe.runIf(canMount)('a folder that may only be read', () => {
  it('opens, and refuses a change by saying so', async () => {
    const { folder } = await ProjectStore.create(join(disk, 'project'), settings)
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const store = await ProjectStore.open(folder)
    await expect(store.apply(deed, named('New'))).rejects.toMatchObject({ code: 'file-not-writable' })
    expect((await store.refresh()).settings.name).toBe('Dishwasher')
  })
})

/** Until the disk refuses another byte. */
async function fill(file: string): Promise<void> {
  for (;;)
    try {
      await writeFile(file, new Uint8Array(4096), { flag: 'a' })
    } catch {
      return
    }
}
