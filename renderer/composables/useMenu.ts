// A command of the native menu, or a key of our own -> what the window's own button for it does.

import { onScopeDispose } from 'vue'
import * as v from 'valibot'
import { useRouter } from 'vue-router'
import { assertNever } from '../../shared/errors.ts'
import type { MenuCommand } from '../../shared/ipc/contract.ts'
import { topicIdSchema } from '../../shared/schemas.ts'
import { api } from '../api.ts'
import type { ViewName } from '../router.ts'
import { useDialogs } from '../stores/dialogs.ts'
import { useImporting } from '../stores/importing.ts'
import { useNotices } from '../stores/notices.ts'
import { usePicked } from '../stores/picked.ts'
import { useProjectStore } from '../stores/project.ts'
import { useTour } from '../stores/tour.ts'
import { useShortcuts } from './useShortcuts.ts'

export function useMenu(): void {
  const router = useRouter()
  const project = useProjectStore()
  const dialogs = useDialogs()
  const importing = useImporting()
  const notices = useNotices()
  const tour = useTour()
  const picked = usePicked()

  const show = async (name: ViewName): Promise<void> => {
    await router.push({ name })
  }

  /** The topics that are picked, or the one that is open; they can be pasted into this project or into another. */
  async function copyTopic(): Promise<void> {
    const open = v.safeParse(topicIdSchema, router.currentRoute.value.params['topic'])
    const ids = picked.ids.length > 0 ? picked.ids : open.success ? [open.output] : []
    if (!project.view || ids.length === 0) return
    await project.leave() // what is typed and not saved is copied too
    const { count } = await api.call('clipboard.copy', { ids })
    notices.say('projects.topicsCopied', { count })
  }
  async function pasteTopics(): Promise<void> {
    if (!project.view) return show('projects')
    const [first, ...others] = (await api.call('clipboard.paste')).ids
    if (!first) return notices.say('projects.nothingToPaste')
    notices.say('projects.topicsPasted', { count: others.length + 1 })
    await router.push({ name: 'topics', params: { topic: first } })
  }

  async function obey(command: MenuCommand): Promise<void> {
    switch (command) {
      case 'new-project':
        return dialogs.show('new-project')
      case 'open-project':
        await project.open()
        return show('topics')
      case 'close-project':
        await project.close()
        return show('projects')
      case 'import-manual':
        if (!project.view) return show('projects')
        await show('manual')
        return importing.start()
      case 'find':
        dialogs.isFindWanted = true
        return show('topics')
      case 'copy-topic':
        return copyTopic()
      case 'paste-topics':
        return pasteTopics()
      case 'undo-change':
        return project.undo()
      case 'redo-change':
        return project.redo()
      case 'export-bundle':
      case 'show-export':
        return show('export')
      case 'show-projects':
        return show('projects')
      case 'show-overview':
        return show('overview')
      case 'show-manual':
        return show('manual')
      case 'show-topics':
        return show('topics')
      case 'show-simulator':
        return show('simulator')
      case 'show-test':
        return show('test')
      case 'show-settings':
        return dialogs.show('settings')
      case 'show-shortcuts':
        return dialogs.show('shortcuts')
      case 'show-tour':
        return tour.start()
      case 'show-about':
        return dialogs.show('about')
      default:
        assertNever(command)
    }
  }

  async function openWanted(key: string | null): Promise<void> {
    await (key === null ? project.open({ isWanted: true }) : project.openRecent(key))
    await show('topics')
  }

  onScopeDispose(api.on('menu.command', ({ command }) => obey(command)))
  onScopeDispose(api.on('project.wanted', ({ key }) => openWanted(key)))
  useShortcuts({ '?': () => dialogs.show('shortcuts') })
}
