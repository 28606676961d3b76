// A port of Electron's, at main's end or the worker's -> the Port that client and server talk through. Example: serve(portOf(port), …).
// Trap: messages that arrive before start() wait; receive() calls it.

import type { Port } from './wire.ts'

interface ElectronPort {
  postMessage: (message: unknown) => void
  on: (event: 'message', listener: (event: { data: unknown }) => void) => unknown
  start: () => void
}

export function portOf(port: ElectronPort): Port {
  return {
    post: (message) => port.postMessage(message),
    receive(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
  }
}
