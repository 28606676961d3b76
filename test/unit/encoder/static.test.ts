// The static encoder: the C runtime and the TypeScript reference give the same bytes, words are BERT's, and bundles with it answer without a model.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { piecesIn, readStaticPack } from '../../../electron/worker/encoder/staticPack.ts'
import { StaticReference } from '../../../electron/worker/encoder/staticEncode.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { goldenContents } from '../../golden/goldenBundle.ts'
import { staticAssets, staticIds } from '../../../scripts/models/static.ts'

const file = (id: string, name: string): Buffer => readFileSync(join(staticAssets, id, name))
const wasm = readFileSync(environmentOfCheckout().runtimeFile)

/** A device whose bundle has no topics worth asking for, but the real table. */
async function deviceWith(id: string): Promise<{ device: DeviceRuntime; reference: StaticReference; dim: number }> {
  const pieces = file(id, 'pieces.txt').toString()
  const [rows, codebook, projection] = ['rows.bin', 'codebook.bin', 'projection.f32'].map((name) => file(id, name))
  const { table, dim } = readStaticPack({ pieces, rows: rows!, codebook: codebook!, projection: projection! }, 384)
  const contents = goldenContents()
  const vectors = new Int8Array(contents.vectorTopics.length * dim).fill(1)
  const language = 'fr' // whose questions are read whole: the reference knows of no courtesy
  const bundle = bundleBytes({ ...contents, language, dim, vectors, background: new Int8Array(0), table })
  return {
    device: await DeviceRuntime.open(wasm, bundle),
    reference: new StaticReference(piecesIn(pieces), table),
    dim,
  }
}

describe.each(staticIds)('%s', (id) => {
  let opened: Awaited<ReturnType<typeof deviceWith>>
  beforeAll(async () => {
    opened = await deviceWith(id)
  })
  const same = (text: string): void => {
    expect({ text, vector: opened.device.vectorOf(text) }).toEqual({ text, vector: opened.reference.encode(text) })
  }

  it('knows the words of questions, whole or in pieces', () => {
    const pieces = piecesIn(file(id, 'pieces.txt').toString())
    const cut = (text: string): string[] => opened.reference.rowsOf(text).map((row) => pieces[row] ?? '')
    expect(cut('Descaling: the toddler’s Teflon pan stinks!')).toEqual(
      'des ##cal ##ing : the todd ##ler ’ s te ##fl ##on pan stink ##s !'.split(' '),
    )
  })

  it('gives the same bytes in C and in TypeScript for questions of the sample manual', () => {
    const sample = readFileSync(join(environmentOfCheckout().sampleFolder, 'questions.csv'), 'utf8')
    sample.split('\n').forEach(same)
  })

  it.each([
    ['accents and capitals', 'Café CRÈME naïve Ünter İstanbul ÅNGSTRÖM Ǆ ﬁlter'],
    ['marks behind their letters', 'cafe\u0301 u\u0308ber a\u0300\u0301\u0302b'],
    ['invisible signs', 'de\u00adscale zero\u200bwidth \ufeffmark null\u0000byte'],
    ['letters of other alphabets', 'фильтр clean φίλτρο clean مرشح clean'],
    ['ideographs', '洗碗机clean除菌'],
    ['signs', '60 °C, 5 € & 3 ½ litres – “why”… x≠y'],
    ['a word that is too long', `${'a'.repeat(100)} ${'a'.repeat(101)} pan`],
    ['nothing', ''],
    ['only unknown words', 'фильтр'],
  ])('gives the same bytes for %s', (_, text) => same(text))

  it('gives the same bytes for each code point of the first plane between two letters', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const sign = String.fromCodePoint(code)
      if (/[\p{Cn}\p{Cs}]/u.test(sign)) continue // what Unicode has not assigned may change with the version of Node
      const text = `ab${sign}cd`
      const [found, wanted] = [opened.device.vectorOf(text), opened.reference.encode(text)]
      if (Buffer.compare(bytesOf(found), bytesOf(wanted)) !== 0) same(`${code.toString(16)} ${text}`)
    }
  })

  it('gives the same bytes for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aeinorst lcdp-.é’ß中\u0301\u00ad'), maxLength: 80 }), same),
      { numRuns: 500 },
    )
  })
})

it('refuses a table whose rows do not fit the vectors', async () => {
  const contents = goldenContents()
  const table = { ...contents.table!, rowBytes: contents.table!.rowBytes - 1 }
  const rows = table.rows.slice(0, (table.hashes.length / 3) * table.rowBytes)
  const bundle = bundleBytes({ ...contents, table: { ...table, rows } })
  await expect(DeviceRuntime.open(wasm, bundle)).rejects.toMatchObject({ code: 'bundle-damaged' })
})

const bytesOf = (vector: Int8Array | null): Uint8Array => (vector ? new Uint8Array(vector.buffer) : new Uint8Array(0))
