// A project folder or a bundle file -> a device that answers. A project is exported first: the device only ever sees exported bytes.
// Example: const device = await openDevice('dishwasher/', work); await device.simulator.ask('it leaks'); await device.close()

import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Work } from '../../shared/domain.ts'
import { Simulator } from '../worker/device/simulator.ts'
import { Engines } from '../worker/engines.ts'
import type { Environment } from '../worker/environment.ts'
import { named, readLimited } from './bundleFile.ts'
import { environmentOfCheckout } from './surroundings.ts'

export interface Device {
  simulator: Simulator
  bytes: Uint8Array
  engines: Engines
  /** Of the project; null for a bundle. */
  cacheFolder: string | null
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
  const environment = environmentOfCheckout(voiceCommand)
  const { engines, bytes, cacheFolder } = (await isFolder(place))
    ? await exported(place, environment, work)
    : { engines: new Engines(environment), bytes: await readLimited(place), cacheFolder: null }
  const simulator = await named(place, () =>
    Simulator.open({ bundle: bytes, engines, ...(language !== undefined && { language }) }),
  )
  return {
    simulator,
    bytes,
    engines,
    cacheFolder,
    close: async () => {
      await simulator.close()
      await engines.close()
    },
  }
}

/** Only a project needs the code that makes bundles, which takes longer to load than a bundle to open. */
async function exported(
  folder: string,
  environment: Environment,
  work: Work,
): Promise<Pick<Device, 'engines' | 'bytes' | 'cacheFolder'>> {
  const { ProjectStore } = await import('../worker/project/projectStore.ts')
  const { Workspace } = await import('../worker/workspace.ts')
  const workspace = new Workspace(environment)
  const store = await ProjectStore.open(resolve(folder))
  await workspace.open(store)
  const { bytes } = await workspace.bundle(work)
  return { engines: workspace.engines, bytes, cacheFolder: store.cacheFolder }
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}
