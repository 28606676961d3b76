// One bundle in two languages, from two projects: what goes in, who answers in which language, and what each language costs.

import { spawnSync } from 'node:child_process'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectSettings, Topic } from '../../../shared/domain.ts'
import { ProjectStore } from '../../../electron/worker/project/projectStore.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { buildCli, makeFolder, oneLine } from './commandLine.ts'
import type { Cli, Run } from './commandLine.ts'

let cli: Cli
let folder: string
let remove: () => Promise<void>
const at = (...path: string[]): string => join(folder, ...path)
const json = ({ stdout }: Run) => JSON.parse(stdout)

async function make(name: string, settings: ProjectSettings, topics: Topic[]): Promise<void> {
  const store = await ProjectStore.create(at(name), settings)
  await store.apply({ code: 'add-topic', details: {} }, (project) => ({ ...project, topics }))
}

const english = [
  topicOf('filter', { title: 'Cleaning the filters', steps: stepsOf(['Turn the filter to the left.']) }),
  topicOf('e15', { title: 'Error E15', steps: stepsOf(['Water is in the base.']) }),
]
const german = [
  topicOf('sieb', { title: 'Das Sieb reinigen', language: 'de', steps: stepsOf(['Drehen Sie das Sieb nach links.']) }),
  topicOf('e15', { title: 'Fehler E15', language: 'de', steps: stepsOf(['Wasser steht in der Bodenwanne.']) }),
]

beforeAll(async () => {
  cli = await buildCli('languages')
  ;({ folder, remove } = await makeFolder())
  await make('en', { name: 'Washer', language: 'en', target: 'rp2350-mcu', productId: 7, ranking: {} }, english)
  await make('de', { name: 'Spüler', language: 'de', target: 'sl2610-linux', productId: 9, ranking: {} }, german)
}, 180_000)
afterAll(() => remove())

describe('export --with another project', () => {
  it('puts both languages into one bundle, and says what each costs', async () => {
    const run = await cli(['export', at('en'), '--with', at('de'), '--out', at('both'), '--json'])
    const { sections, sizeBytes } = json(run)
    const bytesIn = (language: string): number =>
      sections.filter((one: { language: string }) => one.language === language).reduce(sum, 0)
    const manifest = JSON.parse(await readFile(at('both/manifest.json'), 'utf8'))
    expect(manifest.languages).toMatchObject([
      { language: 'en', product: 'Washer', bytes: bytesIn('en') },
      { language: 'de', product: 'Spüler', bytes: bytesIn('de'), topicCount: 2 },
    ])
    expect(bytesIn('en') + bytesIn('de') + bytesIn('')).toBe(sizeBytes)
    expect(await readFile(at('both/size.txt'), 'utf8')).toMatch(/^By language\nen +\d+ .*\nde +\d+ /m)
  })

  it('is one product: identity and target are those of the first project', async () => {
    const inspected = json(await cli(['inspect', at('both/washer.psb'), '--json']))
    expect(inspected).toMatchObject({ languages: ['en', 'de'], language: 'en', target: 'rp2350-mcu', productId: 7 })
    expect((await cli(['verify', at('both/washer.psb'), '--product-id', '9'])).code).toBe(1)
  })

  it.each([
    [[], 'how do I clean the filters', 'en'],
    [['--language', 'de'], 'Wie reinige ich das Sieb?', 'de'],
    [['--language', 'de-AT'], 'Was bedeutet E15?', 'de'],
  ])('answers %j in that language', async (options, question, language) => {
    const { kind, spoken } = json(await cli(['ask', at('both/washer.psb'), question, ...options, '--json']))
    expect(kind).toBe('answer')
    expect(/[Ss]ieb|Wasser/.test(spoken.join(' '))).toBe(language === 'de')
  })

  it('talks and is tested in that language', async () => {
    const talk = json(await cli(['run', at('both/washer.psb'), '--language', 'de', '--json'], 'Fehler E15\nnochmal\n'))
    expect(talk.turns.map(({ said }: { said: string[] }) => said)).toEqual([
      ['Wasser steht in der Bodenwanne.'],
      ['Wasser steht in der Bodenwanne.'],
    ])
    await writeFile(at('de.csv'), 'question,expect\nDas Sieb reinigen,sieb\n')
    const test = ['test', at('both/washer.psb'), '--questions', at('de.csv'), '--language', 'de']
    expect((await cli(test)).code).toBe(0)
  })

  it('says which languages there are', async () => {
    expect(await cli(['ask', at('both/washer.psb'), 'hello', '--language', 'fr'])).toEqual(oneLine(/en, de/))
  })

  it('refuses a second project of one language', async () => {
    expect(await cli(['export', at('en'), '--with', at('en'), '--out', at('twice')])).toEqual(oneLine(/en too/))
  })
})

describe('a project that names its other languages', () => {
  it('exports the same bytes, and from another place too', async () => {
    const file = at('en/project.json')
    const project = JSON.parse(await readFile(file, 'utf8'))
    project.settings.otherLanguages = ['../de']
    await writeFile(file, JSON.stringify(project))
    const first = await readFile(at('both/washer.psb'))
    await cli(['export', at('en'), '--out', at('named')])
    expect(await readFile(at('named/washer.psb'))).toEqual(first)
    await mkdir(at('moved'))
    await Promise.all([rename(at('en'), at('moved/en')), rename(at('de'), at('moved/de'))])
    await cli(['export', at('moved/en'), '--out', at('again')])
    expect(await readFile(at('again/washer.psb'))).toEqual(first)
  })

  it('answers in each of them before it is exported', async () => {
    const { spoken } = json(await cli(['ask', at('moved/en'), 'Fehler E15', '--language', 'de', '--json']))
    expect(spoken).toEqual(['Wasser steht in der Bodenwanne.'])
  })

  it('says which project is not there', async () => {
    await rename(at('moved/de'), at('gone'))
    expect(await cli(['export', at('moved/en'), '--out', at('without')])).toEqual(oneLine(/moved\/de/))
    await rename(at('gone'), at('moved/de'))
  })
})

const hasCmake = spawnSync('cmake', ['--version']).error === undefined
if (!hasCmake) console.warn('━━ SKIPPED the self-test of the second language: cmake is not installed')
describe('the self-test of the second language', () => {
  it.skipIf(!hasCmake)('passes in the C runtime', () => {
    const shell = 'cmake -S sdk -B build && cmake --build build && build/psp_selftest washer.psb questions.de.tsv de'
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', shell], { cwd: at('both'), encoding: 'utf8' })
    expect(status === 0 ? '' : stderr).toBe('')
    expect(stdout).toContain('3 of 3 as expected')
  })
})

const sum = (total: number, { bytes }: { bytes: number }): number => total + bytes
