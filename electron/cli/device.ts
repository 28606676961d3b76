// A project folder or a bundle file -> a device that answers. A project is exported first: the device only ever sees exported bytes.
// Example: const device = await openDevice('dishwasher/', work); await device.simulator.ask('it leaks'); await device.close()

import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Work } from '../../shared/domain.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import { DeviceRuntime } from '../worker/device/runtime.ts'
import { Simulator } from '../worker/device/simulator.ts'
import { ProjectStore } from '../worker/project/projectStore.ts'
import { Workspace } from '../worker/workspace.ts'
import { environmentOfCheckout } from './surroundings.ts'

/** More than any target's flash: stops a mistaken file early. */
const largestBundleBytes = 256 * 1024 * 1024

export interface Device {
  simulator: Simulator
  bytes: Uint8Array
  workspace: Workspace
  close: () => Promise<void>
}

export interface DeviceOptions {
  /** Tag of one of the languages of the bundle; its first where absent. */
  language?: string
  /** Speaks in place of a model. */
  voiceCommand?: string
}

/** Errors: those of opening a project, or bundle-not-a-bundle, bundle-damaged, bundle-newer-version; language-not-in-bundle, model-missing. */
export async function openDevice(place: string, work: Work, options: DeviceOptions = {}): Promise<Device> {
  const { language, voiceCommand } = options
  const workspace = new Workspace(environmentOfCheckout(voiceCommand))
  const bytes = (await isFolder(place)) ? await bundleOf(workspace, place, work) : await readLimited(place)
  const simulator = await named(place, () =>
    Simulator.open({ bundle: bytes, engines: workspace.engines, ...(language !== undefined && { language }) }),
  )
  return {
    simulator,
    bytes,
    workspace,
    close: async () => {
      await simulator.close()
      await workspace.engines.close()
    },
  }
}

/** A bundle in the runtime, without any model: for inspect and verify. */
export async function openRuntime(file: string): Promise<{ runtime: DeviceRuntime; bytes: Uint8Array }> {
  const { engines } = new Workspace(environmentOfCheckout())
  const bytes = await readLimited(file)
  const runtime = await named(file, async () => DeviceRuntime.open(await engines.runtime(), bytes))
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

async function bundleOf(workspace: Workspace, folder: string, work: Work): Promise<Uint8Array> {
  await workspace.open(await ProjectStore.open(resolve(folder)))
  return (await workspace.bundle(work)).bytes
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}
