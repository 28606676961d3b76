// Where things are, in a checkout and in the installed app. Example, checkout: models in out/models; installed: in resources/models.
// Trap: app.getAppPath() is the asar archive when packaged: models and the runtime are read by native code and live beside it.

import { app } from 'electron'
import { join } from 'node:path'
import type { WorkerFolders } from '../worker/environment.ts'

const root = app.getAppPath()

export const rendererFolder = join(root, 'out', 'renderer')
export const preloadFile = join(root, 'out', 'preload', 'index.cjs')
/** Beside the archive when packaged, with the packages it imports: see asarUnpack in electron-builder.yml. */
export const workerFile = join(app.isPackaged ? `${root}.unpacked` : root, 'out', 'main', 'worker.cjs')
export const iconFile = app.isPackaged
  ? join(process.resourcesPath, 'icons', '256x256.png')
  : join(root, 'assets', 'icons', '256x256.png')

export function workerFolders(): WorkerFolders {
  const assets = app.isPackaged ? process.resourcesPath : join(root, 'assets')
  return {
    modelsFolder: app.isPackaged ? join(process.resourcesPath, 'models') : join(root, 'out', 'models'),
    runtimeFile: join(assets, 'runtime', 'psp_runtime.wasm'),
    targetsFolder: join(assets, 'targets'),
    sampleFolder: join(assets, 'sample'),
    languagesFolder: join(assets, 'languages'),
    noisesFolder: join(assets, 'noises'),
    firmwareFolder: app.isPackaged ? join(process.resourcesPath, 'firmware') : join(root, 'firmware'),
    userFolder: app.getPath('userData'),
  }
}
