// How a project wants to be spoken -> what a speaker is told. Example: deliveryOf({ id: 'slt', ratePercent: 90 }, speaker) -> { voice: 'slt', ratePercent: 90 }.
// Trap: a voice of another computer (a program, a pack) may not be here: then the first one speaks, and nothing fails.

import type { DeviceVoice } from '../../../shared/domain.ts'
import type { Speaker, SpeakOptions } from './speak.ts'

export function deliveryOf({ id, ...delivery }: DeviceVoice, { voices }: Speaker): Omit<SpeakOptions, 'signal'> {
  return { ...delivery, ...(id !== undefined && voices.some((voice) => voice.id === id) && { voice: id }) }
}
