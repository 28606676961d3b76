// BundleContents -> bytes of a bundle (FORMAT.md). Pure: the same contents give the same bytes, on every machine.
// Example: const bytes = bundleBytes(contents); const signed = signBundle(bytes, key); directoryOf(signed) -> what each section costs.
// Trap: nothing in TypeScript reads a bundle but for sizes: what the app says comes out of the C runtime, or the simulator would prove nothing.

import { sha256 } from '@noble/hashes/sha2'
import { alignedSize, concatBytes, crc32, recordBytes, writeFieldAt } from './bytes.ts'
import type { BundleContents } from './contents.ts'
import {
  alignment as leastAlignment,
  constants,
  formatMajor,
  formatMinor,
  magic,
  sectionId,
  sections,
  structs,
} from './layout.ts'
import { sectionsOf } from './sectionBytes.ts'
import type { Section } from './sectionBytes.ts'

const { HEADER, ENTRY, TRAILER, SIGNATURE } = structs

/** Unsigned bytes of a bundle in one language, or in several: language n of the directory is the n-th of the contents. Who made it, whether it
    is for development and its alignment are said by the first. Errors: RangeError where something does not fit its field, such as more than 65,535 topics. */
export function bundleBytes(...languages: readonly BundleContents[]): Uint8Array {
  const [contents] = languages
  if (!contents) throw new RangeError('a bundle has a language')
  const alignment = contents.alignment ?? leastAlignment
  const parts = languages.flatMap((one, language) => sectionsOf(one).map((part) => ({ ...part, language })))
  const placed = placeSections(parts, alignment)
  const directory = concatBytes(placed.map(entryBytes))
  const end = Math.max(HEADER.size, ...placed.map(({ offset, bytes }) => offset + bytes.length))
  const contentSize = alignedSize(end, alignment)
  const header = recordBytes(HEADER, {
    magic,
    headerSize: HEADER.size,
    formatMajor,
    formatMinor,
    sectionCount: placed.length,
    totalSize: contentSize + TRAILER.size,
    contentSize,
    flags: contents.isDevelopment ? constants.HEADER_FLAG.values.DEVELOPMENT : 0,
    alignment,
    toolBuild: new TextEncoder().encode(contents.toolBuild).subarray(0, HEADER.fields.toolBuild.size),
    directoryCrc: crc32(directory),
    headerCrc: 0,
  })
  const bytes = new Uint8Array(contentSize + TRAILER.size)
  bytes.set(header)
  bytes.set(directory, HEADER.size)
  for (const { offset, bytes: section } of placed) bytes.set(section, offset)
  return sealed(bytes, contentSize)
}

/** Who signs: a key in a file, or a service that is sent the digest. */
export interface Signer {
  keyId: Uint8Array // 8 bytes
  sign: (digest: Uint8Array) => Uint8Array // Ed25519: 32 bytes -> 64 bytes
}

/** A copy with the flag SIGNED and a signature behind its trailer; an earlier signature is replaced. */
export function signBundle(bytes: Uint8Array, { keyId, sign }: Signer): Uint8Array {
  const { unsigned, contentSize } = toSign(bytes)
  const signature = recordBytes(SIGNATURE, {
    algorithm: constants.SIGNATURE.values.ED25519,
    blockSize: SIGNATURE.size,
    keyId,
    signature: sign(unsigned.slice(contentSize, contentSize + TRAILER.size)),
  })
  return concatBytes([unsigned, signature])
}

/** What an external signer signs: the SHA-256 of the bundle with its flag SIGNED set. */
export function digestToSign(bytes: Uint8Array): Uint8Array {
  const { unsigned, contentSize } = toSign(bytes)
  return unsigned.slice(contentSize)
}

/** Name and size of everything in our own fresh bytes, for size reports; with padding, so that the sizes add up to the bundle's. What languages
    share counts for the first of them. */
export function directoryOf(bytes: Uint8Array): { name: string; sizeBytes: number; language: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const count = view.getUint16(HEADER.fields.sectionCount.offset, true)
  const contentSize = view.getUint32(HEADER.fields.contentSize.offset, true)
  const nameById = new Map(Object.entries(sections).map(([name, { id }]) => [sectionId(id), name]))
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = HEADER.size + index * ENTRY.size
    const id = view.getUint32(entry + ENTRY.fields.id.offset, true)
    const language = view.getUint16(entry + ENTRY.fields.language.offset, true)
    return {
      name: nameById.get(id) ?? 'UNKNOWN',
      offset: view.getUint32(entry + ENTRY.fields.offset.offset, true),
      language,
    }
  })
  const own = entries.filter(({ offset }, index) => entries.slice(0, index).every((before) => before.offset <= offset))
  const named = own.map(({ name, offset, language }, index) => ({
    name,
    sizeBytes: (own[index + 1]?.offset ?? contentSize) - offset,
    language,
  }))
  const directory = { name: 'DIRECTORY', sizeBytes: entries[0]?.offset ?? contentSize, language: 0 }
  return [directory, ...named, { name: 'TRAILER', sizeBytes: bytes.length - contentSize, language: 0 }]
}

interface Placed extends Section {
  language: number
  offset: number
}

/** Languages share what is the same in both, such as a table of the encoder: two entries of the directory, one place. */
function placeSections(parts: (Section & { language: number })[], alignment: number): Placed[] {
  let free = alignedSize(HEADER.size + parts.length * ENTRY.size, alignment)
  const placed: Placed[] = []
  for (const part of parts) {
    const twin = part.language === 0 ? undefined : placed.find((known) => isSame(known, part))
    placed.push({ ...part, offset: twin?.offset ?? free })
    if (!twin) free = alignedSize(free + part.bytes.length, alignment)
  }
  return placed
}

function isSame(known: Section, part: Section): boolean {
  if (known.name !== part.name || known.bytes.length !== part.bytes.length) return false
  return known.bytes.every((byte, at) => byte === part.bytes[at])
}

function entryBytes({ name, bytes, count, recordSize, language, offset }: Placed): Uint8Array {
  return recordBytes(ENTRY, {
    id: sectionId(sections[name].id),
    offset,
    size: bytes.length,
    count,
    recordSize,
    language,
    crc: crc32(bytes),
    encoding: 0,
  })
}

function toSign(bytes: Uint8Array): { unsigned: Uint8Array; contentSize: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const contentSize = view.getUint32(HEADER.fields.contentSize.offset, true)
  const flags = view.getUint32(HEADER.fields.flags.offset, true) | constants.HEADER_FLAG.values.SIGNED
  const unsigned = bytes.slice(0, contentSize + TRAILER.size)
  writeFieldAt(unsigned, 0, HEADER.fields.flags, flags)
  writeFieldAt(unsigned, 0, HEADER.fields.totalSize, contentSize + TRAILER.size + SIGNATURE.size)
  return { unsigned: sealed(unsigned, contentSize), contentSize }
}

/** Writes the checksum of the header and the hash of everything, in place. */
function sealed(bytes: Uint8Array, contentSize: number): Uint8Array {
  writeFieldAt(bytes, 0, HEADER.fields.headerCrc, crc32(bytes.subarray(0, HEADER.fields.headerCrc.offset)))
  bytes.set(sha256(bytes.subarray(0, contentSize)), contentSize)
  return bytes
}
