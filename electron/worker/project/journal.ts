// A set of file changes -> all of them on disk or none. Every write of a project goes through here.
// How: new contents go to .journal/ and are synced, then commit.json names them in one atomic rename (the commit point), then they are
// moved into place. Opening a project repeats the moves of a committed journal and throws an uncommitted one away, so that killing the
// app at any instant leaves either the old project or the new one.
// Example: await commitFiles(folder, new Map([['project.json', '{…}'], ['topics/old.json', null]]))  // null removes

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'
import { withLock } from './lock.ts'
import { codeOf, writeError } from './writeErrors.ts'

export type FileChanges = ReadonlyMap<string, string | Uint8Array | null>

const journalName = '.journal'
const commitSchema = v.array(v.object({ path: v.string(), from: v.nullable(v.string()) }))
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
  const text = await readFile(join(journal, 'commit.json'), 'utf8').catch(() => null)
  if (text !== null) await apply(folder, parseCommit(text))
  await discard(journal)
  return text !== null
}

/** The list goes first: without its list a journal means nothing, without its files a list would be believed. */
async function discard(journal: string): Promise<void> {
  await rm(join(journal, 'commit.json'), { force: true })
  await rm(journal, { recursive: true, force: true })
}

/** Named by one atomic rename, so whatever is wrong in it was done by somebody else. */
function parseCommit(text: string): Commit {
  try {
    return v.parse(commitSchema, JSON.parse(text))
  } catch {
    throw new AppError('project-damaged', { file: `${journalName}/commit.json`, reason: 'it is not a list of files' })
  }
}

async function writeJournal(folder: string, changes: FileChanges): Promise<void> {
  const journal = join(folder, journalName)
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
  for (const { path, from } of commit) {
    const target = inside(folder, path)
    if (from === null) {
      await rm(target, { force: true })
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    // Gone means that an earlier, interrupted recovery moved it already.
    await rename(inside(join(folder, journalName), from), target).catch(ignoreMissing)
  }
  for (const touched of new Set(commit.map(({ path }) => dirname(inside(folder, path))))) await syncFolder(touched)
}

/** A journal is a file that anyone may have edited: it must not reach outside its folder. */
function inside(folder: string, path: string): string {
  const full = normalize(join(folder, path))
  if (!full.startsWith(normalize(folder) + sep))
    throw new AppError('project-damaged', { file: path, reason: 'it lies outside the project' })
  return full
}

async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
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
