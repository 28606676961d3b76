// Id of a topic -> a draft to change, saved when typing rests, on blur, on Ctrl+S and before another topic is opened; each save is one step of undo.
// Example: const editor = useTopicEditor(() => id); editor.change(moveStep(editor.draft.value, 2, -1)); await editor.save().
// Trap: what is saved while somebody types is tidied ("Turn " -> "Turn") and must not replace the draft; and a reply may come when the author
// has typed on. The draft then stays as it is, but for spoken texts: an old one would come back as if the author had written it. Saves go one
// after another: what is typed during one is saved by the next, before anything else takes the draft's place.

import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Topic } from '../../shared/domain.ts'
import { isAppError } from '../../shared/errors.ts'
import type { TopicId } from '../../shared/ids.ts'
import { api } from '../api.ts'
import { useConflict } from '../stores/conflict.ts'
import { useNotices } from '../stores/notices.ts'
import { useProjectStore } from '../stores/project.ts'
import { isSame, tidied, withEmptyRowsOf, withSpokenOf } from './topicDraft.ts'

/** Typing that rests this long is saved: a crash loses less than two seconds of it. */
const restMs = 1500

export function useTopicEditor(chosen: () => TopicId | null) {
  const project = useProjectStore()
  const notices = useNotices()
  const conflict = useConflict()
  const draft = shallowRef<Topic | null>(null)
  const saved = shallowRef<Topic | null>(null)
  const saving = shallowRef<Promise<void> | null>(null)
  const isSaving = computed(() => saving.value !== null)
  let run = 0
  let rest: ReturnType<typeof setTimeout> | undefined

  const isDirty = computed(() => Boolean(draft.value && saved.value && !isSame(whole(draft.value), saved.value)))

  /** As it is saved. A topic has a title: where it was emptied the last one stands, and the rest is not held back. */
  function whole(topic: Topic): Topic {
    const tidy = tidied(topic)
    return { ...tidy, title: tidy.title || (saved.value?.title ?? '') }
  }

  function change(next: Topic | null): void {
    if (!next) return
    if (next.id !== draft.value?.id) return void keepClosed(next)
    draft.value = next
    clearTimeout(rest)
    rest = setTimeout(() => save('typing').catch((error: unknown) => notices.show(error)), restMs)
  }

  /** Another topic was opened while somebody changed this one: it is kept as it is, and is not the draft. */
  function keepClosed(topic: Topic): void {
    api.call('topic.save', { topic: tidied(topic) }).catch((error: unknown) => notices.show(error))
  }

  /** For changes that are whole in themselves (add, remove, move, a switch): nothing is to be waited for. */
  async function changeAndSave(next: Topic | null): Promise<void> {
    change(next)
    await save()
  }

  /** Until nothing is left to save; while somebody types, what came during the save waits for the next rest. */
  async function save(when: 'typing' | 'done' = 'done'): Promise<void> {
    clearTimeout(rest)
    while (saving.value) await saving.value.catch(() => undefined) // who asked for that one is told
    if (when === 'done') giveTitleBack()
    const sent = draft.value
    if (!sent || !isDirty.value) return
    saving.value = send(sent, when).finally(() => (saving.value = null))
    await saving.value
    if (when === 'done' && draft.value !== sent) await save() // typed on meanwhile
  }

  function giveTitleBack(): void {
    const title = saved.value?.title
    if (draft.value && title && draft.value.title.trim() === '') draft.value = { ...draft.value, title }
  }

  async function send(sent: Topic, when: 'typing' | 'done'): Promise<void> {
    const topic = await keep(whole(sent), saved.value)
    if (saved.value?.id === topic.id) take(topic, { sent, isTyping: when === 'typing' })
  }

  /** Together with what came from outside meanwhile; where both changed the same field, the author chooses. */
  async function keep(topic: Topic, base: Topic | null): Promise<Topic> {
    try {
      return await api.call('topic.save', { topic, ...(base && { base }) })
    } catch (error) {
      if (!isAppError(error) || error.code !== 'project-changed-on-disk') throw error
      if ((await conflict.ask(topic.title)) === 'mine') return api.call('topic.save', { topic })
      return api.call('topic.read', { id: topic.id })
    }
  }

  /** `sent`: the draft that this topic answers. What was typed on meanwhile stays, but hears the spoken text that was made for it. */
  function take(topic: Topic, { sent, isTyping }: { sent: Topic; isTyping: boolean }): void {
    saved.value = topic
    const shown = withEmptyRowsOf(sent, topic)
    const now = draft.value
    if (now?.id !== topic.id) return
    draft.value = now === sent && !isTyping ? shown : withSpokenOf(now, sent, shown)
  }

  async function read(id: TopicId | null): Promise<void> {
    const mine = (run += 1)
    const topic = id === null ? null : await readOrNull(id)
    if (id !== draft.value?.id) await save() // typed until the other one was there
    if (mine !== run) return
    if (topic === null) {
      draft.value = null
      saved.value = null
    } else if (topic.id !== draft.value?.id || !isDirty.value) {
      const isOther = topic.id !== draft.value?.id
      if (!saved.value || !isSame(topic, saved.value) || isOther) {
        draft.value = isOther || !draft.value ? topic : withEmptyRowsOf(draft.value, topic)
        saved.value = topic
      }
    }
  }

  watch(chosen, read, { immediate: true })
  watch(
    () => project.revision,
    () => isSaving.value || read(chosen()),
  )
  onScopeDispose(project.beforeLeaving(save, () => isDirty.value || isSaving.value))
  onScopeDispose(() => save().catch((error: unknown) => notices.show(error)))

  return { draft, isDirty, isSaving, change, changeAndSave, save }
}

/** A topic that undo or another import took away is no failure of the editor: it closes. */
async function readOrNull(id: TopicId): Promise<Topic | null> {
  try {
    return await api.call('topic.read', { id })
  } catch (error) {
    if (isAppError(error) && error.code === 'topic-not-found') return null
    throw error
  }
}
