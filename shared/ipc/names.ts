// Names of our three messages on Electron's own IPC, window <-> main. Alone in a file: the preload bundles this and nothing else.

export const ipcNames = {
  invoke: 'plainspoken:invoke',
  cancel: 'plainspoken:cancel',
  tell: 'plainspoken:tell',
} as const
