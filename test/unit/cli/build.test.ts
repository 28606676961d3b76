// plainspoken build: shards together give the bytes of one run, finished builds are never made again, and one bad product stops no other.

import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../docs/documents.ts'
import { buildCli, contentsOf, makeFolder, oneLine, samplePdf } from './commandLine.ts'
import type { Cli, Run } from './commandLine.ts'

let cli: Cli
let folder: string
let remove: () => Promise<void>
const targets = ['rp2350-mcu', 'sr110-mcu']
const plan = {
  products: [
    { project: 'dishwasher', targets, also: ['c'] },
    { project: 'other', name: 'dishwasher-d61', targets: ['rp2350-mcu'], sign: 'development' },
  ],
}

beforeAll(async () => {
  cli = await buildCli('build')
  ;({ folder, remove } = await makeFolder())
  await cli(['new', join(folder, 'dishwasher'), '--name', 'D60'])
  await cli(['import', join(folder, 'dishwasher'), samplePdf])
  await cp(join(folder, 'dishwasher'), join(folder, 'other'), { recursive: true })
  await writePlan('plan.json', plan)
})
afterAll(() => remove())

const writePlan = (name: string, value: unknown): Promise<void> => writeFile(join(folder, name), JSON.stringify(value))
const build = (name: string, ...args: string[]): Promise<Run> => cli(['build', join(folder, name), '--json', ...args])
const counts = ({ stdout }: Run): unknown => {
  const { built, cached, failed } = JSON.parse(stdout)
  return { built, cached, failed }
}
/** Path within `out` -> SHA-256. */
async function treeOf(out: string): Promise<Record<string, string>> {
  const place = join(folder, out)
  return Object.fromEntries(
    Object.entries(await contentsOf(place)).map(([path, hash]) => [relative(place, path), hash]),
  )
}

describe('a plan', () => {
  it('makes a bundle for each project and target, with all that an export has', async () => {
    const run = await build('plan.json')
    expect([run.code, counts(run)]).toEqual([0, { built: 3, cached: 0, failed: 0 }])
    const files = Object.keys(await treeOf('bundles'))
    for (const id of ['dishwasher/rp2350-mcu', 'dishwasher/sr110-mcu', 'dishwasher-d61/rp2350-mcu'])
      for (const file of ['d60.psb', 'manifest.json', 'questions.tsv', 'sdk/README.md'])
        expect(files).toContain(`${id}/${file}`)
    expect(files.filter((file) => file.endsWith('d60.c'))).toHaveLength(2)
  })

  it('gives the same bytes from shards with caches of their own', async () => {
    await writePlan('sharded.json', { ...plan, out: 'sharded', cache: 'sharded-cache' })
    for (const shard of ['3/3', '1/3', '2/3']) expect((await build('sharded.json', '--shard', shard)).code).toBe(0)
    expect(await treeOf('sharded')).toEqual(await treeOf('bundles'))
  })

  it('gives the bytes of plainspoken export', async () => {
    await cli([
      'export',
      join(folder, 'dishwasher'),
      '--target',
      'rp2350-mcu',
      '--also',
      'c',
      '--out',
      join(folder, 'single'),
    ])
    const single = await treeOf('single')
    const ours = Object.entries(await treeOf('bundles')).filter(([path]) => path.startsWith('dishwasher/rp2350-mcu/'))
    expect(single).toEqual(
      Object.fromEntries(ours.map(([path, hash]) => [path.slice('dishwasher/rp2350-mcu/'.length), hash])),
    )
  })

  it('builds nothing twice, and after a change only what it changes', async () => {
    expect(counts(await build('plan.json'))).toEqual({ built: 0, cached: 3, failed: 0 })
    const file = join(folder, 'other/project.json')
    const project = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...project, settings: { ...project.settings, productId: 61 } }))
    expect(counts(await build('plan.json'))).toEqual({ built: 1, cached: 2, failed: 0 })
  })

  it('makes a build again that was cut short in the cache', async () => {
    await rm(join(folder, 'bundles'), { recursive: true })
    const [kept] = Object.keys(await contentsOf(join(folder, '.plainspoken-cache'))).filter((path) =>
      path.endsWith('.psb'),
    )
    await writeFile(kept ?? '', 'half')
    const run = await build('plan.json')
    expect([run.code, counts(run)]).toEqual([0, { built: expect.any(Number), cached: expect.any(Number), failed: 0 }])
    expect(Object.keys(await treeOf('bundles')).filter((path) => path.endsWith('.psb'))).toHaveLength(3)
  })
})

describe('what is wrong', () => {
  it('with one product is said, and the others are built', async () => {
    await writePlan('gone.json', { products: [{ project: 'gone', targets }, ...plan.products.slice(0, 1)] })
    const run = await build('gone.json')
    expect([run.code, counts(run)]).toEqual([1, { built: 0, cached: 2, failed: 2 }])
    expect(JSON.parse(run.stdout).builds[0]).toMatchObject({
      id: 'gone/rp2350-mcu',
      error: { code: 'project-not-found' },
    })
  })

  it.each([
    ['no JSON', '{', /plan\.json|bad\.json/],
    ['no products', '{"products":[]}', /products/],
    ['a field that nobody knows', '{"products":[{"project":"a","targets":["b"],"sgin":"key.pem"}]}', /sgin/],
    [
      'a name that leaves the folder',
      '{"products":[{"project":"a","name":"../b","targets":["b"]}]}',
      /products\.0\.name/,
    ],
    ['the same bundle twice', '{"products":[{"project":"a","targets":["b","b"]}]}', /twice/],
  ])('with the plan (%s) is one line', async (_, text, words) => {
    await writeFile(join(folder, 'bad.json'), text)
    expect(await cli(['build', join(folder, 'bad.json')])).toEqual(oneLine(words))
  })

  it.each(['0/3', '4/3', '1', 'x/y'])('with the shard %s is one line', async (shard) => {
    expect(await cli(['build', join(folder, 'plan.json'), '--shard', shard])).toEqual(oneLine(/--shard/))
  })
})

describe('the examples of docs/builds.md', () => {
  it('ask for every shard once', () => {
    const text = readDocument('docs/builds.md')
    const [, pods = ''] = /completions: (\d+)/.exec(text) ?? []
    const [, of = ''] = /JOB_COMPLETION_INDEX \+ 1\)\)\/(\d+)/.exec(text) ?? []
    const [, matrix = ''] = /shard: \[([\d, ]+)\]/.exec(text) ?? []
    const [, ofMatrix = ''] = /matrix\.shard \}\}\/(\d+)/.exec(text) ?? []
    expect(pods).toBe(of)
    expect(matrix.split(', ')).toEqual(Array.from({ length: Number(ofMatrix) }, (_each, at) => String(at + 1)))
  })
})
