import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importManual } from '../../../electron/worker/importing/importManual.ts'
import { manualBlocks } from '../../../electron/worker/importing/manualBlocks.ts'
import { manualSource } from '../../../electron/worker/importing/manualSource.ts'
import { readManualFile } from '../../../electron/worker/importing/readManualFile.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { drawSheet } from '../../../electron/worker/sources/drawSheet.ts'
import { isAppError } from '../../../shared/errors.ts'
import { errorLine } from '../../../shared/errorTexts.ts'
import type { Topic } from '../../../shared/domain.ts'
import type { ImportReport } from '../../../shared/ipc/contract.ts'
import { makeZip } from '../../fixtures/makeZip.ts'
import type { ZipEntry } from '../../fixtures/makeZip.ts'
import { contentsOf } from '../cli/commandLine.ts'
import { makePdf, quietWork } from '../pdf/makePdf.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
const map = join(fixtures, 'dita/washer.ditamap')
let folder = ''
let projects = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plainspoken-sources-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const newStore = (): Promise<ProjectStore> =>
  ProjectStore.create(join(folder, `project-${(projects += 1)}`), {
    name: 'W3',
    language: 'en',
    target: 'sl2610-linux',
    ranking: {},
  })
const importInto = async (store: ProjectStore, path: string, language?: string): Promise<ImportReport> =>
  importManual(store, { ...(await readManualFile(path)), ...(language && { language }) }, quietWork)

const said = ({ kind, title, chapter, hazards, steps, isProcedure, codes }: Topic): unknown => ({
  kind,
  title,
  chapter,
  ...(hazards.length > 0 && { hazards: hazards.map(({ signalWord, written }) => `${signalWord}: ${written}`) }),
  steps: steps.map(({ written }) => written),
  ...(isProcedure && { isProcedure }),
  ...(codes.length > 0 && { codes }),
})

async function iirdsEntries(): Promise<ZipEntry[]> {
  const root = join(fixtures, 'iirds')
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = files.map((file) => relative(root, join(file.parentPath, file.name))).sort()
  return Promise.all(paths.map(async (name) => ({ name, content: await readFile(join(root, name)) })))
}

async function written(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

describe('a DITA map with editions', () => {
  it('leaves out what its .ditaval excludes, follows keys of nested maps, and offers what is related', async () => {
    const store = await newStore()
    const report = await importInto(store, join(fixtures, 'dita-editions/oven.ditamap'))
    const told = store.project.topics.map(({ id, chapter, steps, offers = [] }) => ({
      id,
      chapter,
      steps: steps.map(({ written }) => written),
      offers: offers.map(({ topic }) => topic),
    }))
    expect(told).toEqual([
      {
        id: 'start',
        chapter: [],
        steps: ['Turn the knob to the right.', 'Wait until the lamp goes out.'],
        offers: ['door'],
      },
      {
        id: 'door',
        chapter: ['Care'],
        steps: ['Let the door cool down.', 'Wipe it with a soft cloth.'],
        offers: ['start'],
      },
    ])
    expect(
      report.conditions.map(({ attribute, value, count, isExcluded }) => [attribute, value, count, isExcluded]),
    ).toEqual([
      ['audience', 'service', 2, true],
      ['product', 'O1', 2, true],
      ['product', 'O2', 1, false],
    ])
  })

  it('includes everything where it has no .ditaval, and says for whom it is', async () => {
    const editions = join(folder, 'editions')
    await cp(join(fixtures, 'dita-editions'), editions, { recursive: true })
    await Promise.all(['oven.ditaval', 'other.ditaval'].map((name) => rm(join(editions, name))))
    const store = await newStore()
    const report = await importInto(store, join(editions, 'oven.ditamap'))
    expect(store.project.topics.map(({ id, steps }) => [id, steps.length])).toEqual([['start', 4], ['door', 2], ['pins', 1]]) // prettier-ignore
    expect(report.conditions.every(({ isExcluded }) => !isExcluded)).toBe(true)
  })
})

describe('a DITA map', () => {
  it('gives topics with their own ids, kinds, chapters, hazards, steps, causes and remedies', async () => {
    const store = await newStore()
    await importInto(store, map)
    expect(Object.fromEntries(store.project.topics.map((topic) => [topic.id, said(topic)]))).toEqual({
      about: {
        kind: 'concept',
        title: 'How the washing machine saves water',
        chapter: [],
        steps: [
          'The Lumen W3 weighs the laundry and takes no more water than it needs.',
          'Half a drum needs about half of the water.',
        ],
      },
      'about-automatic-dosing': {
        kind: 'concept',
        title: 'Automatic dosing',
        chapter: ['How the washing machine saves water'],
        steps: ['The machine takes detergent from its tank. One filling lasts for about twenty loads.'],
      },
      filter: {
        kind: 'task',
        title: 'Cleaning the filter',
        chapter: ['Care'],
        hazards: [
          'danger: Electric shock. Live parts can kill. Pull the mains plug before you open the flap.',
          'caution: Hot suds. Hot suds can scald you. Let the suds cool down for an hour.',
        ],
        steps: [
          'Clean the filter every two months. Keep a flat bowl ready. Pull the mains plug.',
          'Open the flap with a coin.',
          'Turn the filter anticlockwise, until the water runs into the bowl.',
          'Empty the bowl.',
          'Repeat until no more water comes.',
          'Rinse the filter and screw it in again. The pump can drain freely.',
        ],
        isProcedure: true,
      },
      seal: {
        kind: 'task',
        title: 'Wiping the door seal',
        chapter: ['Care'],
        steps: ['Pull the fold of the seal apart.', 'Wipe it dry with a cloth.'],
        isProcedure: true,
      },
      'programmes-eco': {
        kind: 'reference',
        title: 'Programmes: Eco',
        chapter: ['Programmes'],
        steps: ['Eco: Temperature: 40 °C, Duration: 3 h 10 min'],
      },
      'programmes-wool': {
        kind: 'reference',
        title: 'Programmes: Wool',
        chapter: ['Programmes'],
        steps: ['Wool: Temperature: 30 °C, Duration: 45 min'],
      },
      'water-left': {
        kind: 'troubleshooting',
        title: 'Water stays in the drum',
        chapter: ['When something is wrong'],
        steps: [
          'Possible cause: The filter is blocked. Clean the filter.',
          'Possible cause: The drain hose is kinked. Straighten the hose. Start the programme Spin.',
        ],
      },
      e18: {
        kind: 'error-code',
        title: 'The display shows E18',
        chapter: ['When something is wrong'],
        hazards: ['warning: Water on the floor is slippery. Dry it first.'],
        steps: ['Possible cause: The pump is blocked. Call the service.'],
        codes: ['E18'],
      },
    })
  })

  it('keeps what a hazard says to do, the condition as a phrase, and file and element of each sentence', async () => {
    const store = await newStore()
    await importInto(store, map)
    const topic = (id: string): Topic => store.project.topics.find((candidate) => candidate.id === id)!
    expect(topic('filter').hazards[0]).toMatchObject({
      consequence: 'Live parts can kill.',
      avoidance: 'Pull the mains plug before you open the flap.',
      sources: [{ place: 'topics/filter.dita#filter/taskbody/prereq/hazardstatement' }],
    })
    expect(topic('filter').steps[0]!.sources.map(({ page, place }) => [page, place])).toEqual([
      [2, 'topics/filter.dita#filter/shortdesc'],
      [2, 'topics/filter.dita#filter/taskbody/context/p'],
      [2, 'topics/filter.dita#filter/plug'],
    ])
    expect(topic('water-left').phrases).toContainEqual({ text: 'The laundry is dripping wet', origin: 'symptom' })
  })

  it('is a new edition of itself: what did not change keeps edits and approval', async () => {
    const store = await newStore()
    const copy = join(folder, 'edition')
    await cp(join(fixtures, 'dita'), copy, { recursive: true })
    await importInto(store, join(copy, 'washer.ditamap'))
    await store.apply({ code: 'edit-topic', details: { title: '' } }, (project) => ({
      ...project,
      topics: project.topics.map((topic) => ({ ...topic, status: 'reviewed' as const })),
    }))
    const seal = join(copy, 'topics/door.dita')
    await writeFile(seal, (await readFile(seal, 'utf8')).replace('Wipe it dry with a cloth', 'Wipe it with vinegar'))
    expect(await importInto(store, join(copy, 'washer.ditamap'))).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 7,
      gone: 0,
    })
    const drafts = store.project.topics.filter(({ status }) => status === 'draft').map(({ id }) => id)
    expect(drafts).toEqual(['seal'])
  })

  it('shows each file as a sheet whose boxes are where its text is drawn, also after the cache is gone', async () => {
    const store = await newStore()
    await importInto(store, map)
    const [manual] = store.project.manuals
    const before = await manualBlocks(store, manual!, quietWork)
    await rm(store.cacheFolder, { recursive: true })
    expect(await manualBlocks(store, manual!, quietWork)).toEqual(before)
    const source = await manualSource(await ProjectStore.open(store.folder), manual!)
    const sheet = source!.sheets[1]!
    const image = await drawSheet(sheet, 1)
    expect([image.widthPx, image.heightPx]).toEqual([595, 842])
    for (const { text, box } of before[1]!.blocks) {
      const line = sheet.lines.find((candidate) => text.startsWith(candidate.text))!
      expect(line.baseline).toBeGreaterThan(box.y)
      expect(line.baseline).toBeLessThan(box.y + box.height)
    }
  })
})

describe('an iiRDS package', () => {
  it('gives its units in the order of its directory, with kinds from its metadata', async () => {
    const store = await newStore()
    await importInto(store, await written('w3.iirds', makeZip(await iirdsEntries())))
    expect(store.project.topics.map(({ id }) => id)).toEqual(['salt', 'leak'])
    expect(store.project.topics.map(said)).toEqual([
      {
        kind: 'task',
        title: 'Filling in salt',
        chapter: ['Use'],
        hazards: ['warning: Salt can burn your eyes. Wear goggles.'],
        steps: ['Use coarse salt only. Open the lid.', 'Pour in 1 kg of salt.', 'Close the lid until it clicks.'],
        isProcedure: true,
      },
      {
        kind: 'troubleshooting',
        title: 'Water runs out',
        chapter: ['Use'],
        steps: ['Possible cause: The door seal is dirty. Wipe the door seal.'],
      },
    ])
    expect(store.project.topics[0]!.hazards[0]).toMatchObject({
      consequence: 'Salt can burn your eyes.',
      avoidance: 'Wear goggles.',
    })
    expect(store.project.topics[0]!.steps[0]!.sources.at(-1)).toMatchObject({
      page: 1,
      place: 'CONTENT/salt.xhtml#open',
    })
  })

  it('gives the topics of the language asked for, and names the others where that is not there', async () => {
    const path = await written('two.iirds', makeZip(await iirdsEntries()))
    const store = await newStore()
    await importInto(store, path, 'de')
    expect(store.project.topics.map(({ title }) => title)).toEqual(['Salz einfüllen'])
    await expect(importInto(await newStore(), path, 'fr')).rejects.toMatchObject({
      code: 'language-not-in-manual',
      details: { languages: 'de, en' },
    })
  })

  it('of a PDF alone is imported as that PDF', async () => {
    const pdf = await makePdf((page) =>
      page.fontSize(18).text('Salt').fontSize(10).text('Fill in coarse salt once a week.'),
    )
    const metadata = `<rdf:RDF xmlns:rdf="r" xmlns:iirds="i"><iirds:Document rdf:about="urn:d"><iirds:has-rendition>
      <iirds:Rendition><iirds:source>CONTENT/d60.pdf</iirds:source></iirds:Rendition></iirds:has-rendition></iirds:Document></rdf:RDF>`
    const entries = [
      { name: 'META-INF/metadata.rdf', content: metadata },
      { name: 'CONTENT/d60.pdf', content: pdf },
    ]
    const store = await newStore()
    await importInto(store, await written('pdf-only.iirds', makeZip(entries)))
    expect(store.project.topics.map(({ title }) => title)).toEqual(['Salt'])
    expect(await readdir(join(store.folder, 'manuals'))).toEqual(['pdf-only.pdf'])
  })
})

const task = (content: string, head = ''): string =>
  `<?xml version="1.0"?>${head}<task id="t"><title>Salt</title><taskbody><steps><step><cmd>${content}</cmd></step></steps></taskbody></task>`
const mapOf = (href: string): string => `<map><title>M</title><topicref href="${href}"/></map>`
const bomb = Buffer.alloc(60 * 1024 * 1024)

describe('hostile and broken sources', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'an external entity',
      'source-unsafe',
      { 't.dita': task('&x;', '<!DOCTYPE task [<!ENTITY x SYSTEM "file:///etc/passwd">]>') },
    ],
    [
      'entities that multiply',
      'source-unsafe',
      { 't.dita': task('&c;', '<!DOCTYPE task [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>') },
    ],
    ['an entity that nobody declared', 'source-damaged', { 't.dita': task('&passwd;') }],
    ['a path out of the folder', 'source-unsafe', { 'm.ditamap': mapOf('../../secret.dita') }],
    ['an encoded path out of the folder', 'source-unsafe', { 'm.ditamap': mapOf('%2e%2e/secret.dita') }],
    ['an absolute path', 'source-unsafe', { 'm.ditamap': mapOf('/etc/secret.dita') }],
    ['an address in the network', 'source-unsafe', { 'm.ditamap': mapOf('http://example.org/t.dita') }],
    [
      'content that refers to itself',
      'source-damaged',
      { 't.dita': task('x').replace('<cmd>', '<cmd conref="t.dita#t/c" id="c">') },
    ],
    ['a file that is missing', 'source-damaged', { 'm.ditamap': mapOf('gone.dita') }],
    ['XML that is cut off', 'source-damaged', { 't.dita': task('x').slice(0, 60) }],
    ['elements nested without end', 'source-unsafe', { 't.dita': task('<b>'.repeat(400) + '</b>'.repeat(400)) }],
    ['maps in a circle', 'source-damaged', { 'm.ditamap': mapOf('m.ditamap') }],
    ['no topics', 'source-empty', { 'm.ditamap': '<map><title>M</title></map>' }],
  ])('a map with %s is refused, and nothing changes', async (name, code, files) => {
    const place = join(folder, `hostile-${name.replace(/\W/g, '-')}`)
    await cp(join(fixtures, 'dita'), place, { recursive: true })
    const all: Record<string, string> = { 'm.ditamap': mapOf('t.dita'), 't.dita': task('Fill in salt.'), ...files }
    for (const [file, text] of Object.entries(all)) await writeFile(join(place, file), text)
    await refused(join(place, 'm.ditamap'), code)
  })

  it('a topic that is a link out of the folder is refused', async () => {
    const place = join(folder, 'linked')
    await cp(join(fixtures, 'dita'), place, { recursive: true })
    await symlink(map, join(place, 't.dita'))
    await writeFile(join(place, 'm.ditamap'), mapOf('t.dita'))
    await refused(join(place, 'm.ditamap'), 'source-unsafe')
  })

  it.each<[string, string, (entries: ZipEntry[]) => Uint8Array | string]>([
    ['something else than a zip', 'source-damaged', () => 'Dear customer, please find the manual attached.'],
    ['no metadata', 'source-damaged', (entries) => makeZip(entries.filter(({ name }) => !name.startsWith('META')))],
    [
      'a path out of the package',
      'source-unsafe',
      (entries) => makeZip([...entries, { name: '../../evil.xml', content: 'x' }]),
    ],
    ['an absolute path', 'source-unsafe', (entries) => makeZip([...entries, { name: '/etc/evil.xml', content: 'x' }])],
    ['a path of Windows', 'source-unsafe', (entries) => makeZip([...entries, { name: '..\\evil.xml', content: 'x' }])],
    [
      'a link',
      'source-unsafe',
      (entries) => makeZip([...entries, { name: 'a.xml', content: '/etc/passwd', isLink: true }]),
    ],
    [
      'a locked file',
      'source-unsafe',
      (entries) => makeZip([...entries, { name: 'a.xml', content: 'x', isLocked: true }]),
    ],
    [
      'a file that is huge when unpacked',
      'source-unsafe',
      (entries) => makeZip([...entries, { name: 'a.xml', content: bomb }]),
    ],
    [
      'a file that is huge and says that it is small',
      'source-unsafe',
      (entries) => makeZip([...entries, { name: 'a.xml', content: bomb, claimsBytes: 100 }]),
    ],
    [
      'more files than any manual has',
      'source-unsafe',
      () => makeZip(Array.from({ length: 5001 }, (_, at) => ({ name: `${at}.txt`, content: '' }))),
    ],
    [
      'metadata that leads out of it',
      'source-unsafe',
      (entries) =>
        makeZip(
          entries.map((entry) =>
            entry.name.endsWith('.rdf')
              ? { ...entry, content: String(entry.content).replaceAll('CONTENT/', '../CONTENT/') }
              : entry,
          ),
        ),
    ],
  ])('a package with %s is refused, and nothing changes', async (name, code, make) => {
    await refused(await written(`${name.replace(/\W/g, '-')}.iirds`, make(await iirdsEntries())), code)
  })
})

/** With its code, a line that names a file, and a project that is as it was. */
async function refused(path: string, code: string): Promise<void> {
  const store = await newStore()
  const before = await contentsOf(store.folder)
  const error: unknown = await importInto(store, path).catch((reason: unknown) => reason)
  expect(isAppError(error) ? error.code : error).toBe(code)
  expect(isAppError(error) ? errorLine(error) : '').toMatch(/\.(?:ditamap|dita|iirds|rdf|xml)\b/)
  expect(await contentsOf(store.folder)).toEqual(before)
}
