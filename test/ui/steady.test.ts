// What a key in the editor must not set off: a value that says the same stays the same, and nothing is read again for it.

import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, it } from 'vitest'
import { steady } from '../../renderer/composables/steady.ts'
import { useReading } from '../../renderer/composables/useReading.ts'

it('stays one object while it says the same, and is another when it does not', () => {
  const topic = shallowRef({ title: 'Lamp', pages: [3] })
  const pages = steady(() => [...topic.value.pages])
  const before = pages.value
  topic.value = { ...topic.value, title: 'Lamp of the door' }
  expect(pages.value).toBe(before)
  topic.value = { ...topic.value, pages: [3, 4] }
  expect(pages.value).toEqual([3, 4])
})

it('reads again when what is asked changes, not when it is asked again', async () => {
  const topic = shallowRef({ title: 'Lamp', spoken: ['Open it.'] })
  const asked: string[][] = []
  const scope = effectScope()
  scope.run(() =>
    useReading(
      () => ({ texts: [...topic.value.spoken] }),
      async ({ texts }) => void asked.push(texts),
      undefined,
    ),
  )
  topic.value = { ...topic.value, title: 'Lamp of the door' }
  await nextTick()
  topic.value = { ...topic.value, spoken: ['Close it.'] }
  await nextTick()
  scope.stop()
  expect(asked).toEqual([['Open it.'], ['Close it.']])
})
