import { describe, expect, it } from 'vitest'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { mixNoise, readNoises } from '../../../electron/worker/speech/noise.ts'
import { kitchenNoise, noiseNames } from '../../../scripts/noises/kitchenNoise.ts'
import { int16Pcm } from '../../../electron/worker/speech/wav.ts'
import { randomFrom } from '../../../shared/random.ts'

const levelDb = (pcm: Float32Array) =>
  10 * Math.log10(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length)
/** A second of tone, a second of silence. */
const speech = Float32Array.from({ length: 32_000 }, (_, index) => (index < 16_000 ? 0.1 * Math.sin(index / 8) : 0))

describe('noise', () => {
  it.each(noiseNames)('makes the same %s each time, five seconds at -20 dB', (name) => {
    const noise = kitchenNoise(name)
    expect(noise).toEqual(kitchenNoise(name))
    expect(noise.length).toBe(80_000)
    expect(levelDb(noise)).toBeCloseTo(-20, 0)
  })

  it.each([20, 10, 0])('is %i dB softer than the speech, whatever the pauses', (snrDb) => {
    const mixed = mixNoise(speech, { noise: kitchenNoise('fan'), snrDb, seed: 1 })
    const noise = mixed.map((sample, index) => sample - speech[index]!)
    expect(levelDb(speech.subarray(0, 16_000)) - levelDb(noise)).toBeCloseTo(snrDb, 0)
  })

  it('is the same for a seed and another for another', () => {
    const mix = (seed: number) => mixNoise(speech, { noise: kitchenNoise('pump'), snrDb: 5, seed })
    expect(mix(1)).toEqual(mix(1))
    expect(mix(1)).not.toEqual(mix(2))
  })

  it('leaves speech alone without noise', () => {
    expect(mixNoise(speech, { noise: new Float32Array(0), snrDb: 0, seed: 1 })).toEqual(speech)
  })

  it('ships as the clips that the code makes', async () => {
    const shipped = await readNoises(environmentOfCheckout().noisesFolder)
    expect(shipped.map(({ name }) => name)).toEqual(['fan', 'pump', 'water'])
    for (const { name, pcm } of shipped)
      expect(int16Pcm(pcm)).toEqual(int16Pcm(kitchenNoise(name as (typeof noiseNames)[number])))
  })

  it('draws numbers from 0 to 1 evenly', () => {
    const random = randomFrom(42)
    const counts = [0, 0, 0, 0]
    for (let draw = 0; draw < 4000; draw++) counts[Math.floor(random() * 4)]!++
    expect(counts.every((count) => count > 900 && count < 1100)).toBe(true)
  })
})
