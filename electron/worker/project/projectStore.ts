// One open project: its value, its history, and the folder that follows it. Every change is one `apply`: computed first, written
// atomically, only then visible. Example: await store.apply(deed('edit-topic', { title }), (project) => ({ ...project, topics }))
// Trap: changes are queued, because two saves that overlap would each compute from the same past.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deed, Project, ProjectSettings } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { History } from './history.ts'
import { commitFiles, recoverFiles } from './journal.ts'
import type { FileChanges } from './journal.ts'
import { makeFolder } from './makeFolder.ts'
import { filesFromProject, manualPath, projectFormatVersion, readProject } from './projectFiles.ts'

export class ProjectStore {
  readonly #history = new History<Project>()
  #project: Project
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(
    readonly folder: string,
    project: Project,
  ) {
    this.#project = project
  }

  /** Errors: project-not-found, project-newer-version, project-damaged. */
  static async open(folder: string): Promise<ProjectStore> {
    await recoverFiles(folder)
    return new ProjectStore(folder, await readProject(folder))
  }

  /** The folder may exist if it is empty. Errors: project-exists, file-not-writable. */
  static async create(folder: string, settings: ProjectSettings): Promise<ProjectStore> {
    const present = await readdir(folder).catch(() => [])
    if (present.length > 0) throw new AppError('project-exists', { folder })
    await makeFolder(folder).catch(() => {
      throw new AppError('file-not-writable', { file: folder })
    })
    const project: Project = { formatVersion: projectFormatVersion, settings, manuals: [], topics: [] }
    const files = filesFromProject(project)
    await commitFiles(folder, new Map([...files, ['.gitignore', '.cache/\n.journal/\n']]))
    return new ProjectStore(folder, project)
  }

  get project(): Project {
    return this.#project
  }
  get undoable(): Deed | null {
    return this.#history.undoable
  }
  get redoable(): Deed | null {
    return this.#history.redoable
  }
  /** Derived files live here; anything in it may be deleted at any time. */
  get cacheFolder(): string {
    return join(this.folder, '.cache')
  }

  /** Changes the project, one step of undo. `extra`: files that go with it (the PDF of an import). */
  apply(deed: Deed, change: (project: Project) => Project, extra: FileChanges = new Map()): Promise<Project> {
    return this.#enqueue(async () => {
      const before = this.#project
      const after = change(before)
      if (after === before) return before
      await this.#write(after, extra)
      this.#history.push({ deed, before, after })
      return after
    })
  }

  undo(): Promise<Project> {
    return this.#enqueue(async () => {
      const step = this.#history.undo()
      if (step) await this.#write(step.before).catch((error: unknown) => this.#undoFailed('redo', error))
      return this.#project
    })
  }

  redo(): Promise<Project> {
    return this.#enqueue(async () => {
      const step = this.#history.redo()
      if (step) await this.#write(step.after).catch((error: unknown) => this.#undoFailed('undo', error))
      return this.#project
    })
  }

  /** Bytes of a manual's PDF. Errors: manual-not-found. */
  async readManual(id: string): Promise<Uint8Array> {
    const bytes = await readFile(join(this.folder, manualPath({ id }))).catch(() => null)
    if (!bytes) throw new AppError('manual-not-found', { manual: id })
    return new Uint8Array(bytes)
  }

  /** Resolves when everything that was asked for is on disk. */
  async settled(): Promise<void> {
    await this.#queue.catch(() => undefined)
  }

  async #write(after: Project, extra: FileChanges = new Map()): Promise<void> {
    const now = filesFromProject(after)
    const was = filesFromProject(this.#project)
    const changes = new Map<string, string | Uint8Array | null>(extra)
    for (const [path, content] of now) if (was.get(path) !== content) changes.set(path, content)
    for (const path of was.keys()) if (!now.has(path)) changes.set(path, null)
    await commitFiles(this.folder, changes)
    this.#project = after
  }

  /** The disk refused: the history must say what the project is. */
  #undoFailed(back: 'undo' | 'redo', error: unknown): never {
    this.#history[back]()
    throw error
  }

  #enqueue<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = this.#queue.then(change, change)
    this.#queue = next.catch(() => undefined)
    return next
  }
}
