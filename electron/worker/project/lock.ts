// Folder + work -> the work done while no other Plainspoken (window, CLI, another computer on a share) writes in that folder.
// How: .cache/lock is created exclusively and names its holder. A holder that died is known by its process id; one on another computer
// by a lock that has not changed for half a minute. Example: await withLock(folder, () => writeFiles(folder, changes))
// Trap: no wall clock decides anything here: people and time servers set it while we run.

import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { readIfRegular } from './regularFile.ts'
import { codeOf } from './writeErrors.ts'

const deadAfterMs = 30_000
const waitMs = 15

const holderSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ host: v.string(), pid: v.pipe(v.number(), v.integer()), token: v.string() }),
)

/** Errors: those of the disk where the lock can't be written. */
export async function withLock<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  const file = join(folder, '.cache', 'lock')
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, token: randomUUID() })
  await acquire(file, mine)
  try {
    return await work()
  } finally {
    if ((await contentOf(file)) === mine) await rm(file, { force: true })
  }
}

async function acquire(file: string, mine: string): Promise<void> {
  let seen = ''
  let seenSinceMs = performance.now()
  while (!(await create(file, mine))) {
    const held = await contentOf(file)
    if (held !== seen) seenSinceMs = performance.now()
    seen = held
    const isStill = performance.now() - seenSinceMs > deadAfterMs
    if (isStill || isHolderDead(held) || (await isNoFile(file))) await take(file, held)
    else await pause(waitMs)
  }
}

async function create(file: string, mine: string): Promise<boolean> {
  await mkdir(join(file, '..'), { recursive: true })
  try {
    const handle = await open(file, 'wx')
    try {
      await handle.writeFile(mine)
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (codeOf(error) === 'ENOENT') return false // somebody cleared .cache between the two calls
    await rm(file, { force: true }).catch(() => undefined) // a full disk: no empty lock is left to wait for
    throw error
  }
}

/** Moves a dead holder's lock away. Where another process was faster and this is its lock, it is put back. */
async function take(file: string, held: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch {
    return // gone: another process took it
  }
  if ((await contentOf(aside)) !== held) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true, recursive: true })
}

function isHolderDead(held: string): boolean {
  const holder = v.safeParse(holderSchema, held)
  if (!holder.success || holder.output.host !== hostname()) return false
  try {
    process.kill(holder.output.pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/** A folder or a pipe in the lock's place was put there by somebody who is not us. */
const isNoFile = async (file: string): Promise<boolean> => !((await lstat(file).catch(() => null))?.isFile() ?? true)

/** '' where there is none, or none that can be read. */
const contentOf = readIfRegular
