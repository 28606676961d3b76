// A DialogKind -> the path that the person chose. Native dialogs; each kind remembers its last folder.
// Example: choose('open-pdf') -> '/home/ada/manuals/dishwasher.pdf', or null when the dialog was closed.
// Trap: tests replace the answers of Electron's own `dialog`, so it is looked up at each call.

import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { stat } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { DialogKind } from '../../shared/ipc/contract.ts'
import { folderOf } from './projectPath.ts'
import type { FileChoice } from './router.ts'
import type { ShellStateFile } from './shellState.ts'
import { words } from './words.ts'

/** What each kind asks for: a folder, a place to put a new folder or file in, or a file with an extension. */
const asked = {
  'create-project': 'place',
  'open-project': 'folder',
  'open-pdf': 'manual',
  'export-folder': 'place',
  'open-key': 'pem',
  'open-signature': 'signature',
  'open-questions': 'csv',
  'open-wav': 'wav',
  'open-texts': 'texts',
  'open-program': 'program',
  'texts-folder': 'place',
} as const satisfies Record<DialogKind, string>

/** Of those that are files. */
const extensions = {
  manual: ['pdf', 'ditamap', 'iirds'],
  pem: ['pem'],
  signature: ['sig', 'bin', 'signature'],
  csv: ['csv'],
  wav: ['wav'],
  texts: ['xlf', 'xliff', 'csv'],
  program: ['*'],
}

/** What is wrong with a dropped file that is not of the kind. */
const wrongFile = {
  place: 'usage',
  folder: 'project-not-found',
  manual: 'pdf-not-a-pdf',
  pem: 'key-invalid',
  signature: 'signature-unreadable',
  csv: 'questions-file-invalid',
  wav: 'wav-invalid',
  texts: 'texts-file-invalid',
  program: 'not-allowed',
} as const satisfies Record<(typeof asked)[DialogKind], ErrorCode>

export function fileDialogs(windowNow: () => BrowserWindow | null, state: ShellStateFile): FileChoice {
  let isOpen = false

  async function ask(kind: DialogKind): Promise<string | undefined> {
    const window = windowNow()
    if (!window) return undefined
    const { language, lastFolders } = state.current
    const { dialogs, kinds, buttons } = words[language]
    const what = asked[kind]
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: dialogs[kind],
      defaultPath: lastFolders[kind] ?? app.getPath('documents'),
      buttonLabel:
        kind === 'create-project' ? buttons[kind] : what === 'place' ? buttons['export-folder'] : buttons.open,
      ...(what === 'folder' || what === 'place'
        ? { properties: ['openDirectory', 'createDirectory'] }
        : { properties: ['openFile'], filters: [{ name: kinds[what], extensions: extensions[what] }] }),
    })
    return canceled ? undefined : filePaths[0]
  }

  return {
    async choose(kind) {
      if (isOpen) throw new AppError('not-allowed', { where: 'dialog', dialog: kind })
      isOpen = true
      try {
        const path = await ask(kind)
        if (!path) return null
        const folder = asked[kind] === 'place' ? path : dirname(path)
        state.change({ lastFolders: { ...state.current.lastFolders, [kind]: folder } })
        return path
      } finally {
        isOpen = false
      }
    },

    async checkDropped(kind, dropped) {
      const what = asked[kind]
      const path = what === 'folder' ? folderOf(dropped) : dropped
      const found = await stat(path).catch(() => null)
      if (!found) throw new AppError('file-not-found', { file: path })
      const isRight =
        what === 'folder' || what === 'place'
          ? found.isDirectory()
          : found.isFile() && extensions[what].includes(extname(path).slice(1).toLowerCase())
      if (!isRight) throw new AppError(wrongFile[what], { file: basename(path) })
      return path
    },
  }
}
