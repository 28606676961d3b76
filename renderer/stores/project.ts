// The open project as the worker tells it, and what can be done with a whole project.
// `revision` grows with every change (import, save, undo, another project): views watch it and read again.

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { DeedCode } from '../../shared/deedCodes.ts'
import { AppError } from '../../shared/errors.ts'
import type { InputOf, ProjectView } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useDeedText } from '../composables/useDeedText.ts'
import { useNotices } from './notices.ts'

const removing: ReadonlySet<DeedCode> = new Set(['remove-topic', 'remove-topics'])
const adding: ReadonlySet<DeedCode> = new Set(['add-topic', 'duplicate-topic', 'split-topic', 'paste-topics'])

export const useProjectStore = defineStore('project', () => {
  const notices = useNotices()
  const { deedText } = useDeedText()
  const view = shallowRef<ProjectView | null>(null)
  const revision = ref(0)
  const name = computed(() => view.value?.settings.name ?? '')

  function take(next: ProjectView | null): void {
    view.value = next
    revision.value += 1
  }

  api.on('project.changed', take)
  api.on('project.takenIn', ({ count, titles }) =>
    notices.say('projects.takenIn', { count, titles: titles.join(', ') || name.value }),
  )
  api.on('project.unreadable', ({ code, details }) => notices.show(new AppError(code, details)))
  // A share in the network tells nobody that a file changed: who comes back to the window wants to see it.
  window.addEventListener('focus', () => {
    if (view.value) void api.call('project.refresh').catch((error: unknown) => notices.show(error))
  })
  api.on('worker.restarted', () => {
    notices.say('worker.restarted')
    void read()
  })

  async function read(): Promise<void> {
    take(await api.call('project.read'))
  }
  /** What is typed and not saved belongs to the project that is open now: it is saved before that becomes another one. */
  const saves = new Map<() => Promise<void>, () => boolean>()
  function beforeLeaving(save: () => Promise<void>, isUnsaved: () => boolean): () => void {
    saves.set(save, isUnsaved)
    return () => saves.delete(save)
  }
  async function leave(): Promise<void> {
    for (const save of saves.keys()) await save()
  }
  const hasUnsaved = (): boolean => [...saves.values()].some((isUnsaved) => isUnsaved())

  async function create(input: InputOf<'project.create'>): Promise<void> {
    await leave()
    take(await api.call('project.create', input))
  }
  async function open(input: InputOf<'project.open'> = {}): Promise<void> {
    await leave()
    take(await api.call('project.open', input))
  }
  async function openDropped(folder: File): Promise<void> {
    await leave()
    take(await api.drop('project.open', {}, folder))
  }
  async function openRecent(key: string): Promise<void> {
    await leave()
    take(await api.call('project.openRecent', { key }))
  }
  async function close(): Promise<void> {
    await leave()
    await api.call('project.close')
    take(null)
  }

  /** Undo or redo brings topics back: the view that lists them opens the first, for that is what one wants to see. */
  const isBringingBack = ref(false)
  /** What is being typed is the latest change: it is saved, and taken back first. */
  async function undo(): Promise<void> {
    await leave()
    const what = view.value?.undo
    if (!what) return
    isBringingBack.value = removing.has(what.code)
    take(await api.call('project.undo'))
    notices.say('bar.undone', { what: deedText(what) })
  }
  async function redo(): Promise<void> {
    await leave()
    const what = view.value?.redo
    if (!what) return
    isBringingBack.value = adding.has(what.code)
    take(await api.call('project.redo'))
    notices.say('bar.redone', { what: deedText(what) })
  }

  return {
    view,
    revision,
    name,
    take,
    read,
    leave,
    beforeLeaving,
    hasUnsaved,
    create,
    open,
    openDropped,
    openRecent,
    close,
    undo,
    redo,
    isBringingBack,
  }
})
