// Projects the user opened lately, latest first. The window names them by key, never by path.

import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors.ts'
import type { RecentProject } from '../../../shared/ipc/contract.ts'
import { jsonFile } from './jsonFile.ts'

const kept = 20
const recentSchema = v.array(v.object({ name: v.string(), folder: v.string(), openedAt: v.string() }))

export class RecentProjects {
  readonly #file
  constructor(userFolder: string) {
    this.#file = jsonFile(join(userFolder, 'recent.json'), recentSchema, [])
  }

  async list(): Promise<RecentProject[]> {
    return Promise.all(
      (await this.#file.read()).map(async (project) => ({
        ...project,
        key: keyOf(project.folder),
        isMissing: await access(join(project.folder, 'project.json')).then(
          () => false,
          () => true,
        ),
      })),
    )
  }

  async add(project: { name: string; folder: string }): Promise<void> {
    const others = (await this.#file.read()).filter(({ folder }) => folder !== project.folder)
    const opened = { name: project.name, folder: project.folder, openedAt: new Date().toISOString() }
    await this.#file.write([opened, ...others].slice(0, kept))
  }

  async remove(key: string): Promise<void> {
    await this.#file.write((await this.#file.read()).filter(({ folder }) => keyOf(folder) !== key))
  }

  /** Errors: project-not-found. */
  async folderOf(key: string): Promise<string> {
    const found = (await this.#file.read()).find(({ folder }) => keyOf(folder) === key)
    if (!found) throw new AppError('project-not-found', { folder: key })
    return found.folder
  }
}

const keyOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16)
