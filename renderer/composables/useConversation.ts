// Talking with the device: ask by voice or keyboard, hear the reply, go through its steps, stop it. One state for face and buttons.
// Example: const talk = useConversation(); await talk.ask('my dishes come out dirty'); talk.state.value -> 'speaking'.

import { computed, ref, watch } from 'vue'
import { isAppError } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import type { SessionCommand } from '../../shared/domain.ts'
import { useDevice } from '../stores/device.ts'
import type { Exchange } from '../stores/device.ts'
import { useSettings } from '../stores/settings.ts'
import { useMicrophone } from './useMicrophone.ts'
import { usePlayback } from './usePlayback.ts'

export type DeviceState = 'off' | 'starting' | 'idle' | 'listening' | 'thinking' | 'speaking' | 'error'

/** Shorter than any word: the button was only touched. */
const shortestMs = 250

export function useConversation() {
  const device = useDevice()
  const microphone = useMicrophone()
  const playback = usePlayback()
  const settings = useSettings()
  const isAloud = ref(true)
  /** Why replies are not heard: no voice for the language, or its model is missing. */
  const voiceProblem = ref<AppError | null>(null)
  const isHeld = ref(false)
  let heldSinceMs = 0

  const state = computed((): DeviceState => {
    if (device.isStarting) return 'starting'
    if (device.hasFailed) return 'error'
    if (!device.facts) return 'off'
    if (microphone.isHearing.value) return 'listening'
    if (device.isThinking) return 'thinking'
    return playback.isSpeaking.value ? 'speaking' : 'idle'
  })

  async function say({ reply }: Exchange): Promise<void> {
    if (!isAloud.value || voiceProblem.value) return
    try {
      await playback.speak(reply.utterances.map(({ text }) => text))
    } catch (error) {
      const isNoVoice =
        isAppError(error) && ['model-missing', 'model-damaged', 'language-not-supported'].includes(error.code)
      if (!isNoVoice) throw error
      voiceProblem.value = error
    }
  }

  async function answer(exchange: Promise<Exchange>): Promise<void> {
    playback.stop()
    const mine = await exchange
    if (mine.id === device.last?.id) await say(mine)
  }

  async function press(): Promise<void> {
    if (isHeld.value || !device.facts || device.isThinking) return
    isHeld.value = true
    heldSinceMs = performance.now()
    playback.stop()
    try {
      await microphone.start()
    } catch (error) {
      isHeld.value = false
      throw error
    }
    if (!isHeld.value) microphone.stop() // let go while the microphone was being opened
  }

  async function release(): Promise<void> {
    if (!isHeld.value) return
    isHeld.value = false
    const speech = microphone.stop()
    if (speech && performance.now() - heldSinceMs >= shortestMs) await answer(device.listen(speech))
  }

  watch(
    () => settings.settings.voice,
    () => (voiceProblem.value = null),
  )
  watch(isAloud, (now) => now || playback.stop())

  return {
    state,
    level: microphone.level,
    isAloud,
    voiceProblem,
    speakingAt: playback.speaking,
    ask: (text: string) => answer(device.ask(text)),
    command: (name: SessionCommand) => answer(device.command(name)),
    again: (exchange: Exchange) => say(exchange),
    press,
    release,
    hush: playback.stop,
  }
}
