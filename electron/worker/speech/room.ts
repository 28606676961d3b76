// what was said + a room -> what the microphone of the appliance gives: softer with distance, with the echo of the walls and the noise of
// the kitchen, amplified, clipped where it is too loud, in 16 bits. Example: inRoom(pcm, { ...plainRoom, snrDb: 10 }, { noises, seed: 7 }).
// Pure and seeded: the same for the same words in every run. The echo: a direct sound and a decaying hiss behind it (a diffuse field),
// as strong against it as the distance is beyond the critical one. Source: Kuttruff, Room Acoustics, critical distance 0.057 √(V / T).

import { allNoises, plainRoom, type Room } from '../../../shared/room.ts'
import { randomFrom } from '../../../shared/random.ts'
import { fft, nextPowerOfTwo } from './fft.ts'
import { mixNoise, type Noise } from './noise.ts'

const sampleRateHz = 16_000
const kitchenCubicMetres = 30
const firstEchoSeconds = 0.005
/** Walls and curtains swallow what is above it. */
const dampingHz = 3500

export interface RoomSound {
  noises: readonly Noise[]
  /** Decides where a noise begins, and which of several is heard. */
  seed: number
}

/** The noise that a seed meets in a room; null in a quiet one, and where no clip has that name. */
export const noiseOf = ({ noise, snrDb }: Room, { noises, seed }: RoomSound): Noise | null => {
  if (snrDb === null) return null
  if (noise === allNoises) return noises[seed % Math.max(1, noises.length)] ?? null
  return noises.find(({ name }) => name === noise) ?? null
}

/** `pcm`: 16 kHz. Returns a new array, longer by the echo. */
export function inRoom(pcm: Float32Array, room: Room, sound: RoomSound): Float32Array {
  const { distanceM, reverbSeconds, gainDb, clipDb, snrDb } = room
  const distant = pcm.map((sample) => (sample * plainRoom.distanceM) / distanceM)
  const echoing = reverbSeconds > 0 ? convolved(distant, echoOf(distanceM, reverbSeconds)) : distant
  const noise = noiseOf(room, sound)
  const mixed = noise && snrDb !== null ? mixNoise(echoing, { noise: noise.pcm, snrDb, seed: sound.seed }) : echoing
  return recorded(mixed, 10 ** (gainDb / 20), 10 ** (clipDb / 20))
}

/** What the microphone makes of it: amplified, clipped, in 16 bits. */
export const recorded = (pcm: Float32Array, gain: number, highest: number): Float32Array =>
  pcm.map((sample) => Math.round(Math.max(-highest, Math.min(highest, sample * gain)) * 32767) / 32767)

/** Direct sound 1 at the first sample, then the walls. */
export function echoOf(distanceM: number, reverbSeconds: number): Float32Array {
  const criticalM = 0.057 * Math.sqrt(kitchenCubicMetres / reverbSeconds)
  const random = randomFrom(1)
  const response = new Float32Array(Math.ceil(reverbSeconds * sampleRateHz))
  const share = 1 - Math.exp((-2 * Math.PI * dampingHz) / sampleRateHz)
  let energy = 0
  let damped = 0
  for (let index = Math.ceil(firstEchoSeconds * sampleRateHz); index < response.length; index++) {
    const decay = 10 ** ((-3 * index) / (reverbSeconds * sampleRateHz)) // -60 dB at the end
    damped += share * ((random() * 2 - 1) * decay - damped)
    response[index] = damped
    energy += damped * damped
  }
  const gain = distanceM / criticalM / Math.sqrt(energy + 1e-12)
  response.forEach((sample, index) => (response[index] = sample * gain))
  response[0] = 1
  return response
}

function convolved(pcm: Float32Array, response: Float32Array): Float32Array {
  const length = pcm.length + response.length - 1
  const size = nextPowerOfTwo(length)
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)]
  const [otherReal, otherImaginary] = [new Float64Array(size), new Float64Array(size)]
  real.set(pcm)
  otherReal.set(response)
  fft(real, imaginary)
  fft(otherReal, otherImaginary)
  for (let at = 0; at < size; at++) {
    const [a, b, c, d] = [real[at] ?? 0, imaginary[at] ?? 0, otherReal[at] ?? 0, otherImaginary[at] ?? 0]
    real[at] = a * c - b * d
    imaginary[at] = a * d + b * c
  }
  fft(real, imaginary, true)
  return Float32Array.from(real.subarray(0, length))
}
