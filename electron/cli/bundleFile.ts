// A bundle's file -> its bytes, and the runtime that reads them. Example: const { runtime } = await openRuntime('d60.psb'); runtime.describe()

import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError, isAppError } from '../../shared/errors.ts'
import { DeviceRuntime } from '../worker/device/runtime.ts'
import { environmentOfCheckout } from './surroundings.ts'

/** More than any target's flash: stops a mistaken file early. */
const largestBundleBytes = 256 * 1024 * 1024

/** A bundle in the runtime, without any model: for inspect and verify. */
export async function openRuntime(file: string): Promise<{ runtime: DeviceRuntime; bytes: Uint8Array }> {
  const runtimeBytes = new Uint8Array(await readFile(environmentOfCheckout().runtimeFile))
  const bytes = await readLimited(file)
  const runtime = await named(file, async () => DeviceRuntime.open(runtimeBytes, bytes))
  return { runtime, bytes }
}

/** The runtime knows bytes, not names; the person knows names. */
export async function named<Value>(place: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run()
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('bundle-')) throw error
    throw new AppError(error.code, { ...error.details, file: basename(resolve(place)) })
  }
}

/** Bytes of a bundle, a WAV or another file that the person named. Errors: file-not-found, file-not-readable. */
export async function readLimited(path: string): Promise<Uint8Array> {
  const file = basename(path)
  const found = await stat(path).catch(() => null)
  if (!found) throw new AppError('file-not-found', { file })
  if (!found.isFile() || found.size > largestBundleBytes) throw new AppError('file-not-readable', { file })
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) throw new AppError('file-not-readable', { file })
  return new Uint8Array(bytes)
}
