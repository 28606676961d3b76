// Questions that voices ask in rooms: what is chosen, the run, and what came of it. Goes on while other views are open.
// Example: suite.ratios = [null, 10]; await suite.run(); suite.figures.conditions -> one a voice and room.
// Trap: what was heard is kept in the project, so a suite that was cancelled goes on where it was when it is run again.

import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { SpokenFigures } from '../../shared/ipc/spoken.ts'
import { api } from '../api.ts'
import { useJob } from '../composables/useJob.ts'
import { useNotices } from './notices.ts'
import { useProjectStore } from './project.ts'
import { useRoom } from './room.ts'

/** Speech over noise in dB; null is a quiet room. */
export type Ratio = number | null
export const offeredRatios: readonly Ratio[] = [null, 20, 15, 10, 5, 0]

export const useSpokenSuite = defineStore('spokenSuite', () => {
  const project = useProjectStore()
  const notices = useNotices()
  const rooms = useRoom()
  const job = useJob('suite.speak')
  const voices = ref<string[]>([])
  const ratios = ref<Ratio[]>([null, 10])
  const figures = shallowRef<SpokenFigures | null>(null)
  /** A run was cancelled: the next one goes on there. */
  const isHalfDone = ref(false)

  watch(
    () => project.view?.folder,
    () => {
      job.cancel()
      figures.value = null
      isHalfDone.value = false
    },
  )

  const canRun = computed(() => voices.value.length > 0 && ratios.value.length > 0 && !job.isRunning.value)

  /** `again`: the same questions, without asking for the file. */
  async function run({ again = false } = {}): Promise<void> {
    const asked = offeredRatios.filter((ratio) => ratios.value.includes(ratio))
    const input = { voices: [...voices.value], rooms: asked.map((snrDb) => ({ ...rooms.room, snrDb })), again }
    isHalfDone.value = false
    const report = await job.run(input)
    if (report) figures.value = report
    else isHalfDone.value = true
  }

  async function save(format: 'html' | 'junit'): Promise<void> {
    const { file } = await api.call('suite.saveReport', { format })
    notices.say('overview.written', { file })
  }

  return {
    voices,
    ratios,
    figures,
    isHalfDone,
    canRun,
    isRunning: job.isRunning,
    fraction: job.fraction,
    stepText: job.stepText,
    cancel: job.cancel,
    run,
    save,
  }
})
