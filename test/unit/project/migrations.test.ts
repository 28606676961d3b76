// A project folder as an earlier Plainspoken wrote it: opened, it is one of today, and the files as they were are kept.

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectFormatVersion } from '../../../electron/worker/project/migrations.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/projects')
let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-')), 'project')
})
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }))

const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8')
const earlier = Array.from({ length: projectFormatVersion - 1 }, (_, at) => at + 1)

test.each(earlier)('there is a fixture of format %i, and it opens as a project of today', async (version) => {
  await cp(join(fixtures, `format-${version}`), folder, { recursive: true })
  const { project } = await ProjectStore.open(folder)
  expect({
    version: project.formatVersion,
    onDisk: JSON.parse(await read('project.json')) as unknown,
    name: project.settings.name,
    topics: project.topics.map(({ id, status }) => [id, status]),
    again: (await ProjectStore.open(folder)).project,
  }).toEqual({
    version: projectFormatVersion,
    onDisk: expect.objectContaining({ formatVersion: projectFormatVersion }),
    name: 'Lumen D60',
    topics: [
      ['descaling', 'approved'],
      ['e15', 'draft'],
    ],
    again: project,
  })
})

test.each(earlier)(
  'the files of format %i are kept beside it, byte for byte, and git does not carry them',
  async (version) => {
    await cp(join(fixtures, `format-${version}`), folder, { recursive: true })
    await ProjectStore.open(folder)
    for (const path of ['project.json', 'topics/descaling.json', 'topics/e15.json'])
      expect(await read(`.backup/format-${version}/${path}`)).toBe(
        await readFile(join(fixtures, `format-${version}`, path), 'utf8'),
      )
    expect((await read('.gitignore')).split('\n')).toContain('.backup/')
  },
)

test('a project that cannot be migrated is left as it was', async () => {
  await cp(join(fixtures, 'format-1'), folder, { recursive: true })
  await writeFile(join(folder, 'topics/e15.json'), '{"id": "e15"}')
  await expect(ProjectStore.open(folder)).rejects.toMatchObject({ code: 'project-damaged' })
  expect(JSON.parse(await read('project.json'))).toMatchObject({ formatVersion: 1 })
  expect(await readdir(folder)).not.toContain('.backup')
})
