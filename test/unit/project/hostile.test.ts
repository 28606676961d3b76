// A folder from a stranger -> a project or one clear error, and nothing outside it is touched.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '../../../shared/domain.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { keptResults } from '../../../electron/worker/testing/keptResults.ts'

const settings = { name: 'Dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }

let place = ''
let project = ''
let elsewhere = ''
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'plainspoken-hostile-'))
  project = join(place, 'project')
  elsewhere = join(place, 'elsewhere')
  await mkdir(elsewhere)
  await ProjectStore.create(project, settings)
})
afterEach(() => rm(place, { recursive: true }))

const damaged = { code: 'project-damaged' }
const commit = (list: unknown): Promise<void> => plant('.journal/commit.json', JSON.stringify(list))

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true })
  await writeFile(join(project, path), text)
}

async function link(name: string, to = elsewhere): Promise<void> {
  await rm(join(project, name), { recursive: true, force: true })
  await symlink(to, join(project, name))
}

describe('a journal', () => {
  it.each(['../elsewhere/planted.txt', 'topics/../../elsewhere/planted.txt'])(
    'that names %s writes nothing',
    async (path) => {
      await plant('.journal/0', 'planted')
      await commit([{ path, from: '0' }])
      await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
      expect(existsSync(join(elsewhere, 'planted.txt'))).toBe(false)
    },
  )

  it('takes its contents from nowhere else', async () => {
    await writeFile(join(elsewhere, 'secret'), 'mine')
    await commit([{ path: 'topics/x.json', from: '../../elsewhere/secret' }])
    await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
    expect(await readFile(join(elsewhere, 'secret'), 'utf8')).toBe('mine')
  })

  it('writes through no link, also one of a deeper folder or one that leads nowhere yet', async () => {
    for (const [name, to] of [
      ['results', elsewhere],
      ['audio', join(place, 'not-yet')],
    ] as const) {
      await link(name, to)
      await plant('.journal/0', 'planted')
      await commit([{ path: `${name}/deeper/planted.txt`, from: '0' }])
      await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
      expect(existsSync(join(to, 'deeper'))).toBe(false)
      await rm(join(project, name))
    }
  })

  it('that is a link is refused, and what it leads to stays', async () => {
    await writeFile(join(elsewhere, 'commit.json'), '[]')
    await link('.journal')
    await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
    expect(await readFile(join(elsewhere, 'commit.json'), 'utf8')).toBe('[]')
  })
})

describe('our own folders', () => {
  it.each(['.cache', 'exports', 'history', 'manuals', 'topics'])('%s as a link out is refused', async (name) => {
    await link(name)
    await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
  })

  it('may be links within the project', async () => {
    await mkdir(join(project, 'kept'))
    await link('results', join(project, 'kept'))
    await expect(ProjectStore.open(project)).resolves.toBeDefined()
  })

  it('that become links while the project is open take no write', async () => {
    const store = await ProjectStore.open(project)
    await link('manuals')
    const named = (now: Project): Project => ({ ...now, settings: { ...now.settings, name: 'New' } })
    const pdf = new Map([['manuals/d60.pdf', new Uint8Array(1)]])
    const renamed = store.apply({ code: 'change-settings', details: {} }, named, pdf)
    await expect(renamed).rejects.toMatchObject(damaged)
    await rm(join(project, 'manuals'))
    expect((await ProjectStore.open(project)).project.settings.name).toBe('Dishwasher')
  })
})

describe.skipIf(process.platform === 'win32')('a file that is no file', () => {
  it.each(['topics/pipe.json', 'project.json'])('%s as a pipe is refused instead of waited for', async (path) => {
    await rm(join(project, path), { force: true })
    await mkdir(dirname(join(project, path)), { recursive: true })
    execFileSync('mkfifo', [join(project, path)])
    await expect(ProjectStore.open(project)).rejects.toMatchObject(damaged)
  })

  it('counts as no result, no lock and no history', async () => {
    for (const path of ['results/0001-0123abcd.json', 'history/2026-01-01.jsonl', '.cache/lock']) {
      await mkdir(dirname(join(project, path)), { recursive: true })
      execFileSync('mkfifo', [join(project, path)])
    }
    await expect(ProjectStore.open(project)).resolves.toBeDefined()
    expect(await keptResults(project)).toEqual([])
  })
})

it('a file of zeros without end is refused by its size', async () => {
  await plant('topics/x.json', '')
  await truncate(join(project, 'topics/x.json'), 40_000_000_000)
  await expect(ProjectStore.open(project)).rejects.toMatchObject({ ...damaged, details: { file: 'topics/x.json' } })
})
