// Options of a spoken suite -> its rooms, one for each ratio. Example: { voice: 'all', snr: 'quiet,10', distance: '2' } -> two rooms, 2 m away.

import { plainRoom, roomLimits, type Room } from '../../shared/room.ts'
import { usage } from './output.ts'

export interface RoomOptions {
  voice: string
  snr?: string
  noise?: string
  distance?: string
  reverb?: string
  gain?: string
  clip?: string
  html?: string
}

/** "quiet" is a room without noise, and the only one where no ratio is given. Errors: usage. */
export function roomsOf(options: RoomOptions): Room[] {
  const { snr, voice, noise, distance, reverb, gain, clip, html } = options
  const spokenOnly = { snr, noise, distance, reverb, gain, clip, html }
  const given = Object.entries(spokenOnly).find(([, value]) => value !== undefined)
  if (voice === 'none' && given)
    throw usage(`--${given[0]} is for spoken questions: give --voice too, such as --voice all`)
  const setting = (name: keyof typeof roomLimits, text: string | undefined, usual: number): number => {
    const [least, most] = roomLimits[name]
    const value = Number(text ?? usual)
    if (text?.trim() === '' || !(value >= least && value <= most))
      throw usage(`"${text ?? ''}" is not a number from ${least} to ${most}`)
    return value
  }
  const room: Room = {
    ...plainRoom,
    distanceM: setting('distanceM', distance, plainRoom.distanceM),
    reverbSeconds: setting('reverbSeconds', reverb, plainRoom.reverbSeconds),
    gainDb: setting('gainDb', gain, plainRoom.gainDb),
    clipDb: setting('clipDb', clip, plainRoom.clipDb),
  }
  return (snr ?? 'quiet').split(',').map((part) => {
    if (part.trim() === 'quiet') return room
    const ratio = Number(part)
    const [least, most] = roomLimits.snrDb
    if (part.trim() === '' || !(ratio >= least && ratio <= most))
      throw usage(`"${part}" is not a signal-to-noise ratio in dB`)
    return { ...room, snrDb: ratio }
  })
}
