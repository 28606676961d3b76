// Start -> one locked window, one worker, and the messages between them; end -> what is being saved is finished first.
// Read next: router.ts (what the window may ask), workerProcess.ts (who answers), security.ts (what is closed).
// Trap: the scheme and the switches must be set before app is ready, so this file is CommonJS and sets them at its top.

import { app, BrowserWindow, nativeTheme, session } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { appSettingsSchema, contract } from '../../shared/ipc/contract.ts'
import type { EventName, OutputOf } from '../../shared/ipc/contract.ts'
import { openAppWindow } from './appWindow.ts'
import { fileDialogs } from './fileDialogs.ts'
import { routeIpc, tellWindow } from './ipcRouter.ts'
import { openLog } from './log.ts'
import { showMenu } from './menu.ts'
import { registerPageScheme, servePage } from './pageProtocol.ts'
import { rendererFolder, workerFile, workerFolders } from './paths.ts'
import { folderAfter } from './projectMemory.ts'
import { createRouter } from './router.ts'
import type { Answer } from './router.ts'
import { closeNetworkOfProcess, lockPages, lockSession } from './security.ts'
import { openShellState } from './shellState.ts'
import { WorkerProcess } from './workerProcess.ts'

registerPageScheme()
closeNetworkOfProcess()
// Two windows on one project folder would write over each other: a second start only brings the first to the front.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const userFolder = app.getPath('userData')
  const log = openLog(join(userFolder, 'logs'), homedir())
  const state = openShellState(userFolder, log.write)
  let window: BrowserWindow | null = null
  let projectFolder: string | null = null

  process.on('uncaughtException', (error) => log.write(`bug in main: ${error.stack ?? error.message}`))
  process.on('unhandledRejection', (reason) => log.write(`bug in main: ${String(reason)}`))

  const tell = <Name extends EventName>(name: Name, payload: OutputOf<Name>): void =>
    tellWindow(window, { type: 'event', name, payload })
  const showMenuNow = (): void => showMenu(state.current.language, (command) => tell('menu.command', { command }))

  const worker = new WorkerProcess(workerFile, workerFolders(), {
    onEvent: (name, payload) => tell(name, v.parse(contract[name].output, payload)),
    async onRestart(link, reason) {
      const open = { name: 'project.open', input: undefined, path: projectFolder } as const
      const result = projectFolder === null ? null : await link.request(open)
      if (result && !result.ok) log.write(`the project was not opened again: ${JSON.stringify(result.failure)}`)
      tell('worker.restarted', { reason })
    },
    log: log.write,
  })

  /** The shell keeps what it must know before the next worker or the next start: open project, theme, language. */
  function learn(answer: Answer): void {
    projectFolder = folderAfter(projectFolder, answer)
    if (answer.name !== 'settings.read' && answer.name !== 'settings.write') return
    const { theme, language } = v.parse(appSettingsSchema, answer.value)
    nativeTheme.themeSource = theme
    if (language === state.current.language && theme === state.current.theme) return
    state.change({ theme, language })
    showMenuNow()
  }

  async function openSample(): Promise<void> {
    const request = { name: 'project.openSample', input: undefined, path: null } as const
    const result = await worker.request(request)
    if (!result.ok) return log.write(`the sample was not opened: ${JSON.stringify(result.failure)}`)
    learn({ ...request, value: result.value })
    tell('project.changed', v.parse(contract[request.name].output, result.value))
  }

  const router = createRouter({
    worker,
    files: fileDialogs(() => window, state),
    tellWindow: (message) => tellWindow(window, message),
    onAnswer: learn,
    log: log.write,
  })

  const openWindow = (): void => {
    window = openAppWindow(state, log.write)
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) router.cancelAll()
    })
    window.on('closed', () => {
      window = null
      router.cancelAll()
    })
  }

  lockPages(log.write)
  await lockSession(session.defaultSession, log.write)
  servePage(session.defaultSession, rendererFolder, log.write)
  routeIpc(() => window, router, log.write)
  nativeTheme.themeSource = state.current.theme
  showMenuNow()
  worker.start()
  openWindow()
  if (process.argv.includes('--sample')) void openSample()

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void worker.stop().finally(() => app.exit()) // windows are closed by now; a second quit() from in here would be ignored
  })
}
