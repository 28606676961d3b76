// Content -> a file that is whole or as it was before; files -> a folder that gets all of them or none. For all that is not a project's own
// (those go through its journal, project/journal.ts): exports, reports, signatures, settings, caches.
// Example: await writeFilesWhole('/out', new Map([['dishwasher.psb', bytes], ['sdk/README.md', text]]), signal)
// Trap: a pipe or a terminal (/dev/stdout) can't be replaced by renaming; it is written as it is.

import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '../project/makeFolder.ts'
import { writeError } from '../project/writeErrors.ts'

export type Content = string | Uint8Array

/** What a link points to is written, with the rights it had. Errors: file-not-writable, disk-full. */
export async function writeFileWhole(file: string, content: Content): Promise<void> {
  try {
    const before = await stat(file).catch(() => null)
    if (before && !before.isFile()) return await writeFile(file, content)
    const place = before ? await realpath(file) : file
    const beside = join(dirname(place), `.${basename(place)}.${randomUUID()}`)
    try {
      await writeSynced(beside, content)
      if (before) await chmod(beside, before.mode)
      await rename(beside, place)
    } finally {
      await rm(beside, { force: true })
    }
  } catch (error) {
    throw writeError(error, basename(file))
  }
}

/**
 * Everything is written and flushed beside its place first: a full disk, a cancel or a kill before that is done changes nothing there.
 * Then each file is renamed, in the order of `files`. Errors: file-not-writable, disk-full.
 */
export async function writeFilesWhole(
  folder: string,
  files: ReadonlyMap<string, Content>,
  signal: AbortSignal,
): Promise<void> {
  let staging: string | null = null
  try {
    await makeFolder(folder)
    staging = await mkdtemp(join(folder, '.writing-'))
    for (const [path, content] of files) {
      signal.throwIfAborted()
      await makeFolder(dirname(join(staging, path)))
      await writeSynced(join(staging, path), content)
    }
    for (const path of files.keys()) {
      await makeFolder(dirname(join(folder, path)))
      await rename(join(staging, path), join(folder, path))
    }
  } catch (error) {
    throw writeError(error, folder)
  } finally {
    if (staging) await rm(staging, { recursive: true, force: true })
  }
}

/** All of it is on the disk when this returns. `writeFile` of the handle goes on after a short write; `write` does not. */
export async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}
