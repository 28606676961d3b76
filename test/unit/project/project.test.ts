// The project folder: what is written is what is read, any interruption leaves a readable project, and an author's work survives.
import { mkdtemp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { commitFiles, recoverFiles } from '../../../electron/worker/project/journal.ts'
import { mergeTopics } from '../../../electron/worker/project/merge.ts'
import { readDeeds, withDeed } from '../../../electron/worker/project/deeds.ts'
import { changesSinceExport, rememberExport } from '../../../electron/worker/project/lastExport.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'

const manual = manualId('d60')
const settings = { name: 'Dishwasher', language: 'en', target: 'sl2610-linux', ranking: {} }
const deed = { code: 'import-manual', details: { file: 'd60.pdf' } } as const
const source = { manual, page: 3, box: { x: 1, y: 2, width: 3, height: 4 } }

const topic = (id: string, written: string, more: Partial<Topic> = {}): Topic =>
  topicOf(id, { steps: stepsOf([written], [source]), isProcedure: true, sources: [source], ...more })

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'plainspoken-')), 'project')
})
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }))

/** Without the lock's folder, which git ignores. */
const ourFiles = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name !== '.cache')

describe('a project on disk', () => {
  it('reads back what was written, topics in order', async () => {
    const store = await ProjectStore.create(folder, settings)
    const topics = [topic('zebra', 'Open it.'), topic('apple', 'Close it.')]
    await store.apply(deed, (project) => ({ ...project, topics }))
    expect((await ProjectStore.open(folder)).project).toEqual(store.project)
    expect(store.project.topics.map(({ id }) => id)).toEqual(['zebra', 'apple'])
  })

  it('writes only the topic that changed', async () => {
    const store = await ProjectStore.create(folder, settings)
    await store.apply(deed, (project) => ({ ...project, topics: [topic('a', 'One.'), topic('b', 'Two.')] }))
    const untouched = await stat(join(folder, 'topics/b.json'), { bigint: true })
    await store.apply(deed, (project) => ({ ...project, topics: [topic('a', 'Changed.'), project.topics[1]!] }))
    expect(await stat(join(folder, 'topics/b.json'), { bigint: true })).toEqual(untouched)
  })

  it('undoes and redoes on disk as well as in memory', async () => {
    const store = await ProjectStore.create(folder, settings)
    await store.apply(deed, (project) => ({ ...project, topics: [topic('a', 'One.')] }))
    await store.undo()
    expect((await ProjectStore.open(folder)).project.topics).toEqual([])
    await store.redo()
    expect((await ProjectStore.open(folder)).project.topics).toEqual([topic('a', 'One.')])
    expect([store.undoable, store.redoable]).toEqual([deed, null])
  })

  it('keeps changes that were asked for at the same time', async () => {
    const store = await ProjectStore.create(folder, settings)
    const add = (id: string) => (project: Project) => ({ ...project, topics: [...project.topics, topic(id, id)] })
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.apply(deed, add(id))))
    expect((await ProjectStore.open(folder)).project.topics.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  })

  it.each([
    ['no project there', async () => rm(join(folder, 'project.json')), 'project-not-found'],
    [
      'a newer version',
      () => patch('project.json', '"formatVersion": 2', '"formatVersion": 3'),
      'project-newer-version',
    ],
    ['cut off', () => patch('project.json', '}', ''), 'project-damaged'],
    ['a wrong kind', () => patch('topics/a.json', '"task"', '"tale"'), 'project-damaged'],
    ['another id', () => patch('topics/a.json', '"id": "a"', '"id": "b"'), 'project-damaged'],
  ])('refuses %s with one clear error', async (_, damage, code) => {
    const store = await ProjectStore.create(folder, settings)
    await store.apply(deed, (project) => ({ ...project, topics: [topic('a', 'One.')] }))
    await damage()
    await expect(ProjectStore.open(folder)).rejects.toMatchObject({ code })
  })

  it('is not made in a folder that holds something', async () => {
    await mkdir(folder)
    await writeFile(join(folder, 'holiday.jpg'), '')
    await expect(ProjectStore.create(folder, settings)).rejects.toMatchObject({ code: 'project-exists' })
  })
})

describe('the journal', () => {
  const read = async () => readFile(join(folder, 'a.txt'), 'utf8').catch(() => null)

  it('throws an uncommitted journal away', async () => {
    await commitFiles(folder, new Map([['a.txt', 'old']]))
    await mkdir(join(folder, '.journal'))
    await writeFile(join(folder, '.journal/0'), 'half')
    expect(await recoverFiles(folder)).toBe(false)
    expect([await read(), await ourFiles()]).toEqual(['old', ['a.txt']])
  })

  it('finishes a committed journal, wherever it was interrupted', async () => {
    await commitFiles(
      folder,
      new Map([
        ['a.txt', 'old'],
        ['b.txt', 'old'],
      ]),
    )
    await mkdir(join(folder, '.journal'))
    await writeFile(join(folder, '.journal/1'), 'new') // entry 0 was moved before the crash
    await writeFile(
      join(folder, '.journal/commit.json'),
      JSON.stringify([
        { path: 'b.txt', from: null },
        { path: 'c.txt', from: '0' },
        { path: 'a.txt', from: '1' },
      ]),
    )
    expect(await recoverFiles(folder)).toBe(true)
    expect([await read(), await ourFiles()]).toEqual(['new', ['a.txt']])
  })

  it('does not reach outside its folder', async () => {
    await mkdir(join(folder, '.journal'), { recursive: true })
    await writeFile(join(folder, '.journal/commit.json'), JSON.stringify([{ path: '../victim', from: null }]))
    await expect(recoverFiles(folder)).rejects.toMatchObject({ code: 'project-damaged' })
  })
})

describe('importing a new edition', () => {
  const phrases: Topic['phrases'] = [{ text: 'a', origin: 'title' }]
  const approved: Partial<Topic> = { status: 'approved', title: 'My title', phrases }
  const merge = (existing: Topic[], imported: Topic[]) => {
    const result = mergeTopics(existing, imported, manual)
    for (const merged of result.topics) delete merged.importedHash // a hash says nothing to a reader of this test
    return result
  }

  it('keeps edits and approval of what the manual still says', () => {
    const edited = topic('a', 'One.', {
      ...approved,
      steps: [{ written: 'One.', spoken: 'Won!', isEdited: true, sources: [source] }],
    })
    expect(merge([edited], [topic('a', 'One.')])).toEqual({
      topics: [edited],
      added: 0,
      changed: 0,
      unchanged: 1,
      gone: 0,
    })
  })

  it('keeps what an author made of the manual while the manual says the same', () => {
    const [imported] = mergeTopics([], [topic('a', 'One. Two.')], manual).topics
    const [only] = imported!.steps
    const divided = { ...imported!, steps: ['One.', 'Two.'].map((written) => ({ ...only!, written, spoken: written })) }
    expect(mergeTopics([divided], [topic('a', 'One. Two.')], manual)).toMatchObject({ topics: [divided], unchanged: 1 })
    expect(mergeTopics([divided], [topic('a', 'Three.')], manual)).toMatchObject({
      topics: [{ status: 'draft', steps: [{ written: 'Three.' }] }],
      changed: 1,
    })
  })

  it('leaves topics alone that a person made out of the manual', () => {
    const copy = topic('a-2', 'One.', { isAuthored: true })
    expect(merge([copy], [])).toMatchObject({ topics: [{ id: 'a-2', isSpoken: true }], gone: 0 })
  })

  it('takes new wording, back to draft, and keeps phrases, comments and reasons of people', () => {
    const talk = {
      comments: [{ id: '1', by: 'Ada', at: 'now', text: 'Why?', isResolved: false }],
      suppressions: [{ code: 'x', subject: 'y', reason: 'z', by: 'Ada', at: 'now' }],
    }
    const earlier = topic('a', 'One.', { ...approved, ...talk, phrases: [{ text: 'mine', origin: 'author' }] })
    expect(merge([earlier], [topic('a', 'Two.')]).topics).toEqual([
      topic('a', 'Two.', {
        ...talk,
        phrases: [
          { text: 'a', origin: 'title' },
          { text: 'mine', origin: 'author' },
        ],
        earlier: { title: 'My title', hazards: [], steps: earlier.steps, isOwn: false },
      }),
    ])
  })

  it("parks topics that are gone and leaves the author's own alone", () => {
    const own = topic('own', 'Mine.', { sources: [] })
    const left = merge([own, topic('gone', 'Old.')], [])
    expect(left.topics).toEqual([own, topic('gone', 'Old.', { isSpoken: false, isParked: true })])
    expect(merge(left.topics, [])).toMatchObject({ topics: left.topics, gone: 0 })
  })

  it('speaks a parked topic again when an edition has it, and leaves one silent that an author silenced', () => {
    const silenced = topic('silent', 'Hush.', { isSpoken: false })
    const parked = merge([topic('gone', 'Old.'), silenced], []).topics
    const back = merge(parked, [topic('gone', 'Old.'), topic('silent', 'Hush.')]).topics
    expect(back.map(({ id, isSpoken, isParked }) => [id, isSpoken, isParked])).toEqual([
      ['gone', true, undefined],
      ['silent', false, undefined],
    ])
  })

  it('knows a topic by its words where a new one of the same title takes its id', () => {
    const oven = topic('cleaning', 'Wipe the walls of the oven.', { ...approved, chapter: ['Oven'] })
    const hob = topic('hob-cleaning', 'Wipe the glass of the hob.', { status: 'approved', chapter: ['Hob'] })
    const next = [
      topic('cleaning', 'Wash the trays by hand.', { chapter: ['Accessories'] }),
      topic('oven-cleaning', 'Wipe the walls of the oven.', { chapter: ['Oven'] }),
      topic('hob-cleaning', 'Wipe the glass of the hob.', { chapter: ['Hob'] }),
    ]
    const { topics, ...counts } = merge([oven, hob], next)
    expect(counts).toEqual({ added: 1, changed: 0, unchanged: 2, gone: 0 })
    expect(topics.map(({ id, status, steps }) => [id, status, steps[0]?.written])).toEqual([
      ['cleaning-2', 'draft', 'Wash the trays by hand.'],
      ['cleaning', 'approved', 'Wipe the walls of the oven.'],
      ['hob-cleaning', 'approved', 'Wipe the glass of the hob.'],
    ])
  })

  it('takes a new title of the manual for the same words, but not over an author’s title', () => {
    const renamed = topic('descaling-the-machine', 'Pour in the descaler.', { title: 'Descaling the machine' })
    const [kept] = merge([topic('descaling', 'Pour in the descaler.', { title: 'Descaling' })], [renamed]).topics
    expect([kept?.id, kept?.title]).toEqual(['descaling', 'Descaling the machine'])
    const own = topic('descaling', 'Pour in the descaler.', {
      title: 'Get rid of lime',
      phrases: [{ text: 'Descaling', origin: 'title' }],
    })
    expect(merge([own], [renamed]).topics[0]?.title).toBe('Get rid of lime')
  })

  it('knows a topic with new words and a new title by the words that stayed, and moves the offers of others with it', () => {
    const earlier = [
      topic('a', 'Open the flap below the door with a coin and let the water run out.', approved),
      topic('b', 'See a.'),
    ]
    const next = [
      topic('emptying', 'Open the flap below the door with a key and let the water run out.'),
      topic('b', 'See a.', { offers: [{ topic: topicOf('emptying').id, written: 'see a', spoken: '', sources: [] }] }),
    ]
    const { topics, changed, gone } = merge(earlier, next)
    expect([topics.map(({ id, status }) => [id, status]), topics[1]?.offers?.[0]?.topic, changed, gone]).toEqual([
      [['a', 'draft'], ['b', 'draft']], // prettier-ignore
      'a',
      1,
      0,
    ])
  })

  it('keeps the spoken text of steps in another order', () => {
    const steps = [
      { written: 'One.', spoken: 'Won!', isEdited: true, sources: [source] },
      { written: 'Two.', spoken: 'Two.', isEdited: false, sources: [source] },
    ]
    const [merged] = merge(
      [topic('a', '', { steps })],
      [topic('a', '', { steps: stepsOf(['Two.', 'One.'], [source]) })],
    ).topics
    expect(merged?.steps.map(({ spoken }) => spoken)).toEqual(['Two.', 'Won!'])
  })

  it('gives a topic another id where another manual has taken it', () => {
    const other = topic('cleaning', 'Oven.', { sources: [{ ...source, manual: manualId('oven') }] })
    const { topics } = mergeTopics([other], [topic('cleaning', 'Dishwasher.')], manual)
    expect(topics.map(({ id }) => id)).toEqual(['cleaning', 'cleaning-d60'])
    expect(mergeTopics(topics, [topic('cleaning', 'Dishwasher.')], manual).unchanged).toBe(1)
  })
})

describe('the history', () => {
  it('says who did what and when, newest first, and what was taken back', async () => {
    const store = await ProjectStore.create(folder, settings)
    let second = 0
    store.byWhom = () => ({ by: 'Ada', at: `2026-11-2${second++}T09:00:00.000Z` })
    await store.apply(deed, (project) => ({ ...project, topics: [topic('a', 'One.')] }))
    await store.undo()
    await writeFile(join(folder, 'history/2026-11-21.jsonl'), 'not a line\n', { flag: 'a' })
    expect(await readDeeds(folder, 9)).toEqual([
      { at: '2026-11-21T09:00:00.000Z', by: 'Ada', way: 'undone', ...deed },
      { at: '2026-11-20T09:00:00.000Z', by: 'Ada', way: 'done', ...deed },
    ])
  })

  it('goes on in another file where a day is full, and stays in order', async () => {
    const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`
    const told = (hour: number) => ({ at: at(hour), by: 'Ada', way: 'done', ...deed }) as const
    const put = async (hour: number): Promise<string> => {
      const [path, text] = await withDeed(folder, told(hour))
      await mkdir(join(folder, 'history'), { recursive: true })
      await writeFile(join(folder, path), text)
      return path
    }
    const first = await put(1)
    await writeFile(join(folder, first), '{"an old line": true}\n'.repeat(12_000), { flag: 'a' })
    expect([first, await put(2), await put(3)]).toEqual([
      'history/2026-11-20.jsonl',
      'history/2026-11-20.2.jsonl',
      'history/2026-11-20.2.jsonl',
    ])
    expect(await readDeeds(folder, 9)).toEqual([told(3), told(2), told(1)])
  })

  it('says what has changed since the last export, line by line', async () => {
    const project = { formatVersion: 1, settings, manuals: [], topics: [topic('a', 'One.'), topic('b', 'Two.')] }
    const facts = { by: 'Ada', at: 'then', target: 'sl2610-linux', sha256: 'abc' }
    await rememberExport(folder, project, facts)
    const later = { ...project, topics: [topic('a', 'Won.'), topic('c', 'New.')] }
    expect(await changesSinceExport(folder, project)).toEqual({ ...facts, topics: [] })
    expect((await changesSinceExport(folder, later))?.topics).toEqual([
      {
        id: 'a',
        title: 'a',
        kind: 'changed',
        lines: [
          { kind: 'gone', text: 'One.' },
          { kind: 'new', text: 'Won.' },
        ],
      },
      expect.objectContaining({ id: 'c', kind: 'added' }),
      expect.objectContaining({ id: 'b', kind: 'removed' }),
    ])
  })
})

async function patch(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  await writeFile(join(folder, path), text.replace(from, to))
}
