// Talking with the device: ask by voice or keyboard, hear the reply, go through its steps, stop it. One state for face and buttons.
// Two ways to talk (settings.talk): the button is held, or pressed once and a pause ends the question. With the second the device also
// listens while it speaks: whoever speaks into its answer stops it, and answers what it asked.
// Example: const talk = useConversation(); await talk.ask('my dishes come out dirty'); talk.state.value -> 'speaking'.

import { computed, ref, shallowRef, watch } from 'vue'
import { isAppError } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Reply, SessionCommand } from '../../shared/domain.ts'
import { useDevice } from '../stores/device.ts'
import type { Exchange } from '../stores/device.ts'
import { useNotices } from '../stores/notices.ts'
import { useSettings } from '../stores/settings.ts'
import { isStepwise } from './isStepwise.ts'
import { useEarcons } from './useEarcons.ts'
import { useHearing } from './useHearing.ts'
import { usePlayback } from './usePlayback.ts'

export type DeviceState = 'off' | 'starting' | 'idle' | 'listening' | 'thinking' | 'speaking' | 'error'

/** Shorter than any word: the button was only touched. */
const shortestMs = 250

/** Nothing more comes of it: no next step, no offer, no question back. */
const isOver = (reply: Reply): boolean =>
  reply.offer === null &&
  (reply.kind === 'end' ? reply.command === 'stop' : reply.kind === 'answer' && !isStepwise(reply))

export function useConversation() {
  const device = useDevice()
  const playback = usePlayback()
  const settings = useSettings()
  const notices = useNotices()
  const earcon = useEarcons(notices.show)
  const hearing = useHearing({ onSpeech: interrupt, onEnded: end, onFailed: fail })
  /** Why replies are not heard: no voice for the language, or its model is missing. */
  const voiceProblem = ref<AppError | null>(null)
  /** Why the last question could not be heard: lights and display say so until something else happens, longer than a notice stays. */
  const trouble = shallowRef<unknown>(null)
  /** Nobody pressed: the device listens while it speaks, or for the answer to its own question. */
  const isGuard = ref(false)
  const isHeld = ref(false)
  let heldSinceMs = 0
  /** The exchange that is heard, or was heard last. */
  let spoken = 0

  const isOnce = computed(() => settings.settings.talk === 'once')
  const state = computed((): DeviceState => {
    if (device.isStarting) return 'starting'
    if (device.hasFailed) return 'error'
    if (!device.facts) return 'off'
    if (hearing.isActive.value && (!isGuard.value || hearing.isSpeech.value)) return 'listening'
    if (device.isThinking) return 'thinking'
    if (playback.isSpeaking.value) return 'speaking'
    if (hearing.isActive.value) return 'listening'
    return trouble.value === null ? 'idle' : 'error'
  })

  async function say({ id, reply }: Exchange): Promise<void> {
    spoken = id
    if (reply.volume === 0 || voiceProblem.value) return
    try {
      const texts = reply.utterances.map(({ text }) => text)
      const [isHeard] = await Promise.all([playback.speak(texts, reply.volume), guard()])
      if (isHeard && isOver(reply)) earcon('end')
    } catch (error) {
      const isNoVoice =
        isAppError(error) && ['model-missing', 'model-damaged', 'language-not-supported'].includes(error.code)
      if (!isNoVoice) throw error
      voiceProblem.value = error
    }
    const asks = reply.offer !== null || reply.kind === 'clarification'
    if (isGuard.value && !hearing.isSpeech.value && !asks) hearing.cancel()
  }

  /** Ears open while the device speaks; only where somebody has talked to it already. */
  async function guard(): Promise<void> {
    if (!isOnce.value || !hearing.canHear()) return
    isGuard.value = true
    await hearing.begin('by-silence')
  }

  function interrupt(): void {
    quieten().catch(fail)
  }

  /** Stops the loudspeaker; the device is told what was cut short, so that no hazard is lost. */
  async function quieten(): Promise<void> {
    const said = playback.speaking.value
    playback.stop()
    if (said !== null && spoken === device.last?.id) await device.cutShort(said)
  }

  async function answer(exchange: Promise<Exchange | null>): Promise<void> {
    hush()
    const mine = await exchange
    if (mine && mine.id === device.last?.id) await say(mine)
  }

  /** A command counts from where the device was stopped. */
  async function follow(command: () => Promise<Exchange>): Promise<void> {
    await quieten()
    await answer(command())
  }

  async function press(): Promise<void> {
    if (isHeld.value || !device.facts || device.isThinking) return
    if (isOnce.value && hearing.isActive.value && !isGuard.value) return end(true)
    isHeld.value = !isOnce.value
    heldSinceMs = performance.now()
    hush()
    isGuard.value = false
    try {
      await hearing.begin(isOnce.value ? 'by-silence' : 'by-button')
      if (hearing.isActive.value) earcon('listening') // it may have been let go meanwhile
    } catch (error) {
      isHeld.value = false
      trouble.value = error
      throw error
    }
  }

  async function release(): Promise<void> {
    if (!isHeld.value) return
    isHeld.value = false
    if (performance.now() - heldSinceMs >= shortestMs) await end(true)
    else hearing.cancel()
  }

  async function end(hasSpeech: boolean): Promise<void> {
    isHeld.value = false
    if (!hasSpeech && isGuard.value) return hearing.cancel()
    interrupt()
    earcon('thinking')
    const turn = hearing.finish()
    try {
      const exchange = await device.listen(turn)
      if (exchange) await say(exchange)
    } catch (error) {
      fail(error)
    }
  }

  /** What is expected to go wrong stands on the device's display until the next press; a notice would say it again, over the field to type in. */
  function fail(error: unknown): void {
    isHeld.value = false
    trouble.value = error
    if (!isAppError(error)) notices.show(error)
    else if (error.code === 'no-speech') earcon('notUnderstood')
  }

  /** Silence on both sides. */
  function hush(): void {
    trouble.value = null
    interrupt()
    hearing.cancel()
  }

  watch(
    () => settings.settings.voice,
    () => (voiceProblem.value = null),
  )

  return {
    state,
    trouble: computed(() => (isAppError(trouble.value) ? trouble.value : null)),
    level: hearing.level,
    voiceProblem,
    speakingAt: playback.speaking,
    ask: (text: string) => answer(device.ask(text)),
    askAloud: (text: string) => answer(device.say(text, settings.settings.voice)).catch(fail),
    replay: (file?: File) => answer(device.replay(file)).catch(fail),
    command: (name: SessionCommand) => follow(() => device.command(name)),
    choose: (number: number, title: string) => follow(() => device.command('go-to', number, title)),
    again: (exchange: Exchange) => say(exchange),
    press,
    release,
    hush,
  }
}
