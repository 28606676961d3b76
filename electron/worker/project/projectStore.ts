// One open project: its value, its history, and the folder that follows it. Every change is one `apply`: computed first, written
// atomically, only then visible. Example: await store.apply(deed('edit-topic', { title }), (project) => ({ ...project, topics }))
// The folder belongs to the person: before each write it is looked at, and what git, an editor or another Plainspoken changed is taken
// in first, as a step of the history, so that a change is always computed from what is on disk and nobody's work is written over.
// Trap: changes are queued, because two saves that overlap would each compute from the same past.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ByWhom, Deed, PastDeed, Project, ProjectSettings } from '../../../shared/domain.ts'
import { AppError, isAppError } from '../../../shared/errors.ts'
import { largestPdfBytes } from '../pdf/openPdf.ts'
import { refuseLinksOut } from './containment.ts'
import { withDeed } from './deeds.ts'
import { lookAt, refuseNoProject, seenAfterWrite } from './diskFiles.ts'
import type { SeenFiles } from './diskFiles.ts'
import { History } from './history.ts'
import { commitFiles, recoverFiles, writeFiles } from './journal.ts'
import type { FileChanges } from './journal.ts'
import { withLock } from './lock.ts'
import { makeFolder } from './makeFolder.ts'
import { backupFolder, migrated, projectFormatVersion } from './migrations.ts'
import { changedFiles, doorFile, filesFromProject, ignoredByGit, manualPath, projectFromFiles } from './projectFiles.ts'
import { readRegular } from './regularFile.ts'
import { isOnlyUnwritable, writeError } from './writeErrors.ts'

export class ProjectStore {
  readonly #history = new History<Project>()
  #project: Project
  #seen: SeenFiles
  #queue: Promise<unknown> = Promise.resolve()
  /** Told when the folder was changed by somebody else and that was taken in. */
  onOutsideChange: (before: Project, after: Project) => void = () => undefined
  /** Who changes it; the command line is nobody in particular and keeps no history. */
  byWhom: (() => ByWhom) | null = null

  private constructor(
    readonly folder: string,
    seen: SeenFiles,
    project: Project,
  ) {
    this.#seen = seen
    this.#project = project
  }

  /** Also of a folder that may only be read. Errors: project-not-found, project-newer-version, project-damaged. */
  static async open(folder: string): Promise<ProjectStore> {
    await refuseNoProject(folder) // before anything is written: a folder that is no project gets no lock
    try {
      return await withLock(folder, async () => {
        await refuseLinksOut(folder)
        await recoverFiles(folder)
        const now = await lookAt(folder)
        const { files, from } = migrated(now.files)
        const project = projectFromFiles(files)
        if (from !== null) await writeMigrated(folder, from, now.files, files)
        return new ProjectStore(folder, from === null ? now : await lookAt(folder, now), project)
      })
    } catch (error) {
      if (!isOnlyUnwritable(error)) throw error
      const seen = await lookAt(folder)
      return new ProjectStore(folder, seen, projectFromFiles(migrated(seen.files).files))
    }
  }

  /** The folder may exist if it is empty. Errors: project-exists, file-not-writable. */
  static async create(folder: string, settings: ProjectSettings): Promise<ProjectStore> {
    const present = await readdir(folder).catch(() => [])
    if (present.length > 0) throw new AppError('project-exists', { folder })
    await makeFolder(folder).catch(() => {
      throw new AppError('file-not-writable', { file: folder })
    })
    const project: Project = { formatVersion: projectFormatVersion, settings, manuals: [], topics: [] }
    const extra = [['.gitignore', ignoredByGit] as const, doorFile(settings.name)]
    await commitFiles(folder, new Map([...filesFromProject(project), ...extra]))
    return new ProjectStore(folder, await lookAt(folder), project)
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

  /** Changes the project, one step of undo. `extra`: files that go with it (the PDF of an import). Errors: disk-full, file-not-writable. */
  apply(deed: Deed, change: (project: Project) => Project, extra: FileChanges = new Map()): Promise<Project> {
    return this.#alone(async () => {
      const before = this.#project
      const after = change(before)
      if (after === before) return before
      await this.#write(after, await this.#logged(deed, 'done', extra))
      this.#history.push({ deed, before, after })
      return after
    })
  }

  undo(): Promise<Project> {
    return this.#back('undo')
  }

  redo(): Promise<Project> {
    return this.#back('redo')
  }

  /** Takes in what somebody else changed in the folder. Cheap where nobody did. Errors: project-damaged, project-newer-version. */
  refresh(): Promise<Project> {
    const take = (): Promise<boolean> => this.#takeOutsideChanges()
    return this.#enqueue(async () => {
      await withLock(this.folder, take).catch((error: unknown) => {
        if (!isOnlyUnwritable(error)) throw error
        return take() // a folder that may only be read can still be followed
      })
      return this.#project
    })
  }

  /** Bytes of a manual's PDF. Errors: manual-not-found. */
  async readManual(id: string): Promise<Uint8Array> {
    const name = manualPath(this.#project.manuals.find((manual) => manual.id === id) ?? { id })
    const bytes = await readRegular(join(this.folder, name), { name, limit: largestPdfBytes }).catch(
      (error: unknown) => {
        throw isAppError(error) ? error : new AppError('manual-not-found', { manual: id })
      },
    )
    return new Uint8Array(bytes)
  }

  /** Resolves when everything that was asked for is on disk. */
  async settled(): Promise<void> {
    await this.#queue.catch(() => undefined)
  }

  /** An undo that would take back somebody else's work instead of one's own is not done: it is shown first. */
  #back(direction: 'undo' | 'redo'): Promise<Project> {
    return this.#alone(async (hasChangedOutside) => {
      if (hasChangedOutside) throw new AppError('project-changed-on-disk')
      const step = this.#history[direction]()
      if (!step) return this.#project
      const [after, way] = direction === 'undo' ? [step.before, 'undone' as const] : [step.after, 'redone' as const]
      await this.#write(after, await this.#logged(step.deed, way)).catch((error: unknown) => {
        this.#history[direction === 'undo' ? 'redo' : 'undo']() // the disk refused: the history must say what the project is
        throw error
      })
      return this.#project
    })
  }

  /** `extra` with the line of the history, where somebody works here. */
  async #logged(deed: Deed, way: PastDeed['way'], extra: FileChanges = new Map()): Promise<FileChanges> {
    if (!this.byWhom) return extra
    return new Map([...extra, await withDeed(this.folder, { ...this.byWhom(), way, ...deed })])
  }

  async #write(after: Project, extra: FileChanges): Promise<void> {
    const changes = new Map([...extra, ...changedFiles(this.#project, after)])
    if (changes.size > 0) await writeFiles(this.folder, changes)
    this.#project = after
    this.#seen = await seenAfterWrite(this.folder, this.#seen, changes)
  }

  async #takeOutsideChanges(): Promise<boolean> {
    const now = await lookAt(this.folder, this.#seen)
    const isSame = now.files === this.#seen.files
    const before = this.#project
    const after = isSame ? before : projectFromFiles(migrated(now.files).files)
    this.#seen = now
    if (isSame || JSON.stringify(after) === JSON.stringify(before)) return false
    this.#project = after
    this.#history.push({ deed: { code: 'merge-folder', details: {} }, before, after })
    this.onOutsideChange(before, after)
    return true
  }

  /** Queued, with the folder to ourselves, and from what is on disk now. */
  #alone<Value>(change: (hasChangedOutside: boolean) => Promise<Value>): Promise<Value> {
    return this.#enqueue(async () => {
      try {
        return await withLock(this.folder, async () => {
          await recoverFiles(this.folder) // of another process that was killed
          return change(await this.#takeOutsideChanges())
        })
      } catch (error) {
        throw writeError(error, this.folder)
      }
    })
  }

  #enqueue<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = this.#queue.then(change, change)
    this.#queue = next.catch(() => undefined)
    return next
  }
}

/** The files as they were go to .backup/ in the same commit as the new ones. */
function writeMigrated(
  folder: string,
  from: number,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<void> {
  const changes = new Map<string, string | null>()
  for (const [path, text] of before) changes.set(`${backupFolder(from)}/${path}`, text)
  for (const [path, text] of after) if (before.get(path) !== text) changes.set(path, text)
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, null)
  return writeFiles(folder, changes)
}
