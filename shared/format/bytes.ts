// Values -> little-endian bytes, by the table of layout.ts. Example: recordBytes(structs.POSTING, { topic: 3, frequency: 1 }) -> 03 00 01 00.
// Trap: a number that does not fit its field is a bug of the caller and throws: nothing is ever cut silently.

import { joined } from '../joined.ts'
import type { Field, Struct } from './layout.ts'

/** Every field but `reserved`, which is written as 0. */
export type RecordValues<Names extends string> = Record<Exclude<Names, 'reserved'>, number | Uint8Array>

export function recordBytes<Names extends string>(struct: Struct<Names>, values: RecordValues<Names>): Uint8Array {
  const record = new Uint8Array(struct.size)
  const view = new DataView(record.buffer)
  const byName: Readonly<Record<string, number | Uint8Array>> = values
  for (const [name, field] of Object.entries<Field>(struct.fields)) writeField(view, field, byName[name] ?? 0)
  return record
}

/** Overwrites one field of a record that lies in `bytes` at `offset`. */
export function writeFieldAt(bytes: Uint8Array, offset: number, field: Field, value: number | Uint8Array): void {
  writeField(new DataView(bytes.buffer, bytes.byteOffset + offset), field, value)
}

const ranges = { u8: [0, 0xff], u16: [0, 0xffff], u32: [0, 0xffffffff], i32: [-0x80000000, 0x7fffffff] } as const

function writeField(view: DataView, { type, offset, size }: Field, value: number | Uint8Array): void {
  if (type === 'bytes' || typeof value !== 'number') {
    const bytes = typeof value === 'number' ? new Uint8Array(size) : value
    if (type !== 'bytes' || bytes.length > size)
      throw new RangeError(`${bytes.length} bytes do not fit ${type} ${size}`)
    new Uint8Array(view.buffer, view.byteOffset + offset, size).set(bytes)
    return
  }
  const [least, most] = ranges[type]
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(`${value} does not fit ${type}`)
  if (type === 'u8') view.setUint8(offset, value)
  else if (type === 'u16') view.setUint16(offset, value, true)
  else if (type === 'u32') view.setUint32(offset, value, true)
  else view.setInt32(offset, value, true)
}

export const concatBytes = (parts: readonly Uint8Array[]): Uint8Array => joined(Uint8Array, parts)

export const alignedSize = (size: number, alignment: number): number => Math.ceil(size / alignment) * alignment

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

/** CRC-32 as in zip and PNG. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

/** Texts -> one pool; the same text is stored once. Offsets follow the order of first use, so equal input gives equal bytes. */
export class StringPool {
  readonly #offsets = new Map<string, number>()
  readonly #parts: Uint8Array[] = []
  #size = 0

  /** Offset of the text in the pool. A zero byte inside would end it early: it becomes a space. */
  add(text: string): number {
    const known = this.#offsets.get(text)
    if (known !== undefined) return known
    const offset = this.#size
    const encoded = new TextEncoder().encode(`${text.replaceAll('\0', ' ')}\0`)
    this.#offsets.set(text, offset)
    this.#parts.push(encoded)
    this.#size += encoded.length
    return offset
  }

  bytes = (): Uint8Array => concatBytes(this.#parts)
}
