// Folder -> its text files as they were last seen, and which of them somebody else has changed since.
// A file is read again only where its mark (inode, size, times) is another, so that 800 topics cost 800 stats and no reads.
// Example: const seen = await lookAt(folder); …; (await lookAt(folder, seen)) === seen while nobody touched a file.
// Trap: times only say "look": what counts is the content. A clock that jumps, or git writing the same bytes anew, is no change.

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { TextFiles } from './migrations.ts'
import { isTopicPath, maxTopics } from './projectFiles.ts'
import { readRegular } from './regularFile.ts'
import { codeOf } from './writeErrors.ts'

export interface SeenFiles {
  files: TextFiles
  marks: ReadonlyMap<string, string>
}

/** Gives back `before` itself where every file still has the same content. Errors: project-not-found, project-damaged. */
export async function lookAt(folder: string, before?: SeenFiles): Promise<SeenFiles> {
  const paths = await pathsIn(folder)
  const found = (await Promise.all(paths.map((path) => seenFile(folder, path, before)))).filter((file) => file !== null)
  if (!found.some(({ path }) => path === 'project.json')) throw new AppError('project-not-found', { folder })
  const isSame = before?.files.size === found.length && found.every(({ path, text }) => before.files.get(path) === text)
  const marks = new Map(found.map(({ path, mark }) => [path, mark]))
  if (isSame && found.every(({ path, mark }) => before.marks.get(path) === mark)) return before
  return { files: isSame ? before.files : new Map(found.map(({ path, text }) => [path, text])), marks }
}

async function pathsIn(folder: string): Promise<string[]> {
  const topics = (await readdir(join(folder, 'topics')).catch(() => [])).map((name) => `topics/${name}`)
  const known = topics.filter(isTopicPath)
  if (known.length > maxTopics) throw new AppError('project-damaged', { file: 'topics/', reason: 'too many files' })
  return ['project.json', '.gitignore', ...known.sort()]
}

/** null where the file is gone: another program may remove one between the listing and the look. */
async function seenFile(
  folder: string,
  path: string,
  before: SeenFiles | undefined,
): Promise<{ path: string; text: string; mark: string } | null> {
  try {
    const full = join(folder, path)
    const { ino, size, mtimeNs, ctimeNs } = await stat(full, { bigint: true })
    const mark = [ino, size, mtimeNs, ctimeNs].join(':')
    const known = before?.marks.get(path) === mark ? before.files.get(path) : undefined
    return { path, mark, text: known ?? (await readRegular(full, { name: path })).toString('utf8') }
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    if (codeOf(error) === 'EACCES') throw new AppError('file-not-readable', { file: path })
    throw error
  }
}
