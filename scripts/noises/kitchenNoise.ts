// name -> a noise of a kitchen, made by code: a drain pump, an extractor fan, a running tap. They ship in assets/noises.
// Example: kitchenNoise('pump') -> five seconds at 16 kHz that repeat without a seam, the same samples each time.
// Trap: a ratio says little about how hard a noise is. At 10 dB the ears lose 7 to 12 of 100 words in the pump, 12 to 30 in the fan and 77 to 91 in
// the water, which never pauses; in a recorded tap of the same level, which comes in bursts, 36 to 44. A noise filter or a tighter cut mends none.

import { rootMeanSquare } from '../../electron/worker/speech/noise.ts'
import { randomFrom } from '../../shared/random.ts'
import type { Random } from '../../shared/random.ts'

const sampleRateHz = 16_000
const clipSeconds = 5

export const noiseNames = ['pump', 'fan', 'water'] as const
export type NoiseName = (typeof noiseNames)[number]

/** Five seconds at 16 kHz that repeat; RMS about -20 dB below full scale. */
export function kitchenNoise(name: NoiseName): Float32Array {
  const random = randomFrom(noiseNames.indexOf(name) + 1)
  const pcm = makers[name](random)
  const gain = 0.1 / rootMeanSquare(pcm)
  return pcm.map((sample) => Math.max(-1, Math.min(1, sample * gain)))
}

/** Shaped after octave levels of recorded kitchens: appliances hum below 500 Hz and fall from there; water is strongest about 1 kHz. */
const makers: Record<NoiseName, (random: Random) => Float32Array> = {
  /** A drain pump: mains hum with harmonics, beating twice a second, over a rumble. */
  pump: (random) => {
    const rumble = lowPassed(lowPassed(whiteNoise(random), 250), 250)
    return rumble.map((sample, index) => {
      const second = index / sampleRateHz
      const hum = [1, 0.6, 0.4, 0.2, 0.1].reduce(
        (sum, level, harmonic) => sum + level * Math.sin(2 * Math.PI * 100 * (harmonic + 1) * second + harmonic),
        0,
      )
      return hum * (0.7 + 0.3 * Math.sin(2 * Math.PI * 2 * second)) * 0.1 + sample * 2
    })
  },
  /** An extractor fan: a rumble, rushing air, and blades passing 120 times a second. */
  fan: (random) => {
    const white = whiteNoise(random)
    const rumble = lowPassed(lowPassed(white, 200), 400)
    const air = lowPassed(lowPassed(white, 1500), 3000)
    return air.map((sample, index) => {
      const blades = Math.sin((2 * Math.PI * 120 * index) / sampleRateHz)
      return (rumble[index] ?? 0) * 3 + sample * (0.15 + 0.05 * blades) + 0.05 * blades
    })
  },
  /** A tap into a sink: hiss without its bass, and some hundred bubbles a second, each a short ringing. */
  water: (random) => {
    const hiss = lowPassed(lowPassed(whiteNoise(random), 1800), 1800)
    const bass = lowPassed(hiss, 300)
    const pcm = hiss.map((sample, index) => (sample - (bass[index] ?? 0)) * 0.5)
    for (let bubble = 0; bubble < 120 * clipSeconds; bubble++) {
      addBubble(pcm, { start: Math.floor(random() * pcm.length), hz: 350 + random() ** 2 * 1200, level: random() })
    }
    return pcm
  },
}

function addBubble(pcm: Float32Array, { start, hz, level }: { start: number; hz: number; level: number }): void {
  const ringing = 0.012 * sampleRateHz
  for (let index = 0; index < ringing * 4; index++) {
    const place = (start + index) % pcm.length // the clip repeats
    const rising = 1 + (0.3 * index) / ringing
    const tone = Math.sin((2 * Math.PI * hz * rising * index) / sampleRateHz) * Math.exp(-index / ringing)
    pcm[place] = (pcm[place] ?? 0) + level * tone
  }
}

const whiteNoise = (random: Random): Float32Array =>
  Float32Array.from({ length: clipSeconds * sampleRateHz }, () => random() * 2 - 1)

/** One pole, 6 dB per octave: fans and rumbles need no more. */
function lowPassed(pcm: Float32Array, cutoffHz: number): Float32Array {
  const share = 1 - Math.exp((-2 * Math.PI * cutoffHz) / sampleRateHz)
  let level = 0
  return pcm.map((sample) => (level += share * (sample - level)))
}
