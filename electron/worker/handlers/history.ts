// Handlers of what was done and how words are pronounced: history, changes since the last export, the lexicon.

import type { HandlersNamed } from '../handlers.ts'
import { readDeeds } from '../project/deeds.ts'
import { changesSinceExport } from '../project/lastExport.ts'
import { respoken } from '../topics/editing.ts'
import { lexiconOf } from '../topics/spokenText/pronounce.ts'
import type { Workspace } from '../workspace.ts'

export type HistoryName = 'project.history' | 'project.changes' | 'project.pronounce'
const newest = 500

export function historyHandlers(workspace: Workspace): HandlersNamed<HistoryName> {
  return {
    'project.history': () => readDeeds(workspace.store.folder, newest),
    'project.changes': () => changesSinceExport(workspace.store.folder, workspace.store.project),
    'project.pronounce': async ({ lexicon }) => {
      await workspace.change({ code: 'change-lexicon', details: {} }, (project) => {
        const settings = { ...project.settings, lexicon }
        const words = { from: lexiconOf(project.settings), to: lexiconOf(settings) }
        return { ...project, settings, topics: project.topics.map((topic) => respoken(topic, words)) }
      })
      return workspace.view()
    },
  }
}
