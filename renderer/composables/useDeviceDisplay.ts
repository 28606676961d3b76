// The conversation -> the two lines on the device's display: what it does, and what that is about or what a person can do now.
// Example: after a question that nobody could hear: 'No question was heard' / 'Ask again after the tone: …'. Trap: a notice goes after some
// seconds; who looks up later finds the device silent. So the display keeps what went wrong until the next press.

import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { AppError } from '../../shared/errors.ts'
import { useDevice } from '../stores/device.ts'
import { useSettings } from '../stores/settings.ts'
import { isStepwise } from './isStepwise.ts'
import type { DeviceState } from './useConversation.ts'
import { useText } from './useText.ts'

interface Talk {
  state: ComputedRef<DeviceState>
  trouble: ComputedRef<AppError | null>
}

export function useDeviceDisplay(talk: Talk) {
  const { t } = useText()
  const device = useDevice()
  const settings = useSettings()
  const trouble = computed(() => (talk.state.value === 'error' ? talk.trouble.value : null))

  const headline = computed(() =>
    trouble.value
      ? t(`errors.${trouble.value.code}.title`, trouble.value.details)
      : t(`simulator.states.${talk.state.value}`),
  )

  const line = computed(() => {
    if (trouble.value) return t(`errors.${trouble.value.code}.next`, trouble.value.details)
    if (talk.state.value === 'listening' || talk.state.value === 'thinking') return ''
    const { last } = device
    if (!last) return device.facts ? t(isOnce() ? 'simulator.talkOnceHint' : 'simulator.talkHint') : ''
    const { kind, position, title } = last.reply
    if (isStepwise(last.reply)) return `${title}, ${t('simulator.position', position)}`
    return kind === 'answer' ? title : kind === 'refusal' ? t('simulator.refusal') : ''
  })

  const isOnce = (): boolean => settings.settings.talk === 'once'

  return { headline, line }
}
