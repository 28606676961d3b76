// Path inside a project -> where it is on disk, refused where it would lead out. A journal, a topic list and links are files that anyone may
// have made: a project from a stranger must not write beside itself. Example: await pathInside('/work/d60', 'topics/descaling.json')
// Trap: comparing texts is not enough: `results` may be a link to the home folder.

import { lstat, realpath } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { codeOf } from './writeErrors.ts'

/** Folders that we write in. */
const own = ['.cache', '.journal', '.backup', 'audio', 'exports', 'history', 'manuals', 'results', 'topics']

/** Errors: project-damaged. `path` with '/', of a file that need not exist. */
export async function pathInside(folder: string, path: string): Promise<string> {
  const full = normalize(join(folder, path))
  if (!full.startsWith(normalize(folder) + sep)) throw leadsOut(path)
  await refuseLinkOut(folder, path, dirname(full))
  return full
}

/** Errors: project-damaged, naming the first of our folders that is a link to another place. */
export async function refuseLinksOut(folder: string): Promise<void> {
  for (const name of own) await refuseLinkOut(folder, name, join(folder, name))
}

/** Every folder from `folder` down to `place`: those that are links must end inside. Where one is missing it will be made, inside. */
async function refuseLinkOut(folder: string, path: string, place: string): Promise<void> {
  const above = dirname(place)
  if (normalize(place).length <= normalize(folder).length) return
  await refuseLinkOut(folder, path, above)
  const found = await lstat(place).catch(nullIfMissing)
  if (!found?.isSymbolicLink()) return
  const [root, real] = await Promise.all([realpath(folder), realpath(place).catch(nullIfMissing)])
  if (real === null || !real.startsWith(root + sep)) throw leadsOut(path)
}

const leadsOut = (file: string): AppError =>
  new AppError('project-damaged', { file, reason: 'it leads out of the project' })

function nullIfMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' || codeOf(error) === 'ELOOP') return null
  throw error
}
