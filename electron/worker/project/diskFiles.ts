// Folder -> its text files as they were last seen, and which of them somebody else has changed since.
// A file is read again only where its mark (inode, size, times) is another, so that 800 topics cost 800 stats and no reads.
// Example: const seen = await lookAt(folder); …; (await lookAt(folder, seen)) === seen while nobody touched a file.
// Trap: times only say "look": what counts is the content. A clock that jumps, or git writing the same bytes anew, is no change.
// Trap: files are looked at one after another, some of them a turn: as a promise for each call of the system, 800 topics cost four times as much.

import { access, readdir } from 'node:fs/promises'
import { statSync } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { FileChanges } from './journal.ts'
import type { TextFiles } from './migrations.ts'
import { isTopicPath, maxTopics } from './projectFiles.ts'
import { readRegularNow } from './regularFile.ts'
import { codeOf } from './writeErrors.ts'

export interface SeenFiles {
  files: TextFiles
  marks: ReadonlyMap<string, string>
}

interface SeenFile {
  path: string
  text: string
  mark: string
}

/** Some milliseconds on a disk; on a slow share others wait no longer than for some answers of it. */
const filesATurn = 32
/** Of a file that is already another one than we wrote: the next look reads it. */
const unknownMark = ''

/** Errors: project-not-found. Cheap, and writes nothing: a folder that is no project is left as it is. */
export async function refuseNoProject(folder: string): Promise<void> {
  await access(join(folder, 'project.json')).catch(() => {
    throw new AppError('project-not-found', { folder })
  })
}

/** Gives back `before` itself where every file still has the same content. Errors: project-not-found, project-damaged, file-not-readable. */
export async function lookAt(folder: string, before?: SeenFiles): Promise<SeenFiles> {
  const found = await seenFiles(folder, await pathsIn(folder), before)
  if (!found.some(({ path }) => path === 'project.json')) throw new AppError('project-not-found', { folder })
  const isSame = before?.files.size === found.length && found.every(({ path, text }) => before.files.get(path) === text)
  const marks = new Map(found.map(({ path, mark }) => [path, mark]))
  if (isSame && found.every(({ path, mark }) => before.marks.get(path) === mark)) return before
  return { files: isSame ? before.files : new Map(found.map(({ path, text }) => [path, text])), marks }
}

/**
 * What is known after a write of ours, which looks at nothing else: what somebody changed meanwhile is still to be found by the next look.
 * `changes` as they were written; what is no text file of a project among them is left out.
 */
export async function seenAfterWrite(folder: string, before: SeenFiles, changes: FileChanges): Promise<SeenFiles> {
  const files = new Map(before.files)
  const marks = new Map(before.marks)
  const written = [...changes].filter(([path]) => isWatched(path))
  const onDisk = new Map((await seenFiles(folder, written.map(([path]) => path))).map((file) => [file.path, file])) // prettier-ignore
  for (const [path, text] of written) {
    if (typeof text === 'string') files.set(path, text)
    else files.delete(path)
    const now = onDisk.get(path)
    if (now && now.text === text) marks.set(path, now.mark)
    else if (typeof text === 'string') marks.set(path, unknownMark)
    else marks.delete(path)
  }
  return { files, marks }
}

const isWatched = (path: string): boolean => path === 'project.json' || path === '.gitignore' || isTopicPath(path)

async function pathsIn(folder: string): Promise<string[]> {
  const topics = (await readdir(join(folder, 'topics')).catch(() => [])).map((name) => `topics/${name}`)
  const known = topics.filter(isTopicPath)
  if (known.length > maxTopics) throw new AppError('project-damaged', { file: 'topics/', reason: 'too many files' })
  return ['project.json', '.gitignore', ...known.sort()]
}

async function seenFiles(folder: string, paths: readonly string[], before?: SeenFiles): Promise<SeenFile[]> {
  const found: SeenFile[] = []
  for (const [at, path] of paths.entries()) {
    if (at > 0 && at % filesATurn === 0) await turnOfOthers()
    const file = seenFile(folder, path, before)
    if (file) found.push(file)
  }
  return found
}

/** null where the file is gone: another program may remove one between the listing and the look. */
function seenFile(folder: string, path: string, before: SeenFiles | undefined): SeenFile | null {
  const full = join(folder, path)
  try {
    const mark = before?.marks.get(path)
    const text = mark === undefined ? undefined : before?.files.get(path)
    if (mark !== undefined && text !== undefined && mark === markOf(statSync(full, { bigint: true })))
      return { path, text, mark }
    const { bytes, stats } = readRegularNow(full, { name: path })
    return { path, text: bytes.toString('utf8'), mark: markOf(stats) }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    if (codeOf(error) === 'EACCES') throw new AppError('file-not-readable', { file: path })
    throw error
  }
}

const markOf = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string => [ino, size, mtimeNs, ctimeNs].join(':')
