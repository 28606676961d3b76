import { describe, expect, it } from 'vitest'
import { plainRoom, type Room } from '../../../shared/room.ts'
import { rootMeanSquare } from '../../../electron/worker/speech/noise.ts'
import { inRoom } from '../../../electron/worker/speech/room.ts'
import { kitchenNoise, noiseNames } from '../../../scripts/noises/kitchenNoise.ts'

const noises = noiseNames.map((name) => ({ name, pcm: kitchenNoise(name), sha256: name }))
/** Half a second of tone, half a second of silence. */
const speech = Float32Array.from({ length: 16_000 }, (_, index) => (index < 8000 ? 0.2 * Math.sin(index / 5) : 0))
const heard = (room: Partial<Room>, seed = 1) => inRoom(speech, { ...plainRoom, ...room }, { noises, seed })
const levelDb = (pcm: Float32Array) => 20 * Math.log10(rootMeanSquare(pcm))

describe('a room', () => {
  it('without anything in it gives what was said, in 16 bits', () => {
    expect(heard({})).toEqual(speech.map((sample) => Math.round(sample * 32767) / 32767))
  })

  it('softens speech by 6 dB when the distance doubles', () => {
    expect(levelDb(heard({ distanceM: 1 })) - levelDb(heard({ distanceM: 2 }))).toBeCloseTo(6, 1)
  })

  it('keeps sounding for the time of its echo, more so further away', () => {
    const tailDb = (room: Partial<Room>) => {
      const pcm = heard({ reverbSeconds: 0.4, ...room })
      return levelDb(pcm.subarray(8000, 10_000)) - levelDb(pcm.subarray(0, 8000))
    }
    expect(tailDb({})).toBeLessThan(tailDb({ distanceM: 4 }))
    expect(tailDb({ distanceM: 4 })).toBeGreaterThan(-12)
    expect(levelDb(heard({ reverbSeconds: 0.4 }).subarray(15_000))).toBeLessThan(-60)
  })

  it('has its ratio of noise whatever the distance and the gain', () => {
    for (const room of [{}, { distanceM: 3 }, { gainDb: -10 }]) {
      const quiet = heard(room)
      const noise = heard({ ...room, noise: 'fan', snrDb: 10 }).map((sample, index) => sample - quiet[index]!)
      expect(levelDb(quiet.subarray(0, 8000)) - levelDb(noise)).toBeCloseTo(10, 0)
    }
  })

  it('amplifies, and clips at the level of the microphone', () => {
    const peak = (pcm: Float32Array) => pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak(heard({ gainDb: 6 }))).toBeCloseTo(0.4, 2)
    expect(peak(heard({ gainDb: 20 }))).toBe(1)
    expect(peak(heard({ gainDb: 20, clipDb: -6 }))).toBeCloseTo(0.5, 2)
  })

  it('is the same for a seed, and takes the noises in turn', () => {
    expect(heard({ snrDb: 5 }, 7)).toEqual(heard({ snrDb: 5 }, 7))
    expect(heard({ snrDb: 5 }, 7)).not.toEqual(heard({ snrDb: 5 }, 8))
  })
})
