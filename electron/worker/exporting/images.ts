// Bundle bytes + where they lie in flash -> files that programmers, bootloaders and compilers take.
// Example: intelHex(bytes, 0x10100000) -> ':020000041010DA\n:10000000…\n:00000001FF\n'.
// Trap: each format has 32-bit addresses: a bundle that would end beyond them has no image.

import { AppError } from '../../../shared/errors.ts'
import type { ImageFormat, Target } from '../../../shared/domain.ts'

/** One file: its name's ending and its bytes. Errors: image-not-for-target (no address, or no UF2 bootloader). */
export function imageOf(format: ImageFormat, bytes: Uint8Array, { name, flash }: Target): Buffer {
  if (format === 'c') return Buffer.from(cArray(bytes))
  const address = Number(flash?.address)
  if (!flash || address + bytes.length > 2 ** 32) throw new AppError('image-not-for-target', { format, target: name })
  if (format === 'hex') return Buffer.from(intelHex(bytes, address))
  if (flash.uf2Family === undefined) throw new AppError('image-not-for-target', { format, target: name })
  return uf2(bytes, address, Number(flash.uf2Family))
}

/** Intel HEX: 16 bytes a record, a record of type 4 wherever the upper half of the address changes. */
export function intelHex(bytes: Uint8Array, address: number): string {
  const records: string[] = []
  let upper = -1
  for (let from = 0; from < bytes.length;) {
    const at = address + from
    if (at >>> 16 !== upper) records.push(record(4, 0, Uint8Array.of((upper = at >>> 16) >>> 8, upper & 255)))
    const length = Math.min(16 - (at % 16), bytes.length - from) // a record never crosses a 64 KB border
    records.push(record(0, at & 0xffff, bytes.subarray(from, from + length)))
    from += length
  }
  return `${[...records, record(1, 0, new Uint8Array(0))].join('\n')}\n`
}

function record(type: number, at: number, payload: Uint8Array): string {
  const all = Uint8Array.of(payload.length, at >>> 8, at & 255, type, ...payload)
  const sum = all.reduce((total, byte) => total + byte, 0)
  return `:${Buffer.from(all).toString('hex')}${(-sum & 255).toString(16).padStart(2, '0')}`.toUpperCase()
}

const payloadBytes = 256
const familyIsPresent = 0x2000

/** UF2 (microsoft/uf2): blocks of 512 bytes with 256 of payload each; the last one is filled with the byte of erased flash. */
export function uf2(bytes: Uint8Array, address: number, family: number): Buffer {
  const count = Math.ceil(bytes.length / payloadBytes)
  const file = Buffer.alloc(count * 512)
  for (let number = 0; number < count; number++) {
    const block = file.subarray(number * 512, (number + 1) * 512)
    const words = [
      0x0a324655,
      0x9e5d5157,
      familyIsPresent,
      address + number * payloadBytes,
      payloadBytes,
      number,
      count,
      family,
    ]
    words.forEach((word, at) => block.writeUInt32LE(word, at * 4))
    block.fill(0xff, 32, 32 + payloadBytes)
    block.set(bytes.subarray(number * payloadBytes, (number + 1) * payloadBytes), 32)
    block.writeUInt32LE(0x0ab16f30, 508)
  }
  return file
}

/** For a build that links the bundle in. `_Alignas` is C11; C99 compilers of microcontrollers know the attribute. */
export function cArray(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let from = 0; from < bytes.length; from += 16)
    lines.push(
      `  ${[...bytes.subarray(from, from + 16)].map((byte) => `0x${byte.toString(16).padStart(2, '0')},`).join('')}`,
    )
  return [
    '/* The bundle as an array, for psp_bundle_open. Made by Plainspoken. */',
    '#include <stdint.h>',
    `const uint32_t plainspoken_bundle_size = ${bytes.length}u;`,
    `const uint8_t plainspoken_bundle[${bytes.length}] __attribute__((aligned(16))) = {`,
    ...lines,
    '};',
    '',
  ].join('\n')
}
