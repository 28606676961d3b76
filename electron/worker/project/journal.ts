// A set of file changes -> all of them on disk or none. Every write of a project goes through here.
// How: new contents go to .journal/ and are synced, then commit.json names them in one atomic rename (the commit point), then they are
// moved into place. Opening a project repeats the moves of a committed journal and throws an uncommitted one away, so that killing the
// app at any instant leaves either the old project or the new one.
// Example: await commitFiles(folder, new Map([['project.json', '{…}'], ['topics/old.json', null]]))  // null removes

import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'
import { writeSynced } from '../files/writeWhole.ts'
import { pathInside } from './containment.ts'
import { withLock } from './lock.ts'
import { readRegular } from './regularFile.ts'
import { codeOf, writeError } from './writeErrors.ts'

export type FileChanges = ReadonlyMap<string, string | Uint8Array | null>

const journalName = '.journal'
/** `from`: the name of the new content in the journal, a number. */
const contentName = v.pipe(v.string(), v.regex(/^\d{1,9}$/))
const commitSchema = v.array(v.object({ path: v.string(), from: v.nullable(contentName) }))
type Commit = v.InferOutput<typeof commitSchema>

/** Paths are relative to `folder`, with '/'. Errors: file-not-writable, disk-full. */
export async function commitFiles(folder: string, changes: FileChanges): Promise<void> {
  if (changes.size === 0) return
  await withLock(folder, () => writeFiles(folder, changes)).catch((error: unknown) => {
    throw writeError(error, folder)
  })
}

/** The same for who holds the lock already. A disk that fills up half-way leaves the old project and no journal. */
export async function writeFiles(folder: string, changes: FileChanges): Promise<void> {
  try {
    await writeJournal(folder, changes)
  } catch (error) {
    await discard(join(folder, journalName)).catch(() => undefined)
    throw writeError(error, folder)
  }
  await recoverFiles(folder)
}

/** Finishes a committed journal, discards an uncommitted one. Returns whether there was one to finish. */
export async function recoverFiles(folder: string): Promise<boolean> {
  const journal = join(folder, journalName)
  const isOurs = (await lstat(journal).catch(ignoreMissing))?.isDirectory() ?? false
  const commit = isOurs ? await committed(journal) : null
  if (commit) await apply(folder, commit)
  await discard(journal)
  return commit !== null
}

/** The list goes first: without its list a journal means nothing, without its files a list would be believed. */
async function discard(journal: string): Promise<void> {
  const isLink = (await lstat(journal).catch(ignoreMissing))?.isSymbolicLink() ?? false
  if (!isLink) await rm(join(journal, 'commit.json'), { force: true }) // behind a link lies another's file
  await rm(journal, { recursive: true, force: true })
}

/** Null where nothing was committed. Named by one atomic rename, so whatever is wrong in it was done by somebody else. */
async function committed(journal: string): Promise<Commit | null> {
  const name = `${journalName}/commit.json`
  const bytes = await readRegular(join(journal, 'commit.json'), { name }).catch(ignoreMissing)
  if (!bytes) return null
  try {
    return v.parse(commitSchema, JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new AppError('project-damaged', { file: name, reason: 'it is not a list of files' })
  }
}

async function writeJournal(folder: string, changes: FileChanges): Promise<void> {
  const journal = join(folder, journalName)
  for (const path of changes.keys()) await pathInside(folder, path) // once committed it must go through
  await discard(journal)
  await mkdir(journal, { recursive: true })
  const commit: Commit = []
  for (const [path, content] of changes) {
    const from = content === null ? null : String(commit.length)
    if (from !== null && content !== null) await writeSynced(join(journal, from), content)
    commit.push({ path, from })
  }
  await writeSynced(join(journal, 'commit.tmp'), JSON.stringify(commit))
  await rename(join(journal, 'commit.tmp'), join(journal, 'commit.json'))
  await syncFolder(journal)
}

async function apply(folder: string, commit: Commit): Promise<void> {
  const touched = new Set<string>()
  for (const { path, from } of commit) {
    const target = await pathInside(folder, path)
    touched.add(dirname(target))
    if (from === null) {
      await rm(target, { force: true })
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    // Gone means that an earlier, interrupted recovery moved it already.
    await rename(join(folder, journalName, from), target).catch(ignoreMissing)
  }
  for (const place of touched) await syncFolder(place)
}

/** Makes renames durable. Windows can't open folders and doesn't need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(ignoreMissing)
  await handle?.sync()
  await handle?.close()
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined
  throw error
}
