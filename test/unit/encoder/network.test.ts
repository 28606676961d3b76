// The network over the rows of word pieces: C and the TypeScript reference give the same bytes whatever its weights, and what does not fit is refused.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { piecesIn, readStaticPack } from '../../../electron/worker/encoder/staticPack.ts'
import { StaticReference } from '../../../electron/worker/encoder/staticEncode.ts'
import { staticAssets } from '../../../scripts/models/static.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { structs } from '../../../shared/format/layout.ts'
import { dim, goldenContents } from '../../golden/goldenBundle.ts'
import { networkOf } from '../../golden/goldenNetwork.ts'
import { goldenPieces, goldenTable } from '../../golden/goldenTable.ts'

const wasm = readFileSync(environmentOfCheckout().runtimeFile)

const bundleWith = (network: Uint8Array): Uint8Array =>
  bundleBytes({ ...goldenContents(), encoder: 'network', table: { ...goldenTable(), network } })

async function expectSame(network: Uint8Array, texts: readonly string[]): Promise<void> {
  const device = await DeviceRuntime.open(wasm, bundleWith(network))
  const reference = new StaticReference(goldenPieces, { ...goldenTable(), network })
  for (const text of texts)
    expect({ text, vector: device.vectorOf(text) }).toEqual({ text, vector: reference.encode(text) })
}

const texts = [
  'chalk',
  'chalk crust',
  'crust chalk',
  'fur sizzle chalk?',
  '???',
  'chalky',
  'chalk '.repeat(100),
  'unknown',
  '',
]
const words = fc.array(fc.constantFrom('chalk', 'crust', 'crusty', 'fur', 'furred', 'sizzle', '?', 'unknown'), {
  maxLength: 12,
})

describe('the network that ships', () => {
  it('gives the same bytes in C and in TypeScript for every fourth question of the sample manual', async () => {
    const file = (name: string): Buffer => readFileSync(join(staticAssets, 'network', name))
    const pieces = file('pieces.txt').toString()
    const [rows, codebook, projection] = [file('rows.bin'), file('codebook.bin'), file('projection.f32')]
    const { table, dim: ownDim } = readStaticPack(
      { pieces, rows, codebook, projection, network: file('network.bin') },
      384,
    )
    const vectors = new Int8Array(goldenContents().vectorTopics.length * ownDim).fill(1)
    const bundle = bundleBytes({ ...goldenContents(), dim: ownDim, vectors, background: new Int8Array(0), table })
    const device = await DeviceRuntime.open(wasm, bundle)
    const reference = new StaticReference(piecesIn(pieces), table)
    const sample = readFileSync(join(environmentOfCheckout().sampleFolder, 'questions.csv'), 'utf8').split('\n')
    const questions = sample.filter((_, at) => at % 4 === 1)
    for (const text of questions)
      expect({ text, vector: device.vectorOf(text) }).toEqual({ text, vector: reference.encode(text) })
  })
})

describe('the network', () => {
  it.each([1, 3, 16, 255, 256])('gives the same bytes in C and in TypeScript with %i hidden outputs', (hidden) =>
    expectSame(networkOf({ dim, hidden, seed: hidden }), texts),
  )

  it('gives the same bytes for any weights, shifts and texts', async () => {
    const shift = fc.integer({ min: 1, max: 12 })
    const shifts = fc.record({
      rowShift: shift,
      firstShift: shift,
      addedShift: shift,
      secondShift: shift,
      sumShift: shift,
    })
    const plan = fc.record({
      hidden: fc.integer({ min: 1, max: 40 }),
      seed: fc.integer({ min: 1, max: 1e9 }),
      most: fc.constantFrom(1, 20, 127),
      shifts,
    })
    await fc.assert(
      fc.asyncProperty(plan, words, (chosen, said) => expectSame(networkOf({ dim, ...chosen }), [said.join(' ')])),
      { numRuns: 60 },
    )
  })

  it('hears the order of words, which a sum of rows does not', async () => {
    const device = await DeviceRuntime.open(wasm, bundleWith(networkOf({ dim, hidden: 16, seed: 5, most: 127 })))
    expect(device.vectorOf('chalk crust')).not.toEqual(device.vectorOf('crust chalk'))
  })

  it.each<[string, (network: Uint8Array) => Uint8Array]>([
    ['that is cut short', (network) => network.slice(0, -1)],
    ['that is longer than its layers', (network) => Uint8Array.of(...network, 0)],
    ['without hidden outputs', (network) => changed(network, structs.NETWORK.fields.hidden.offset, 0)],
    ['of another number of hidden outputs', (network) => changed(network, structs.NETWORK.fields.hidden.offset, 9)],
    ['that shifts a sum away', (network) => changed(network, structs.NETWORK.fields.firstShift.offset, 13)],
    ['that does not shift', (network) => changed(network, structs.NETWORK.fields.rowShift.offset, 0)],
    ['whose bias could leave 32 bits', (network) => changed(network, structs.NETWORK.size + 3, 0x7f)],
  ])('refuses a network %s', async (_, change) => {
    const bundle = bundleWith(change(networkOf({ dim, hidden: 8, seed: 1 })))
    await expect(DeviceRuntime.open(wasm, bundle)).rejects.toMatchObject({ code: 'bundle-damaged' })
  })

  it('asks for a runtime that knows it, and only where it is there', () => {
    const withNetwork = bundleWith(networkOf({ dim, hidden: 8, seed: 1 }))
    const table = goldenTable()
    delete table.network
    const without = bundleBytes({ ...goldenContents(), encoder: 'static-small', table })
    expect([leastMinorOf(withNetwork), leastMinorOf(without)]).toEqual([3, 0])
  })

  it('refuses a bundle of an encoder that it does not know', async () => {
    const bundle = bundleWith(networkOf({ dim, hidden: 8, seed: 1 }))
    const other = changed(bundle, metadataAt(bundle) + structs.METADATA.fields.encoder.offset, 5)
    await expect(DeviceRuntime.open(wasm, other)).rejects.toMatchObject({ code: 'bundle-newer-version' })
  })
})

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = value
  return copy
}

/** METADATA is the first section of the directory. */
const metadataAt = (bundle: Uint8Array): number =>
  new DataView(bundle.buffer).getUint32(structs.HEADER.size + structs.ENTRY.fields.offset.offset, true)
const leastMinorOf = (bundle: Uint8Array): number =>
  new DataView(bundle.buffer).getUint16(metadataAt(bundle) + structs.METADATA.fields.minRuntimeMinor.offset, true)
