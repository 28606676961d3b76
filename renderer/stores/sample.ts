// The sample project: made once in the user's folder, which takes a while the first time, then opened as any other.
// Example: if (await useSample().open()) the sample is the open project; false where the person cancelled.

import { defineStore } from 'pinia'
import { useJob } from '../composables/useJob.ts'
import { useProjectStore } from './project.ts'

export const useSample = defineStore('sample', () => {
  const project = useProjectStore()
  const job = useJob('project.openSample')

  async function open(): Promise<boolean> {
    await project.leave()
    const view = await job.run(undefined)
    if (view) project.take(view)
    return view !== undefined
  }

  return { open, isOpening: job.isRunning, fraction: job.fraction, stepText: job.stepText, cancel: job.cancel }
})
