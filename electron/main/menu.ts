// Language -> the native menu. Standard roles do what every app does; our own entries tell the window, which does what its buttons do.
// Example: Ctrl+I -> { type: 'event', name: 'menu.command', payload: { command: 'import-manual' } }.
// Trap: undo and redo of text fields are roles on Ctrl+Z; a change to the project has keys of its own.

import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { AppSettings, MenuCommand, RecentProject } from '../../shared/ipc/contract.ts'
import { words } from './words.ts'

const isMac = process.platform === 'darwin'
const line: MenuItemConstructorOptions = { type: 'separator' }

export interface MenuParts {
  /** Latest first; only those whose folder is there. */
  recent: readonly RecentProject[]
  command: (command: MenuCommand) => void
  /** One of `recent`, by its key. */
  open: (key: string) => void
}

const mostRecent = 10

export function showMenu(language: AppSettings['language'], { recent, command: tell, open }: MenuParts): void {
  const { menus, commands, openRecent } = words[language]
  const entry = (command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label: commands[command],
    click: () => tell(command),
    ...(accelerator ? { accelerator } : {}),
  })

  const file = [
    entry('new-project', 'CmdOrCtrl+N'),
    entry('open-project', 'CmdOrCtrl+O'),
    {
      id: 'open-recent',
      label: openRecent,
      enabled: recent.length > 0,
      submenu: recent.slice(0, mostRecent).map(({ key, name, folder }) => ({
        id: `recent-${key}`,
        label: name.replaceAll('&', '&&'), // a single one underlines the letter behind it
        toolTip: folder,
        click: () => open(key),
      })),
    },
    entry('close-project'),
    line,
    entry('import-manual', 'CmdOrCtrl+I'),
    entry('export-bundle', 'CmdOrCtrl+E'),
    ...(isMac ? [] : [line, entry('show-settings', 'CmdOrCtrl+,')]),
    line,
    { role: isMac ? 'close' : 'quit' } as const,
  ]
  const edit = [
    { role: 'undo' } as const,
    { role: 'redo' } as const,
    entry('undo-change', 'CmdOrCtrl+Alt+Z'),
    entry('redo-change', 'CmdOrCtrl+Alt+Shift+Z'),
    line,
    { role: 'cut' } as const,
    { role: 'copy' } as const,
    { role: 'paste' } as const,
    { role: 'selectAll' } as const,
    line,
    entry('copy-topic', 'CmdOrCtrl+Shift+C'),
    entry('paste-topics', 'CmdOrCtrl+Shift+V'),
    line,
    entry('find', 'CmdOrCtrl+F'),
  ]
  const view = [
    entry('show-projects', 'CmdOrCtrl+1'),
    entry('show-overview', 'CmdOrCtrl+2'),
    entry('show-manual', 'CmdOrCtrl+3'),
    entry('show-topics', 'CmdOrCtrl+4'),
    entry('show-simulator', 'CmdOrCtrl+5'),
    entry('show-test', 'CmdOrCtrl+6'),
    entry('show-export', 'CmdOrCtrl+7'),
    line,
    { role: 'resetZoom' } as const,
    { role: 'zoomIn' } as const,
    { role: 'zoomOut' } as const,
    { role: 'togglefullscreen' } as const,
    ...(app.isPackaged ? [] : [line, { role: 'toggleDevTools' } as const]),
  ]
  const help = [entry('show-tour'), entry('show-shortcuts', 'F1')]
  const macApp: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      entry('show-about'),
      line,
      entry('show-settings', 'Cmd+,'),
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  }
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [macApp] : []),
    { label: menus.file, submenu: file },
    { label: menus.edit, submenu: edit },
    { label: menus.view, submenu: view },
    { label: menus.window, role: 'windowMenu' },
    { label: menus.help, role: 'help', submenu: [...help, ...(isMac ? [] : [line, entry('show-about')])] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
