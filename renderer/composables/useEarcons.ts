// What the device does -> its sound without words, beside whatever else is heard; silent where the project left it out or the device is mute.
// Example: play('listening'). Trap: nobody waits for an earcon: what comes after it must not be late.

import type { ProjectSettings } from '../../shared/domain.ts'
import { earconText } from '../../shared/earcons.ts'
import type { EarconName } from '../../shared/format/contents.ts'
import { useDevice } from '../stores/device.ts'
import { useProjectStore } from '../stores/project.ts'
import { usePlayback } from './usePlayback.ts'

export const isEarconHeard = (name: EarconName, settings: ProjectSettings | undefined): boolean =>
  settings?.silentEarcons?.includes(name) !== true

export function useEarcons(onFailed: (error: unknown) => void): (name: EarconName) => void {
  const project = useProjectStore()
  const device = useDevice()
  const { chime } = usePlayback()
  return (name) => {
    if (device.volume === 0 || !isEarconHeard(name, project.view?.settings)) return
    chime(earconText(name), device.volume).catch(onFailed)
  }
}
