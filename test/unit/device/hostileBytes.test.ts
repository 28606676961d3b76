import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { bundleBytes, signBundle } from '../../../shared/format/bundleBytes.ts'
import { crc32, writeFieldAt } from '../../../shared/format/bytes.ts'
import { sectionId, sections, structs } from '../../../shared/format/layout.ts'
import { goldenContents, vectorOf } from '../../golden/goldenBundle.ts'

const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const bundle = bundleBytes(goldenContents())
const question = 'how do I descale the kettle'

describe('bytes that are not a whole bundle', () => {
  it('are refused wherever one byte is changed, by opening or by verifying', async () => {
    const missed: number[] = []
    for (let at = 0; at < bundle.length; at++) {
      const changed = bundle.slice()
      changed[at]! ^= 1 << (at % 8)
      if ((await codeOfVerify(changed)) === null) missed.push(at)
    }
    expect(missed).toEqual([])
  })

  it('are refused at every length they can be cut off at', async () => {
    const codes = new Set<ErrorCode | null>()
    for (let size = 0; size < bundle.length; size += size < 600 ? 1 : 37)
      codes.add(await codeOfVerify(bundle.slice(0, size)))
    expect([...codes].sort()).toEqual(['bundle-damaged', 'bundle-not-a-bundle'])
  })

  it.each<[string, Uint8Array, ErrorCode]>([
    ['nothing', new Uint8Array(0), 'bundle-not-a-bundle'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7 and so on'), 'bundle-not-a-bundle'],
    ['zeros', new Uint8Array(4096), 'bundle-not-a-bundle'],
    ['a bundle of format 9', ofFormat(9), 'bundle-newer-version'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOfVerify(bytes)).toBe(code)
  })

  it('may have other bytes behind them, as in a flash partition', async () => {
    const partition = new Uint8Array(bundle.length + 5000).fill(0xff)
    partition.set(bundle)
    expect(await codeOfVerify(partition)).toBeNull()
  })

  it('answer alike where only the signature is changed, and the signature is what fails', async () => {
    const signed = signBundle(bundle, { keyId: new Uint8Array(8), sign: () => new Uint8Array(64).fill(7) })
    const changed = signed.slice()
    changed[changed.length - 1]! ^= 1
    const [before, after] = [await DeviceRuntime.open(wasm, signed), await DeviceRuntime.open(wasm, changed)]
    expect(after.ask(vectorOf(question), question)).toEqual(before.ask(vectorOf(question), question))
    const isSeven = (_: Uint8Array, signature: Uint8Array): boolean => signature.every((byte) => byte === 7)
    expect(before.verify(isSeven).isSigned).toBe(true)
    expect(() => after.verify(isSeven)).toThrow('bundle-signature-invalid')
  })
})

describe('a bundle of a later minor of the format', () => {
  it('is played: a section that this reader does not know is skipped, and named by its letters', async () => {
    const device = await DeviceRuntime.open(wasm, withUnknownSection())
    const plain = await DeviceRuntime.open(wasm, bundle)
    expect(device.describe().formatVersion).toBe('1.99')
    expect(device.describe().sections.map(({ name }) => name)).toContain('NEWS')
    expect(device.askText('E15')).toEqual(plain.askText('E15'))
  })
})

async function codeOfVerify(bytes: Uint8Array): Promise<ErrorCode | null> {
  try {
    ;(await DeviceRuntime.open(wasm, bytes)).verify()
    return null
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
}

function ofFormat(major: number): Uint8Array {
  const bytes = bundle.slice()
  writeFieldAt(bytes, 0, structs.HEADER.fields.formatMajor, major)
  return withHeaderCrc(bytes)
}

/** What nothing is said about in this bundle becomes something that nobody knows yet. */
function withUnknownSection(): Uint8Array {
  const { formatMinor, directoryCrc, sectionCount } = structs.HEADER.fields
  const bytes = bundle.slice()
  const view = new DataView(bytes.buffer)
  const entries = Array.from(
    { length: view.getUint16(sectionCount.offset, true) },
    (_, at) => structs.HEADER.size + at * structs.ENTRY.size,
  )
  const offers = entries.find((at) => view.getUint32(at, true) === sectionId(sections.OFFERS.id)) ?? NaN
  view.setUint32(offers, sectionId('NEWS'), true)
  writeFieldAt(bytes, 0, formatMinor, 99)
  const end = structs.HEADER.size + entries.length * structs.ENTRY.size
  writeFieldAt(bytes, 0, directoryCrc, crc32(bytes.subarray(structs.HEADER.size, end)))
  return withHeaderCrc(bytes)
}

function withHeaderCrc(bytes: Uint8Array): Uint8Array {
  const { headerCrc } = structs.HEADER.fields
  writeFieldAt(bytes, 0, headerCrc, crc32(bytes.subarray(0, headerCrc.offset)))
  return bytes
}
