// A room -> how it is named in a line: "Quiet", "Drain pump at 10 dB, 2 m away, echo 0.4 s". Only what differs from a plain room is said.

import { allNoises, plainRoom } from '../../shared/room.ts'
import type { Room } from '../../shared/room.ts'
import { useText } from './useText.ts'

const ours = [allNoises, 'pump', 'fan', 'water'] as const

export function useRoomText() {
  const { t, number } = useText()

  /** A clip that is not one of ours keeps its own name. */
  const noiseText = (name: string): string => {
    const known = ours.find((one) => one === name)
    return known ? t(`simulator.noises.${known}`) : name
  }

  /** Distance, echo, amplifier and overdrive; '' where nothing differs. */
  const surroundingsText = ({ distanceM, reverbSeconds, gainDb, clipDb }: Room): string =>
    [
      distanceM === plainRoom.distanceM ? '' : t('test.away', { metres: number(distanceM, 1) }),
      reverbSeconds === plainRoom.reverbSeconds ? '' : t('test.echo', { seconds: number(reverbSeconds, 1) }),
      gainDb === plainRoom.gainDb ? '' : t('test.gain', { db: number(gainDb) }),
      clipDb === plainRoom.clipDb ? '' : t('test.clip', { db: number(clipDb) }),
    ]
      .filter((part) => part !== '')
      .join(', ')

  const ratioText = (snrDb: number | null): string =>
    snrDb === null ? t('test.quiet') : t('test.decibels', { db: number(snrDb) })

  function roomText(room: Room): string {
    const noise =
      room.snrDb === null
        ? t('test.quiet')
        : room.noise === allNoises
          ? t('test.inTurn', { db: number(room.snrDb) })
          : t('test.noiseAt', { noise: noiseText(room.noise), db: number(room.snrDb) })
    return [noise, surroundingsText(room)].filter((part) => part !== '').join(', ')
  }

  return { noiseText, ratioText, roomText, surroundingsText }
}
