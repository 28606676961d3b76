import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import { StringPool, crc32, recordBytes } from '../../../shared/format/bytes.ts'
import { alignment, sectionId, sections, structs } from '../../../shared/format/layout.ts'
import type { Field, Struct } from '../../../shared/format/layout.ts'
import { goldenContents } from '../../golden/goldenBundle.ts'

describe('the layout table', () => {
  it('puts every field of a struct behind the one before, without holes or overlaps', () => {
    for (const { fields, size } of Object.values<Struct>(structs)) {
      const list = Object.values<Field>(fields)
      list.forEach((field, at) => expect(field.offset + field.size).toBe(list[at + 1]?.offset ?? size))
    }
  })

  it('keeps the header and the directory entries to multiples of 16 bytes', () => {
    expect([structs.HEADER.size % alignment, structs.ENTRY.size % alignment]).toEqual([0, 0])
  })

  it('gives each section its own four letters', () => {
    const ids = Object.values(sections).map(({ id }) => sectionId(id))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is what the C header and FORMAT.md were generated from', () => {
    const { status, stderr } = spawnSync('npx', ['tsx', 'shared/format/generate.ts', '--check'], { encoding: 'utf8' })
    expect(stderr).not.toContain('is stale')
    expect(status).toBe(0)
  })
})

describe('the writer', () => {
  it('writes the same bytes from the same contents', () => {
    expect(bundleBytes(goldenContents())).toEqual(bundleBytes(goldenContents()))
  })

  it('writes little-endian numbers where the table says', () => {
    expect([...recordBytes(structs.POSTING, { topic: 3, frequency: 0x1234 })]).toEqual([3, 0, 0x34, 0x12])
  })

  it.each([65_536, -1, 1.5, Number.NaN])('throws rather than cut %s to 16 bits', (topic) => {
    expect(() => recordBytes(structs.POSTING, { topic, frequency: 0 })).toThrow(RangeError)
  })

  it('stores equal texts once and ends each with a zero', () => {
    const pool = new StringPool()
    expect([pool.add('ab'), pool.add('ü'), pool.add('ab'), pool.add('a\0b')]).toEqual([0, 3, 0, 6])
    expect([...pool.bytes()]).toEqual([0x61, 0x62, 0, 0xc3, 0xbc, 0, 0x61, 0x20, 0x62, 0])
  })

  it('has the CRC-32 of zip', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
  })
})
