// The worker process: owns PDFs, models, projects and the simulated device. Main forks it with its folders as the one argument and sends
// a MessagePort; all requests come through that. Example of an argument: '{"modelsFolder":"…/out/models",…}'.
// Trap: started by Electron only (process.parentPort); the CLI calls the same handlers' parts in plain Node without this file.

import type { EventName, OutputOf } from '../../shared/ipc/contract.ts'
import { portOf } from '../../shared/ipc/messagePort.ts'
import { foldersOf } from './environment.ts'
import { createHandlers } from './handlers.ts'
import { serve } from './serve.ts'

// pdf.js takes an Electron process whose type is not "browser" for a page, and looks for a navigator and a DOM in it.
Object.defineProperty(process, 'type', { value: 'browser' })

const folders = foldersOf(process.argv)

process.parentPort.once('message', ({ ports: [port] }) => {
  if (!port) throw new TypeError('main sent no port')
  const emit = <Name extends EventName>(name: Name, payload: OutputOf<Name>): void => served.emit(name, payload)
  const served = serve(portOf(port), createHandlers({ ...folders, emit }), { log: (line) => console.error(line) })
})
