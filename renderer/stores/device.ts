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
import { useRoom } from './room.ts'

export interface Exchange {
  id: number
  /** What the person said or pressed. */
  said: { kind: 'question'; text: string } | { kind: 'command'; command: SessionCommand; text?: string }
  reply: Reply
  /** How the device came to it; null after a command, which needs no search. */
  turn: Turn | null
}

/** A reply after which the device is where it was (psp_follow.c). */
function isAside({ kind, command }: Reply): boolean {
  return kind === 'end' && command !== null && command !== 'stop' && command !== 'no'
}

/** As the runtime begins a session. */
const middleVolume = 3

export const useDevice = defineStore('device', () => {
  const project = useProjectStore()
  const job = useJob('device.start')
  const replaying = useJob('hearing.replay')
  const saying = useJob('hearing.say')
  const rooms = useRoom()
  const facts = shallowRef<OutputOf<'device.start'> | null>(null)
  const startedRevision = ref(-1)
  const exchanges = shallowRef<readonly Exchange[]>([])
  const isThinking = ref(false)
  const hasFailed = ref(false)
  /** 1 to 5, 0 is mute: where the device's knob stands. */
  const volume = ref(middleVolume)
  /** A recording that was dropped on the window, or a question of a suite: asked as soon as the device is there. */
  const waiting = shallowRef<File | string | null>(null)
  let lastId = 0
  let folder = ''

  const isStale = computed(() => startedRevision.value !== project.revision)
  const last = computed(() => exchanges.value.at(-1) ?? null)
  /** The last one that was decided by a search. */
  const lastTurn = computed(() => exchanges.value.findLast(({ turn }) => turn !== null)?.turn ?? null)

  /** Whose choices, steps and offer the device still follows: the last one, but for what only changed the volume or moved nowhere. */
  const standingId = computed(() => exchanges.value.findLast(({ reply }) => !isAside(reply))?.id ?? null)

  /** Cheap where nothing changed. Another project, or another language of its bundle, starts a conversation of its own. */
  async function start(language?: string): Promise<void> {
    if (folder !== project.view?.folder || language !== undefined) exchanges.value = []
    folder = project.view?.folder ?? ''
    const revision = project.revision
    const before = facts.value?.sha256
    hasFailed.value = false
    facts.value = null
    try {
      facts.value = (await job.run(language === undefined ? {} : { language })) ?? null
      if (facts.value?.sha256 !== before || language !== undefined) volume.value = middleVolume
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
    volume.value = exchange.reply.volume
    const kept = { id: (lastId += 1), ...exchange }
    exchanges.value = [...exchanges.value, kept]
    return kept
  }

  async function ask(text: string): Promise<Exchange> {
    const turn = await think(() => api.call('device.ask', { text }))
    return keep({ said: { kind: 'question', text }, reply: turn.reply, turn })
  }

  /** What the ears make of a question. Null where it was cancelled. */
  async function listen(hearing: Promise<Turn | undefined>): Promise<Exchange | null> {
    const turn = await think(() => hearing)
    return turn ? keep({ said: { kind: 'question', text: turn.transcript }, reply: turn.reply, turn }) : null
  }

  /** A recording in place of the microphone: dropped, or chosen in a dialog. */
  const replay = (file?: File): Promise<Exchange | null> => listen(replaying.run({ room: { ...rooms.room } }, file))

  /** A voice asks it in the room, and the device has to hear it. */
  const say = (text: string, voice: string): Promise<Exchange | null> =>
    listen(saying.run({ text, voice, room: { ...rooms.room } }))

  /** Before the next command: what was not heard of a hazard comes again. */
  const cutShort = (said: number): Promise<void> => api.call('device.cutShort', { said })

  /** `number` is of 'go-to': a step of the answer or a choice of a clarification, which `text` names. */
  async function command(name: SessionCommand, number?: number, text?: string): Promise<Exchange> {
    const input = { command: name, ...(number !== undefined && { number }) }
    const reply = await think(() => api.call('device.command', input))
    return keep({ said: { kind: 'command', command: name, ...(text && { text }) }, reply, turn: null })
  }

  function clear(): void {
    exchanges.value = []
  }

  return {
    facts,
    volume,
    waiting,
    exchanges,
    last,
    lastTurn,
    standingId,
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
    replay,
    cutShort,
    say,
    command,
    clear,
  }
})
