// Bytes of a zip package -> its files, by path. Example: filesOfZip(bytes, 'D60.iirds').get('META-INF/metadata.rdf') -> bytes.
// Trap: packages come from anywhere. Paths that leave the package, links, locked entries, too many files, and files that are far larger
// unpacked than the zip says or than any manual is, are refused; nothing is ever written to disk.

import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { AppError } from '../../../shared/errors.ts'

export type SourceFiles = ReadonlyMap<string, Uint8Array>

const mostFiles = 5000
const largestFileBytes = 50 * 1024 * 1024
const largestPackageBytes = 200 * 1024 * 1024
/** What is read: pictures stay packed. A PDF may be the content of an iiRDS package. */
const wanted = /\.(?:rdf|xml|dita|ditamap|ditaval|x?html?|pdf)$|^mimetype$/i

/** Errors: source-damaged, source-unsafe. */
export async function filesOfZip(bytes: Uint8Array, file: string): Promise<SourceFiles> {
  const zip = await opened(bytes, file)
  const files = new Map<string, Uint8Array>()
  let [count, unpackedBytes] = [0, 0]
  const refuse = (reason: string): never => {
    throw new AppError('source-unsafe', { file, reason })
  }
  try {
    for await (const entry of entriesOf(zip, file)) {
      count += 1
      unpackedBytes += entry.uncompressedSize
      if (count > mostFiles) refuse(`it has more than ${mostFiles} files`)
      if (isLink(entry)) refuse(`${entry.fileName} is a link`)
      if (entry.isEncrypted()) refuse('it is locked by a password')
      if (entry.fileName.endsWith('/') || !wanted.test(entry.fileName)) continue
      if (entry.uncompressedSize > largestFileBytes || unpackedBytes > largestPackageBytes)
        refuse('it is too large when unpacked')
      files.set(entry.fileName, await contentOf(zip, entry, file))
    }
  } finally {
    zip.close()
  }
  return files
}

function opened(bytes: Uint8Array, file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // strictFileNames refuses backslashes; absolute paths and ".." are refused always
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySize: true, autoClose: false }
    yauzl.fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), options, (error, zip) => {
      if (error) reject(zipError(error, file))
      else resolve(zip)
    })
  })
}

async function* entriesOf(zip: ZipFile, file: string): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (run: () => void) => (): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
        run()
      }
      zip.once('entry', (next: Entry) => settle(() => resolve(next))())
      zip.once(
        'end',
        settle(() => resolve(null)),
      )
      zip.once('error', (error: Error) => settle(() => reject(zipError(error, file)))())
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

function contentOf(zip: ZipFile, entry: Entry, file: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(zipError(error, file))
      const parts: Buffer[] = []
      // yauzl ends a stream that gives more or fewer bytes than the entry says
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', (failed: Error) => reject(zipError(failed, file)))
      stream.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    })
  })
}

/** Unix mode in the upper half of the attributes; 0o120000 is a symbolic link. */
const isLink = ({ externalFileAttributes }: Entry): boolean => ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

const zipError = (error: Error, file: string): AppError =>
  /absolute path|invalid relative path|invalid characters in fileName|too many bytes/i.test(error.message)
    ? new AppError('source-unsafe', { file, reason: error.message.slice(0, 200) })
    : new AppError('source-damaged', { file, reason: error.message.slice(0, 200) })
