// Path -> bytes of a plain file of a project, never more than a limit. Folders come from git, mail and sticks: what looks like a topic may be
// a pipe that never ends or 40 GB of zeros. Example: await readRegular(join(folder, 'topics/descaling.json'), { name: 'topics/descaling.json' })
// Trap: look and read go through one handle; between a stat of a path and its read the file may become another. A pipe without a writer
// blocks at opening, unless it is opened without waiting.

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import type { BigIntStats, Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { codeOf } from './writeErrors.ts'

/** Larger than any text file of ours; a hostile one must not fill memory. */
export const largestTextBytes = 20_000_000
/** What we derived ourselves: a page's blocks, 1000 pages of them. */
export const largestKeptBytes = 512_000_000

export interface Reading {
  /** As the person knows it: relative to the project. */
  name: string
  /** Bytes. */
  limit?: number
}

/** Windows has no such flag, and no pipes in folders. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Errors: project-damaged where it is no plain file or larger than `limit`, and those of the disk (ENOENT, EACCES, …). */
export async function readRegular(path: string, { name, limit = largestTextBytes }: Reading): Promise<Buffer> {
  const handle = await open(path, withoutWaiting).catch((error: unknown) => {
    throw openError(error, name)
  })
  try {
    refuseOthers(await handle.stat(), { name, limit })
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** The same, with what the disk says of the file, and nobody else has a turn meanwhile: for many small files (project/diskFiles.ts). */
export function readRegularNow(
  path: string,
  { name, limit = largestTextBytes }: Reading,
): { bytes: Buffer; stats: BigIntStats } {
  const file = openNow(path, name)
  try {
    const stats = fstatSync(file, { bigint: true })
    refuseOthers(stats, { name, limit })
    return { bytes: readFileSync(file), stats }
  } finally {
    closeSync(file)
  }
}

function openNow(path: string, name: string): number {
  try {
    return openSync(path, withoutWaiting)
  } catch (error) {
    throw openError(error, name)
  }
}

/** For what may be made again or did not need to be there: '' where it can't be read. */
export const readIfRegular = (path: string, limit?: number): Promise<string> =>
  readRegular(path, { name: path, ...(limit !== undefined && { limit }) }).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  )

function refuseOthers(found: Stats | BigIntStats, { name, limit }: Required<Reading>): void {
  if (found.isDirectory()) throw damaged(name, 'it is a folder')
  if (!found.isFile()) throw damaged(name, 'it is no plain file')
  if (found.size > limit) throw damaged(name, 'it is too large')
}

const openError = (error: unknown, name: string): unknown =>
  codeOf(error) === 'ENXIO' ? damaged(name, 'it is no plain file') : error // a socket

const damaged = (file: string, reason: string): AppError => new AppError('project-damaged', { file, reason })
