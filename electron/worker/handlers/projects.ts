// Handlers of settings.* and project.*: opening, creating and closing projects, undo and redo.

import { join } from 'node:path'
import { slug } from '../../../shared/ids.ts'
import { appSettingsSchema } from '../../../shared/ipc/contract.ts'
import type { AppSettings, ProjectView } from '../../../shared/ipc/contract.ts'
import { targetById } from '../exporting/targets.ts'
import type { WorkerEnvironment } from '../environment.ts'
import { followFolder } from './followFolder.ts'
import type { HandlersOf } from '../handlers.ts'
import type { HistoryName } from './history.ts'
import { ProjectStore } from '../project/projectStore.ts'
import { jsonFile } from '../user/jsonFile.ts'
import { RecentProjects } from '../user/recentProjects.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'
import { openSample } from './openSample.ts'

const defaultSettings = {
  theme: 'system',
  language: 'en',
  voice: 'slt',
  volume: 0.8,
  talk: 'hold',
  author: '',
  hasSeenTour: false,
} as const

export function projectHandlers(
  workspace: Workspace,
  { userFolder, emit }: WorkerEnvironment,
): Omit<HandlersOf<'settings' | 'project'>, HistoryName> {
  const settings = jsonFile(join(userFolder, 'settings.json'), appSettingsSchema, defaultSettings)
  const recent = new RecentProjects(userFolder)
  let stopFollowing = (): void => undefined

  function named(read: AppSettings): AppSettings {
    workspace.author = read.author.trim()
    return read
  }

  async function opened(store: ProjectStore): Promise<ProjectView> {
    await workspace.open(store)
    stopFollowing()
    stopFollowing = followFolder(store, { emit, onChange: () => workspace.onChange(workspace.view()) })
    await recent.add({ name: store.project.settings.name, folder: store.folder })
    return workspace.view()
  }

  return {
    'settings.read': async () => named(await settings.read()),
    'settings.write': async (changes) => named(await settings.write({ ...(await settings.read()), ...changes })),

    'project.recent': () => recent.list(),
    'project.forgetRecent': async ({ key }) => {
      await recent.remove(key)
      return recent.list()
    },
    'project.create': async ({ name, language, target }, { path }) => {
      await targetById(workspace.environment.targetsFolder, target)
      const folder = join(chosen(path), slug(name))
      return opened(await ProjectStore.create(folder, { name, language, target, ranking: {} }))
    },
    'project.open': async (_, { path }) => opened(await ProjectStore.open(chosen(path))),
    'project.openRecent': async ({ key }) => opened(await ProjectStore.open(await recent.folderOf(key))),
    'project.openSample': async (_, work) => opened(await openSample(userFolder, workspace.environment, work)),
    'project.read': () => (workspace.isOpen ? workspace.view() : null),
    'project.configure': async (changes) => {
      if (changes.target !== undefined) await workspace.target(changes.target)
      await workspace.change({ code: 'change-settings', details: {} }, (project) => ({
        ...project,
        settings: { ...project.settings, ...changes },
      }))
      return workspace.view()
    },
    'project.refresh': async () => {
      if (!workspace.isOpen) return null
      await workspace.store.refresh()
      return workspace.view()
    },
    'project.close': async () => {
      stopFollowing()
      await workspace.close()
      return undefined
    },
    'project.undo': async () => {
      await workspace.changeBy((store) => store.undo())
      return workspace.view()
    },
    'project.redo': async () => {
      await workspace.changeBy((store) => store.redo())
      return workspace.view()
    },
  }
}
