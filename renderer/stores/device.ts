// The simulated device: started from the project as it is, asked, commanded. Its conversation stays while other views are open.
// Everything it says comes from the C runtime on exported bytes; this store only keeps what was said, in order.
// Trap: the device speaks the project of the moment it was started: `isStale` says that the project has changed since.

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Reply, SessionCommand } from '../../shared/domain.ts'
import type { OutputOf, Turn } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useJob } from '../composables/useJob.ts'
import { useProjectStore } from './project.ts'

export interface Exchange {
  id: number
  /** What the person said or pressed. */
  said: { kind: 'question'; text: string } | { kind: 'command'; command: SessionCommand }
  reply: Reply
  /** How the device came to it; null after a command, which needs no search. */
  turn: Turn | null
}

export const useDevice = defineStore('device', () => {
  const project = useProjectStore()
  const job = useJob('device.start')
  const facts = shallowRef<OutputOf<'device.start'> | null>(null)
  const startedRevision = ref(-1)
  const exchanges = shallowRef<readonly Exchange[]>([])
  const isThinking = ref(false)
  const hasFailed = ref(false)
  let lastId = 0
  let folder = ''

  const isStale = computed(() => startedRevision.value !== project.revision)
  const last = computed(() => exchanges.value.at(-1) ?? null)
  /** The last one that was decided by a search. */
  const lastTurn = computed(() => exchanges.value.findLast(({ turn }) => turn !== null)?.turn ?? null)

  /** Cheap where nothing changed. Another project starts a conversation of its own. */
  async function start(): Promise<void> {
    if (folder !== project.view?.folder) exchanges.value = []
    folder = project.view?.folder ?? ''
    const revision = project.revision
    hasFailed.value = false
    facts.value = null
    try {
      facts.value = (await job.run(undefined)) ?? null
      if (facts.value) startedRevision.value = revision
    } catch (error) {
      hasFailed.value = true
      throw error
    }
  }

  async function think<Value>(work: () => Promise<Value>): Promise<Value> {
    isThinking.value = true
    try {
      return await work()
    } finally {
      isThinking.value = false
    }
  }

  function keep(exchange: Omit<Exchange, 'id'>): Exchange {
    const kept = { id: (lastId += 1), ...exchange }
    exchanges.value = [...exchanges.value, kept]
    return kept
  }

  async function ask(text: string): Promise<Exchange> {
    const turn = await think(() => api.call('device.ask', { text }))
    return keep({ said: { kind: 'question', text }, reply: turn.reply, turn })
  }

  async function listen(speech: { pcm: Float32Array<ArrayBuffer>; sampleRateHz: number }): Promise<Exchange> {
    const turn = await think(() => api.call('device.listen', speech))
    return keep({ said: { kind: 'question', text: turn.transcript }, reply: turn.reply, turn })
  }

  async function command(name: SessionCommand): Promise<Exchange> {
    const reply = await think(() => api.call('device.command', { command: name }))
    return keep({ said: { kind: 'command', command: name }, reply, turn: null })
  }

  function clear(): void {
    exchanges.value = []
  }

  return {
    facts,
    exchanges,
    last,
    lastTurn,
    isThinking,
    hasFailed,
    isStale,
    isStarting: job.isRunning,
    fraction: job.fraction,
    stepText: job.stepText,
    cancel: job.cancel,
    start,
    ask,
    listen,
    command,
    clear,
  }
})
