import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCli, lineWith, makeFolder, oneLine } from './commandLine.ts'
import type { Cli } from './commandLine.ts'

const golden = new Uint8Array(await readFile(join(import.meta.dirname, '../../golden/golden.psb')))
const goldenFile = join(import.meta.dirname, '../../golden/golden.psb')
let cli: Cli
let file = ''
let removeFolder: () => Promise<void>

beforeAll(async () => {
  cli = await buildCli('badBundles')
  const made = await makeFolder()
  removeFolder = made.remove
  file = join(made.folder, 'device.psb')
})
afterAll(() => removeFolder())

/** One bit of each place, spread over the bundle: header and directory, every part of the sections, trailer. */
const flips = [0, 5, 20, 70, ...spread(200, golden.length - 40, 5), golden.length - 20, golden.length - 1]

function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.round(from + ((to - from) * at) / count))
}

describe('a damaged bundle', () => {
  it('is whole before it is damaged', async () => {
    expect(await cli(['verify', goldenFile])).toMatchObject({ code: 0, stderr: '' })
    expect(await cli(['inspect', goldenFile])).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(flips)('with byte %i flipped is refused by ask, inspect and verify, in one line each', async (place) => {
    const bytes = golden.slice()
    bytes[place] = (bytes[place] ?? 0) ^ 0x10
    await writeFile(file, bytes)
    const [ask, inspect, verify] = await Promise.all([
      cli(['ask', file, 'my dishes come out dirty']),
      cli(['inspect', file]),
      cli(['verify', file]),
    ])
    const refused = oneLine(/device\.psb (?:is damaged: |is not a Plainspoken bundle|has format)/)
    expect([ask, inspect, verify]).toEqual([refused, refused, refused])
  })

  it.each([0, 64, golden.length - 1])('cut off after %i bytes is refused', async (length) => {
    await writeFile(file, golden.slice(0, length))
    const [ask, verify] = await Promise.all([cli(['ask', file, 'my dishes come out dirty']), cli(['verify', file])])
    const refused = oneLine(/device\.psb is (?:damaged|not a Plainspoken bundle)/)
    expect([ask, verify]).toEqual([refused, refused])
  })

  it('is a JSON document with --json too', async () => {
    await writeFile(file, golden.slice(0, 4000))
    const run = await cli(['verify', file, '--json'])
    expect({ code: run.code, stderr: run.stderr, document: JSON.parse(run.stdout) as unknown }).toEqual({
      code: 2,
      stderr: lineWith(/device\.psb is damaged: it is cut off/),
      document: { error: expect.objectContaining({ code: 'bundle-damaged' }) },
    })
  })
})
