// What is typed while a save is under way: nothing of it may be lost, whatever the author does next.

import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick, ref } from 'vue'
import type { EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as v from 'valibot'
import type { Topic } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import type { ProjectView } from '../../shared/ipc/contract.ts'
import { topicSchema } from '../../shared/schemas.ts'
import { addPhrase, addStep } from '../../renderer/composables/topicDraft.ts'
import { topicOf } from '../topicOf.ts'
import { bridgeOf, installBridge } from './bridge.ts'

let kept: Map<string, Topic>
/** Titles in the order in which they were sent, and how to let the oldest save under way end. */
let sent: string[]
let ends: (() => void)[]
const bridge = bridgeOf({
  'topic.read': (input) => kept.get(v.parse(v.looseObject({ id: v.string() }), input).id),
  'project.undo': () => {
    sent.push('undo')
    return view
  },
  'topic.save': async (input) => {
    const { topic } = v.parse(v.looseObject({ topic: topicSchema }), input)
    sent.push(topic.title)
    await new Promise<void>((resolve) => ends.push(resolve))
    kept.set(topic.id, topic)
    return topic
  },
})
installBridge(bridge)
vi.stubGlobal('addEventListener', () => undefined) // the window comes to the front: not here
const { useTopicEditor } = await import('../../renderer/composables/useTopicEditor.ts')
const { useProjectStore } = await import('../../renderer/stores/project.ts')
const { useBegunTexts } = await import('../../renderer/stores/begunTexts.ts')

let scope: EffectScope
let chosen = ref<TopicId | null>(null)
const lamp = topicOf('lamp', { title: 'Lamp' })
const salt = topicOf('salt', { title: 'Salt' })

const view: ProjectView = {
  settings: { name: 'Washer', language: 'en', target: 'sl2610-linux', ranking: {} },
  folder: '/washer',
  manuals: [],
  topicCount: 2,
  spokenTopicCount: 2,
  findingCounts: { error: 0, warning: 0, note: 0 },
  undo: null,
  redo: null,
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  setActivePinia(createPinia())
  kept = new Map([lamp, salt].map((topic) => [topic.id, topic]))
  ;[sent, ends, scope, chosen] = [[], [], effectScope(), ref<TopicId | null>(lamp.id)]
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

const soon = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await nextTick()
}
async function open(): Promise<ReturnType<typeof useTopicEditor>> {
  const editor = scope.run(() => useTopicEditor(() => chosen.value))
  if (!editor) throw new Error('no scope')
  await soon()
  return editor
}
async function endSave(): Promise<void> {
  ends.shift()?.()
  await soon()
}

it('typed on during a save, and another topic is opened: the last words are saved with the first topic', async () => {
  const editor = await open()
  editor.change({ ...lamp, title: 'Lamp of' })
  await vi.advanceTimersByTimeAsync(1500) // typing rests: a save begins
  expect(sent).toEqual(['Lamp of'])
  editor.change({ ...lamp, title: 'Lamp of the door' })
  chosen.value = salt.id
  await soon()
  await endSave()
  await endSave()
  expect([sent, kept.get('lamp')?.title]).toEqual([['Lamp of', 'Lamp of the door'], 'Lamp of the door'])
  expect(editor.draft.value?.title).toBe('Salt')
})

it('a whole change during a save is saved when that one has ended, without another key', async () => {
  const editor = await open()
  editor.change({ ...lamp, title: 'Lamp of' })
  await vi.advanceTimersByTimeAsync(1500)
  const saved = editor.changeAndSave({ ...lamp, title: 'Lamp of the door' })
  await endSave()
  await endSave()
  await saved
  expect([sent, editor.isDirty.value]).toEqual([['Lamp of', 'Lamp of the door'], false])
})

it('two who wait for one save do not save twice', async () => {
  const editor = await open()
  editor.change({ ...lamp, title: 'Lamp of the door' })
  const both = Promise.all([editor.save(), editor.save()])
  await soon()
  await endSave()
  await both
  expect([sent, editor.isSaving.value]).toEqual([['Lamp of the door'], false])
})

it('a row that was just added stays where it is when the topic changes from outside', async () => {
  const editor = await open()
  editor.change(addStep(lamp, 0))
  kept.set(lamp.id, { ...lamp, title: 'Lamp, by undo' })
  bridge.tell({ type: 'event', name: 'project.changed', payload: view })
  await soon()
  expect([editor.draft.value?.title, editor.draft.value?.steps.length]).toEqual(['Lamp, by undo', 1])
  expect([sent, editor.isDirty.value]).toEqual([[], false])
})

it('an emptied title does not hold back what is typed elsewhere, and comes back when the field is left', async () => {
  const editor = await open()
  editor.change(addPhrase({ ...lamp, title: '' }, 'bulb'))
  chosen.value = salt.id
  await soon()
  await endSave()
  expect([kept.get('lamp')?.title, kept.get('lamp')?.phrases.at(-1)?.text]).toEqual(['Lamp', 'bulb'])
  expect(editor.draft.value?.title).toBe('Salt')
})

it('the title stays empty while somebody is about to type another one', async () => {
  const editor = await open()
  editor.change(addPhrase({ ...lamp, title: '' }, 'bulb'))
  await vi.advanceTimersByTimeAsync(1500)
  await endSave()
  expect([sent, editor.draft.value?.title]).toEqual([['Lamp'], ''])
})

it('undo takes back what is being typed, not the change before it', async () => {
  const editor = await open()
  const project = useProjectStore()
  project.take({ ...view, undo: { code: 'edit-topic', details: { title: 'Salt' } } })
  editor.change({ ...lamp, title: 'Lamp of the door' })
  expect(project.hasUnsaved()).toBe(true)
  const undone = project.undo()
  await endSave()
  await undone
  expect([sent, project.hasUnsaved()]).toEqual([['Lamp of the door', 'undo'], false])
})

it('a text that was begun is there again where it belongs, and not in another project', async () => {
  const place = ref('comment lamp')
  const text = useBegunTexts().of(() => place.value)
  text.value = 'Which lamp?'
  place.value = 'comment salt'
  expect(text.value).toBe('')
  place.value = 'comment lamp'
  expect(text.value).toBe('Which lamp?')
  useProjectStore().take({ ...view, folder: '/oven' })
  await soon()
  expect(text.value).toBe('')
})
