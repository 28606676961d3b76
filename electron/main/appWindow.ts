// Shell state -> the one window: sandboxed, shown when its first frame is ready, at its last place if a screen still covers that.
// Example: openAppWindow(state, { opens: 'project', log }) -> BrowserWindow loading app://plainspoken/index.html?opens=project.
// Trap: a window shown before its page flashes white; backgroundColor has to be the page's own colour of the theme.

import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { iconFile, preloadFile } from './paths.ts'
import { pageUrl } from './pagePath.ts'
import type { ShellStateFile } from './shellState.ts'

const backgroundColor = { light: '#f6f7f9', dark: '#14161a' }

export interface WindowParts {
  /** What the window is going to show: the project that was asked for (it asks main for it), or the sample, which main opens. */
  opens: 'project' | 'sample' | null
  log: (line: string) => void
}

export function openAppWindow(state: ShellStateFile, { opens, log }: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    ...placeOnScreen(state.current.bounds),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Plainspoken',
    icon: iconFile,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgroundColor.dark : backgroundColor.light,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (state.current.isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => state.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }))
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    log(`page stopped: ${reason} ${exitCode}`)
    if (reason !== 'clean-exit') window.webContents.reload()
  })
  void window.loadURL(opens ? `${pageUrl}?opens=${opens}` : pageUrl)
  return window
}

/** The saved bounds, unless the screen they were on is gone. */
function placeOnScreen(bounds: Electron.Rectangle | null): Partial<Electron.Rectangle> {
  if (!bounds) return {}
  const area = screen.getDisplayMatching(bounds).workArea
  const isSeen =
    bounds.x < area.x + area.width - 100 &&
    bounds.x + bounds.width > area.x + 100 &&
    bounds.y >= area.y - 20 &&
    bounds.y < area.y + area.height - 100
  return isSeen ? bounds : { width: bounds.width, height: bounds.height }
}
