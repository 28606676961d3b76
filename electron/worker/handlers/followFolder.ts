// The folder of the open project, followed: what git or another program changes there is taken in and told to the window.
// Example: after `git pull` -> project.takenIn { count: 3, titles: ["Descaling", …] }, and project.changed with the new view.
// Trap: a folder that can't be read (conflict marks of git) is told once, not at every touch; the window keeps what it has.

import type { Project } from '../../../shared/domain.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { WorkerEnvironment } from '../environment.ts'
import type { ProjectStore } from '../project/projectStore.ts'
import { watchFolder } from '../project/watch.ts'

const mostTitles = 5

export interface Following {
  emit: WorkerEnvironment['emit']
  /** Told after something was taken in. */
  onChange: () => void
}

/** Returns the function that stops it. */
export function followFolder(store: ProjectStore, { emit, onChange }: Following): () => void {
  let told = ''
  store.onOutsideChange = (before, after) => {
    const titles = changedTitles(before, after)
    emit('project.takenIn', { count: titles.length, titles: titles.slice(0, mostTitles) })
    onChange()
  }

  async function refresh(): Promise<void> {
    try {
      await store.refresh()
      told = ''
    } catch (error) {
      if (!isAppError(error)) throw error
      if (error.message !== told) emit('project.unreadable', { code: error.code, details: error.details })
      told = error.message
    }
  }
  return watchFolder(store.folder, () => void refresh())
}

/** Topics that are new, gone, or say something else. Values that did not change are not the same objects: they were read again. */
function changedTitles(before: Project, after: Project): string[] {
  const byId = (project: Project): Map<string, string> =>
    new Map(project.topics.map((topic) => [topic.id, JSON.stringify(topic)]))
  const was = byId(before)
  const is = byId(after)
  const changed = after.topics.filter(({ id }) => was.get(id) !== is.get(id))
  const gone = before.topics.filter(({ id }) => !is.has(id))
  return [...changed, ...gone].map(({ title }) => title)
}
