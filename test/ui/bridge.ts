// Answers by name -> what the preload would put on the window. A fake of Electron's bridge and of nothing else: the client, the schemas
// and the wire are the real ones. Example: bridgeOf({ 'topic.list': () => [] }); progress and events are sent with tell().

import type { Bridge } from '../../shared/ipc/client.ts'
import type { RequestName } from '../../shared/ipc/contract.ts'
import { failed, success } from '../../shared/ipc/wire.ts'
import type { ToWindow } from '../../shared/ipc/wire.ts'

type Answers = Partial<Record<RequestName, (input: unknown, id: number) => unknown>>

export interface FakeBridge extends Bridge {
  tell: (message: ToWindow) => void
  /** Ids that the page cancelled, in order. */
  cancelled: number[]
}

export function bridgeOf(answers: Answers): FakeBridge {
  const listeners = new Set<(message: unknown) => void>()
  const cancelled: number[] = []
  return {
    cancelled,
    async invoke(name, id, input) {
      try {
        return success(await answers[name]?.(input, id))
      } catch (error) {
        return failed(error)
      }
    },
    cancel: (id) => void cancelled.push(id),
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (message) => listeners.forEach((listener) => listener(message)),
  }
}

/** Puts it where the page looks. Import the renderer's modules after this, not at the top of the file. */
export function installBridge(bridge: Bridge): void {
  Object.assign(globalThis, { window: globalThis, plainspoken: bridge })
}
