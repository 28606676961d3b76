// The worker as a process with a lifetime: forked by Electron, started again when it dies, its open requests failed with worker-stopped.
// Example: worker.request({ name: 'topic.list', input: undefined, path: null }) -> Result, whether or not it has to be started first.
// Trap: a worker that dies while starting must not be started for ever: after three short lives it stays down until the next request.

import { MessageChannelMain, utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import { AppError } from '../../shared/errors.ts'
import { portOf } from '../../shared/ipc/messagePort.ts'
import { failed } from '../../shared/ipc/wire.ts'
import type { Result } from '../../shared/ipc/wire.ts'
import type { WorkerFolders } from '../worker/environment.ts'
import { workerLink } from './workerLink.ts'
import type { LinkListeners, WorkerLink, WorkerRequest } from './workerLink.ts'

const shortLifeMs = 5000
const shortLivesAllowed = 3
const lastWorkMs = 5000

export interface WorkerListeners extends LinkListeners {
  /** Runs on the fresh worker before any waiting request: opens the project anew. */
  onRestart: (link: WorkerLink, reason: string) => Promise<void>
}

export class WorkerProcess {
  #child: UtilityProcess | null = null
  #link: WorkerLink | null = null
  #startedAtMs = 0
  #shortLives = 0
  #isStopping = false
  /** Requests wait for it: a restarted worker first opens the project. */
  #ready: Promise<void> = Promise.resolve()

  constructor(
    private readonly file: string,
    private readonly folders: WorkerFolders,
    private readonly listeners: WorkerListeners,
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid
  }

  async request(request: WorkerRequest): Promise<Result<unknown>> {
    if (!this.#link) this.start()
    await this.#ready
    return this.#link ? this.#link.request(request) : failed(new AppError('worker-stopped'))
  }

  start(): WorkerLink {
    const { port1, port2 } = new MessageChannelMain()
    const child = utilityProcess.fork(this.file, [JSON.stringify(this.folders)], {
      serviceName: 'Plainspoken worker',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const link = workerLink(portOf(port1), this.listeners)
    this.#child = child
    this.#link = link
    this.#startedAtMs = performance.now()
    child.postMessage(null, [port2])
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.listeners.log(`worker: ${text.trimEnd()}`))
    }
    child.once('exit', (code) => this.#exited(link, `exit code ${code}`))
    return link
  }

  /** Waits for what is being saved, but not for ever, then ends the process. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const patience = new Promise<void>((resolve) => setTimeout(resolve, lastWorkMs))
    await Promise.race([this.#link?.whenIdle(), patience])
    this.#child?.kill()
  }

  #exited(link: WorkerLink, reason: string): void {
    link.close()
    this.#child = null
    this.#link = null
    if (this.#isStopping) return
    this.listeners.log(`worker stopped: ${reason}`)
    this.#shortLives = performance.now() - this.#startedAtMs < shortLifeMs ? this.#shortLives + 1 : 0
    if (this.#shortLives >= shortLivesAllowed) return
    this.#ready = this.listeners.onRestart(this.start(), reason)
  }
}
