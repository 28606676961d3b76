// What is typed while a save is under way: nothing of it may be lost, whatever the author does next.

import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick, ref } from 'vue'
import type { EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as v from 'valibot'
import type { Topic } from '../../shared/domain.ts'
import type { TopicId } from '../../shared/ids.ts'
import { topicSchema } from '../../shared/schemas.ts'
import { topicOf } from '../topicOf.ts'
import { bridgeOf, installBridge } from './bridge.ts'

let kept: Map<string, Topic>
/** Titles in the order in which they were sent, and how to let the oldest save under way end. */
let sent: string[]
let ends: (() => void)[]
installBridge(
  bridgeOf({
    'topic.read': (input) => kept.get(v.parse(v.looseObject({ id: v.string() }), input).id),
    'topic.save': async (input) => {
      const { topic } = v.parse(v.looseObject({ topic: topicSchema }), input)
      sent.push(topic.title)
      await new Promise<void>((resolve) => ends.push(resolve))
      kept.set(topic.id, topic)
      return topic
    },
  }),
)
vi.stubGlobal('addEventListener', () => undefined) // the window comes to the front: not here
const { useTopicEditor } = await import('../../renderer/composables/useTopicEditor.ts')

let scope: EffectScope
let chosen = ref<TopicId | null>(null)
const lamp = topicOf('lamp', { title: 'Lamp' })
const salt = topicOf('salt', { title: 'Salt' })

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
