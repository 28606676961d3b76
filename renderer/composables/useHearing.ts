// Microphone -> the worker's ears, piece by piece while somebody speaks, one piece under way at a time; then a turn.
// Example: await hearing.begin('by-silence'); … onEnded: const turn = await hearing.finish()
// Trap: a hearing that was cancelled or replaced may still get answers: `run` says whose they are.

import { onScopeDispose, ref } from 'vue'
import { AppError } from '../../shared/errors.ts'
import type { Turn } from '../../shared/ipc/contract.ts'
import { api } from '../api.ts'
import { useRoom } from '../stores/room.ts'
import { FrameQueue, loudness } from './pcm.ts'
import { useJob } from './useJob.ts'
import { useMicrophone } from './useMicrophone.ts'

interface HearingEvents {
  /** The ears have enough: a question is over, or nobody spoke. */
  onEnded: (hasSpeech: boolean) => void
  /** Somebody begins to speak. */
  onSpeech: () => void
  onFailed: (error: unknown) => void
}

export function useHearing({ onEnded, onSpeech, onFailed }: HearingEvents) {
  const isActive = ref(false)
  const isSpeech = ref(false)
  const level = ref(0)
  const ending = useJob('hearing.finish')
  const rooms = useRoom()
  const microphone = useMicrophone({ onFrame: take, onLost: () => fail(new AppError('microphone-lost')) })
  let queue: FrameQueue | null = null
  let id: number | null = null
  let run = 0
  let hasSpeech = false
  let pumping: Promise<void> = Promise.resolve()
  let isPumping = false
  let isFinishing = false
  /** Until the ears are open: what is said meanwhile waits in the queue. */
  let beginning: Promise<unknown> = Promise.resolve()

  /** Frames go in from here on. Errors: microphone-denied, microphone-missing, model-missing, language-not-supported. */
  async function begin(ends: 'by-silence' | 'by-button'): Promise<void> {
    cancel()
    const mine = (run += 1)
    const sampleRateHz = await microphone.open()
    if (mine !== run) return
    if (queue?.sampleRateHz !== sampleRateHz) queue = new FrameQueue(sampleRateHz)
    queue.open()
    isActive.value = true
    hasSpeech = false
    try {
      const begun = api.call('hearing.begin', {
        sampleRateHz,
        ends,
        ...(rooms.isForMicrophone && { room: { ...rooms.room } }),
      })
      beginning = begun.catch(() => undefined) // looked at here
      const { hearing } = await begun
      if (mine !== run) return
      id = hearing
      pump()
    } catch (error) {
      if (mine === run) cancel()
      throw error
    }
  }

  function take(frame: Float32Array): void {
    level.value = isActive.value ? loudness(frame) : 0
    if (isFinishing) return // said after the button was let go
    if (queue?.add(frame) === false) return fail(new AppError('microphone-busy'))
    pump()
  }

  function pump(): void {
    if (isPumping || id === null) return
    isPumping = true
    pumping = send(run).finally(() => (isPumping = false))
  }

  /** Until nothing waits. */
  async function send(mine: number): Promise<void> {
    try {
      for (;;) {
        const hearing = id
        const pcm = queue?.take()
        if (hearing === null || mine !== run || !pcm || pcm.length === 0) return
        const state = await api.call('hearing.push', { hearing, pcm })
        if (mine !== run) return
        if (state.isSpeech && !isSpeech.value) onSpeech()
        hasSpeech ||= state.isSpeech
        isSpeech.value = state.isSpeech
        if (!state.hasEnded || !isActive.value) continue
        onEnded(hasSpeech) // finish() waits for this loop, so the loop must not wait for it
        return
      }
    } catch (error) {
      if (mine === run) fail(error)
    }
  }

  /** Nothing more is taken in. Undefined where it was cancelled. Errors: no-speech, question-too-long, those of a question. */
  async function finish(): Promise<Turn | undefined> {
    isActive.value = false
    isSpeech.value = false
    level.value = 0
    const mine = run
    isFinishing = true
    await beginning
    await pumping
    if (mine !== run) return undefined
    isFinishing = false
    const hearing = id
    run += 1
    id = null
    queue?.close()
    return hearing === null ? undefined : ending.run({ hearing })
  }

  function cancel(): void {
    const hearing = id
    run += 1
    id = null
    isFinishing = false
    isActive.value = false
    isSpeech.value = false
    level.value = 0
    queue?.close()
    ending.cancel()
    if (hearing !== null) api.call('hearing.cancel', { hearing }).catch(onFailed)
  }

  function fail(error: unknown): void {
    if (!isActive.value) return
    cancel()
    onFailed(error)
  }
  onScopeDispose(cancel)

  return { begin, finish, cancel, isActive, isSpeech, level, canHear: microphone.isOpen }
}
