// What the page finds when it starts: Vite's file kinds, and the bridge that the preload puts on the window.
/// <reference types="vite/client" />

import type { Bridge } from '../shared/ipc/client.ts'

declare global {
  interface Window {
    readonly plainspoken: Bridge
  }
}
