// A question + the topic that it is about -> a phrase of that topic, the device anew, and the question asked again.
// Example: await teach({ topic, question: "it's peeing itself" }); lesson.value?.suite -> { passedBefore: 36, passedNow: 37, … }

import { ref, shallowRef } from 'vue'
import type { TopicId } from '../../shared/ids.ts'
import type { Lesson, TopicRow } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useDevice } from '../stores/device.ts'
import { useProjectStore } from '../stores/project.ts'
import { useJob } from './useJob.ts'
import { useReading } from './useReading.ts'

export function useTeaching() {
  const device = useDevice()
  const project = useProjectStore()
  const job = useJob('topic.teach')
  const lesson = shallowRef<Lesson | null>(null)
  const isChoosing = ref(false)
  /** Read only while somebody chooses among them. */
  const rows = useReading(
    () => (isChoosing.value ? project.revision : null),
    async (revision): Promise<TopicRow[]> => (revision === null ? [] : api.call('topic.list')),
    [],
  ).value

  async function teach({ topic, question }: { topic: TopicId; question: string }): Promise<void> {
    lesson.value = null
    lesson.value = (await job.run({ id: topic, text: question })) ?? null
    if (!lesson.value) return
    await device.start()
    if (device.facts) await device.ask(question)
  }

  return {
    lesson,
    isChoosing,
    rows,
    teach,
    forget: () => void (lesson.value = null),
    isTeaching: job.isRunning,
    fraction: job.fraction,
    stepText: job.stepText,
    cancel: job.cancel,
  }
}
