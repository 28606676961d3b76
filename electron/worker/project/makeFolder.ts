// Path -> that folder, with those above it. Example: await makeFolder('/home/me/new/project')
// Trap: mkdir with `recursive` never returns where a parent exists but refuses children with ENOENT, as /proc does (Node 18 to 22).

import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Errors: those of mkdir (EACCES, ENOTDIR, …). */
export async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return
  const above = dirname(path)
  if (above !== path) await makeFolder(above)
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await stat(path).catch(() => null))?.isDirectory()) throw error // another program may have been first
  })
}
