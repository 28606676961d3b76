// User folder -> the running shell: window, worker, router and what it remembers between workers and starts. One per process.
// Example: const shell = new Shell(app.getPath('userData')); await shell.start(); shell.openWindow().
// Trap: the window may be gone (macOS keeps the app without one): everything that speaks to it goes through tell().

import { dialog, nativeTheme, session } from 'electron'
import type { BrowserWindow } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { appSettingsSchema, contract } from '../../shared/ipc/contract.ts'
import type { EventName, OutputOf } from '../../shared/ipc/contract.ts'
import { openAppWindow } from './appWindow.ts'
import { fileDialogs } from './fileDialogs.ts'
import { routeIpc, tellWindow } from './ipcRouter.ts'
import { openLog } from './log.ts'
import type { Log } from './log.ts'
import { tellOfLongWork } from './longWork.ts'
import { showMenu } from './menu.ts'
import { servePage } from './pageProtocol.ts'
import { rendererFolder, workerFile, workerFolders } from './paths.ts'
import { folderAfter } from './projectMemory.ts'
import { createRouter, describeFailure } from './router.ts'
import type { Answer, Router } from './router.ts'
import { lockPages, lockSession } from './security.ts'
import { openShellState } from './shellState.ts'
import type { ShellStateFile } from './shellState.ts'
import type { WorkerLink } from './workerLink.ts'
import { WorkerProcess } from './workerProcess.ts'

export interface FirstShown {
  /** A folder that was asked for. */
  project?: string | null
  isSampleWanted?: boolean
}

export class Shell {
  readonly log: Log
  readonly #state: ShellStateFile
  readonly #worker: WorkerProcess
  readonly #router: Router
  #window: BrowserWindow | null = null
  /** Opened again by a worker that was started anew. */
  #projectFolder: string | null = null
  /** Asked for from outside: the window opens it when it has saved what it holds. */
  #wanted: string | null = null
  #recent: OutputOf<'project.recent'> = []

  constructor(userFolder: string) {
    this.log = openLog(join(userFolder, 'logs'), homedir())
    this.#state = openShellState(userFolder, this.log.write)
    this.#worker = new WorkerProcess(workerFile, workerFolders(), {
      onEvent: (name, payload) => this.#tell(name, v.parse(contract[name].output, payload)),
      onRestart: (link, reason) => this.#recover(link, reason),
      log: this.log.write,
    })
    this.#router = createRouter({
      worker: this.#worker,
      files: fileDialogs(() => this.#window, this.#state),
      takeWanted: () => {
        const folder = this.#wanted
        this.#wanted = null
        return folder
      },
      tellWindow: (message) => tellWindow(this.#window, message),
      onAnswer: (answer) => {
        this.#learn(answer)
        tellOfLongWork(answer, this.#state.current.language, this.#window)
      },
      log: this.log.write,
    })
  }

  get hasWindow(): boolean {
    return this.#window !== null
  }

  /** Locks everything before any page or worker is there. */
  async start(): Promise<void> {
    lockPages(this.log.write)
    await lockSession(session.defaultSession, this.log.write)
    servePage(session.defaultSession, rendererFolder, this.log.write)
    routeIpc(() => this.#window, this.#router, this.log.write)
    nativeTheme.themeSource = this.#state.current.theme
    this.#showMenu()
    this.#worker.start()
    void this.#readRecent()
  }

  openWindow({ project = null, isSampleWanted = false }: FirstShown = {}): void {
    this.#wanted = project
    const opens = project !== null ? 'project' : isSampleWanted ? 'sample' : null
    const window = openAppWindow(this.#state, { opens, log: this.log.write })
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#router.cancelAll()
    })
    window.on('closed', () => {
      this.#window = null
      this.#router.cancelAll()
    })
    this.#window = window
  }

  /** A project that was double-clicked, or that a second start was given. */
  want(folder: string): void {
    if (!this.#window) return this.openWindow({ project: folder })
    this.#wanted = folder
    this.bringToFront()
    this.#tell('project.wanted', { key: null })
  }

  bringToFront(): void {
    if (this.#window?.isMinimized()) this.#window.restore()
    this.#window?.focus()
  }

  async openSample(): Promise<void> {
    const request = { name: 'project.openSample', input: undefined, path: null } as const
    const result = await this.#worker.request(request)
    if (!result.ok) return this.log.write(`the sample was not opened: ${describeFailure(result.failure)}`)
    this.#learn({ ...request, value: result.value })
    this.#tell('project.changed', v.parse(contract[request.name].output, result.value))
  }

  /** A mistake of ours in main: logged and shown; the worker and the person's files are not touched by it. */
  reportBug(error: unknown): void {
    this.log.write(`bug in main: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    dialog.showErrorBox('Plainspoken', `Internal error. Nothing you saved is lost. Report: ${this.log.file}`)
  }

  /** Waits for what is being saved. */
  stop(): Promise<void> {
    return this.#worker.stop()
  }

  #tell<Name extends EventName>(name: Name, payload: OutputOf<Name>): void {
    tellWindow(this.#window, { type: 'event', name, payload })
  }

  #showMenu(): void {
    showMenu(this.#state.current.language, {
      recent: this.#recent.filter(({ isMissing }) => !isMissing),
      command: (command) => this.#tell('menu.command', { command }),
      open: (key) => this.#tell('project.wanted', { key }),
    })
  }

  async #readRecent(): Promise<void> {
    const result = await this.#worker.request({ name: 'project.recent', input: undefined, path: null })
    if (result.ok) this.#learn({ name: 'project.recent', input: undefined, path: null, value: result.value })
  }

  /** The shell keeps what it must know before the next worker or the next start: open project, theme, language; and what its menu lists. */
  #learn(answer: Answer): void {
    const folder = folderAfter(this.#projectFolder, answer)
    if (folder !== null && folder !== this.#projectFolder) void this.#readRecent()
    this.#projectFolder = folder
    if (answer.name === 'project.recent' || answer.name === 'project.forgetRecent') {
      this.#recent = v.parse(contract[answer.name].output, answer.value)
      this.#showMenu()
    }
    if (answer.name !== 'settings.read' && answer.name !== 'settings.write') return
    const { theme, language } = v.parse(appSettingsSchema, answer.value)
    nativeTheme.themeSource = theme
    if (language === this.#state.current.language && theme === this.#state.current.theme) return
    this.#state.change({ theme, language })
    this.#showMenu()
  }

  async #recover(link: WorkerLink, reason: string): Promise<void> {
    const open = { name: 'project.open', input: undefined, path: this.#projectFolder } as const
    const result = this.#projectFolder === null ? null : await link.request(open)
    if (result && !result.ok) this.log.write(`the project was not opened again: ${describeFailure(result.failure)}`)
    this.#tell('worker.restarted', { reason })
  }
}
