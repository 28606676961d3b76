import { describe, expect, it } from 'vitest'
import { LiveRoom } from '../../../electron/worker/speech/liveRoom.ts'
import { rootMeanSquare, type Noise } from '../../../electron/worker/speech/noise.ts'
import { inRoom } from '../../../electron/worker/speech/room.ts'
import { randomFrom } from '../../../shared/random.ts'
import { plainRoom, type Room } from '../../../shared/room.ts'

const random = randomFrom(5)
const speech = Float32Array.from({ length: 16_000 }, () => (random() - 0.5) * 0.3)
const hum: Noise = {
  name: 'hum',
  pcm: Float32Array.from({ length: 8000 }, (_, at) => 0.1 * Math.sin(at / 9)),
  sha256: '',
}
const sound = { noises: [hum], seed: 3 }

/** In pieces of odd lengths, as a resampler gives them. */
function live(room: Room, pcm = speech): Float32Array {
  const around = new LiveRoom(room, sound)
  const parts: number[] = []
  for (let at = 0; at < pcm.length; at += 341) parts.push(...around.push(pcm.slice(at, at + 341)))
  return Float32Array.from([...parts, ...around.end()])
}

describe('a room around the microphone', () => {
  it.each([
    ['a plain room', plainRoom],
    ['a distant mouth', { ...plainRoom, distanceM: 2 }],
    ['an echo', { ...plainRoom, distanceM: 1, reverbSeconds: 0.4 }],
    ['an amplifier that overdrives', { ...plainRoom, gainDb: 20, clipDb: -12 }],
  ] satisfies [string, Room][])('makes of pieces what %s makes of the whole', (_, room) => {
    const [pieces, whole] = [live(room), inRoom(speech, room, sound).subarray(0, speech.length)]
    expect(pieces).toHaveLength(speech.length)
    const furthest = pieces.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (whole[at] ?? 0))), 0)
    expect(furthest).toBeLessThan(1e-4)
  })

  it('adds noise by the level that speech usually has', () => {
    const level = rootMeanSquare(live({ ...plainRoom, snrDb: 10 }, new Float32Array(16_000)))
    expect(20 * Math.log10(level)).toBeCloseTo(-30, 0)
  })
})
