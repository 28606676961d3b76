// The folder belongs to the person: git, an editor and other Plainspokens change it while it is open. Nobody's work is written over.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Deed, Project, Topic } from '../../../shared/domain.ts'
import { withLock } from '../../../electron/worker/project/lock.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { bothChanges } from '../../../electron/worker/project/threeWay.ts'
import { watchFolder } from '../../../electron/worker/project/watch.ts'
import { topicOf } from '../../topicOf.ts'

const settings = { name: 'Dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }
const topic = (id: string, title = id): Topic => topicOf(id, { title })
const deed: Deed = { code: 'edit-topic', details: {} }
const retitled = (id: string, title: string) => (project: Project) => ({
  ...project,
  topics: project.topics.map((other) => (other.id === id ? { ...other, title } : other)),
})
const titles = ({ topics }: Project): string[] => topics.map(({ title }) => title)

let folder = ''
let store: ProjectStore
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-')), 'project')
  store = await ProjectStore.create(folder, settings)
  await store.apply(deed, (project) => ({ ...project, topics: [topic('a'), topic('b')] }))
})
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }))

async function patch(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  await writeFile(join(folder, path), text.replace(from, to))
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, encoding: 'utf8' })

describe('a change by another program', () => {
  it('is taken in before the next write, and both are on disk', async () => {
    await patch('topics/b.json', '"title": "b"', '"title": "theirs"')
    await store.apply(deed, retitled('a', 'mine'))
    expect([titles(store.project), titles((await ProjectStore.open(folder)).project)]).toEqual([
      ['mine', 'theirs'],
      ['mine', 'theirs'],
    ])
  })

  it('that comes while another is being written is seen at the next look', async () => {
    const text = await readFile(join(folder, 'topics/b.json'), 'utf8')
    await store.apply(deed, (project) => {
      writeFileSync(join(folder, 'topics/b.json'), text.replace('"title": "b"', '"title": "theirs"'))
      return retitled('a', 'mine')(project)
    })
    expect(titles(await store.refresh())).toEqual(['mine', 'theirs'])
  })

  it('is a step of its own: undo takes back one, then the other', async () => {
    await patch('topics/b.json', '"title": "b"', '"title": "theirs"')
    await store.apply(deed, retitled('a', 'mine'))
    expect(titles(await store.undo())).toEqual(['a', 'theirs'])
    expect(store.undoable?.code).toBe('merge-folder')
    expect(titles(await store.undo())).toEqual(['a', 'b'])
  })

  it('is shown before an undo would take it back unseen', async () => {
    await patch('topics/b.json', '"title": "b"', '"title": "theirs"')
    await expect(store.undo()).rejects.toMatchObject({ code: 'project-changed-on-disk' })
    expect(titles(store.project)).toEqual(['a', 'theirs'])
  })

  it('is no change where the same bytes were written again or the clock jumped', async () => {
    await patch('topics/b.json', '', '')
    await utimes(join(folder, 'topics/a.json'), new Date('2001-01-01'), new Date('2001-01-01'))
    await utimes(join(folder, 'project.json'), new Date('2099-01-01'), new Date('2099-01-01'))
    await store.refresh()
    expect(store.undoable).toEqual(deed)
  })

  it.each([
    ['conflict marks of git', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n', /merge conflicts/],
    ['half a file', '{"id": ', /topics\/b\.json/],
  ])('that left %s stops the write and is not written over', async (_, text, reason) => {
    await writeFile(join(folder, 'topics/b.json'), text)
    await expect(store.apply(deed, retitled('b', 'mine'))).rejects.toThrow(reason)
    expect([await readFile(join(folder, 'topics/b.json'), 'utf8'), titles(store.project)]).toEqual([text, ['a', 'b']])
    await writeFile(join(folder, 'topics/b.json'), `${JSON.stringify(topic('b', 'mended'))}\n`)
    expect(titles(await store.apply(deed, retitled('a', 'mine')))).toEqual(['mine', 'mended'])
  })

  it('of a git pull is noticed by the watch', async () => {
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'one')
    git('checkout', '-qb', 'other')
    await patch('topics/b.json', '"title": "b"', '"title": "theirs"')
    await writeFile(join(folder, 'topics/c.json'), JSON.stringify(topic('c')))
    git('add', '-A')
    git('commit', '-qm', 'two')
    git('checkout', '-q', '-')
    await store.refresh()
    const before = titles(store.project)
    const noticed = new Promise<void>((resolve) => {
      const stop = watchFolder(folder, () => void store.refresh().then(stop).then(resolve))
    })
    git('merge', '-q', 'other')
    await noticed
    expect([before, titles(store.project)]).toEqual([
      ['a', 'b'],
      ['a', 'theirs', 'c'],
    ])
  })
})

describe('two programs on one project', () => {
  it('keep the changes of both, however they interleave', async () => {
    const other = await ProjectStore.open(folder)
    const add = (id: string) => (project: Project) => ({ ...project, topics: [...project.topics, topic(id)] })
    await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? store : other).apply(deed, add(`t${at}`))))
    const expected = ['a', 'b', ...Array.from({ length: 12 }, (_, at) => `t${at}`)].sort()
    expect(titles((await ProjectStore.open(folder)).project).sort()).toEqual(expected)
  })

  it('wait for each other, but not for one that died', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    await writeFile(join(folder, '.cache/lock'), JSON.stringify({ host: hostname(), pid: child.pid, token: 'x' }))
    expect(await withLock(folder, () => Promise.resolve('had it'))).toBe('had it')
  })

  it('never hold the lock at the same time', async () => {
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => withLock(folder, work)))
    expect(most).toBe(1)
  })

  it('start in a folder that has no .cache yet', async () => {
    await rm(join(folder, '.cache'), { recursive: true })
    await mkdir(join(folder, 'manuals'))
    expect(await withLock(folder, () => Promise.resolve(1))).toBe(1)
  })
})

describe('two versions of one topic', () => {
  const base = topic('a', 'Title')
  it.each<[string, Partial<Topic>, Partial<Topic>, Partial<Topic> | null]>([
    ['different fields: both', { title: 'Mine' }, { isSpoken: false }, { title: 'Mine', isSpoken: false }],
    ['the same change: that', { title: 'Same' }, { title: 'Same' }, { title: 'Same' }],
    ['only theirs', {}, { codes: ['E1'] }, { codes: ['E1'] }],
    ['one field, two ways: a person must choose', { title: 'Mine' }, { title: 'Theirs' }, null],
  ])('%s', (_, mine, theirs, merged) => {
    expect(bothChanges({ base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs } })).toEqual(
      merged && { ...base, ...merged },
    )
  })
})
