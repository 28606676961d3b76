// The pieces of a microphone -> the same in a room, as they come: what room.ts does to a whole recording, for somebody who still speaks.
// Example: const room = new LiveRoom({ ...plainRoom, snrDb: 10 }, { noises, seed: 1 }); room.push(piece) has the length of what is ready.
// Trap: how loud the person will speak is not known yet, so that the ratio holds for speech of the usual level, that of our voices.
// Trap: an echo is made in blocks of 128 ms: a piece may give nothing and a later one more; end() gives what is left.

import type { Room } from '../../../shared/room.ts'
import { plainRoom } from '../../../shared/room.ts'
import { randomFrom } from '../../../shared/random.ts'
import { fft, nextPowerOfTwo } from './fft.ts'
import { rootMeanSquare } from './noise.ts'
import { echoOf, noiseOf, recorded, type RoomSound } from './room.ts'
import { loudnessDb } from './loudness.ts'

const blockSamples = 2048

export class LiveRoom {
  readonly #distance: number
  readonly #echo: BlockEcho | null
  readonly #noise: Float32Array
  #noiseGain = 0
  #noiseAt = 0

  constructor(
    private readonly room: Room,
    sound: RoomSound,
  ) {
    const { distanceM, reverbSeconds, snrDb } = room
    this.#distance = plainRoom.distanceM / distanceM
    this.#echo = reverbSeconds > 0 ? new BlockEcho(echoOf(distanceM, reverbSeconds)) : null
    this.#noise = noiseOf(room, sound)?.pcm ?? new Float32Array(0)
    if (this.#noise.length === 0 || snrDb === null) return
    const speech = 10 ** (loudnessDb / 20) * this.#distance
    this.#noiseGain = (speech / (rootMeanSquare(this.#noise) + 1e-9)) * 10 ** (-snrDb / 20)
    this.#noiseAt = Math.floor(randomFrom(sound.seed)() * this.#noise.length)
  }

  /** 16 kHz. */
  push(pcm: Float32Array): Float32Array {
    const distant = pcm.map((sample) => sample * this.#distance)
    return this.#recorded(this.#echo ? this.#echo.push(distant) : distant)
  }

  /** Nobody speaks any more: what an echo still held back. */
  end(): Float32Array {
    return this.#recorded(this.#echo?.end() ?? new Float32Array(0))
  }

  #recorded(pcm: Float32Array): Float32Array {
    const { gainDb, clipDb } = this.room
    const mixed = this.#noiseGain === 0 ? pcm : pcm.map((sample) => sample + this.#noiseGain * this.#nextNoise())
    return recorded(mixed, 10 ** (gainDb / 20), 10 ** (clipDb / 20))
  }

  #nextNoise(): number {
    const sample = this.#noise[this.#noiseAt] ?? 0
    this.#noiseAt = (this.#noiseAt + 1) % this.#noise.length
    return sample
  }
}

/** Overlap-add: each block is folded with the whole response, and its tail is added to the blocks behind it. */
class BlockEcho {
  readonly #size: number
  readonly #real: Float64Array // spectrum of the response
  readonly #imaginary: Float64Array
  #waiting: Float32Array = new Float32Array(0)
  #tail: Float64Array

  constructor(response: Float32Array) {
    this.#size = nextPowerOfTwo(blockSamples + response.length)
    this.#real = new Float64Array(this.#size)
    this.#imaginary = new Float64Array(this.#size)
    this.#real.set(response)
    fft(this.#real, this.#imaginary)
    this.#tail = new Float64Array(this.#size)
  }

  push(pcm: Float32Array): Float32Array {
    const all = Float32Array.from([...this.#waiting, ...pcm])
    const ready = Math.floor(all.length / blockSamples) * blockSamples
    const echoing = new Float32Array(ready)
    for (let at = 0; at < ready; at += blockSamples) echoing.set(this.#folded(all.subarray(at, at + blockSamples)), at)
    this.#waiting = all.slice(ready)
    return echoing
  }

  end(): Float32Array {
    const rest = this.#waiting
    this.#waiting = new Float32Array(0)
    return this.#folded(rest)
  }

  /** As long as `block`. */
  #folded(block: Float32Array): Float32Array {
    const real = new Float64Array(this.#size)
    const imaginary = new Float64Array(this.#size)
    real.set(block)
    fft(real, imaginary)
    for (let at = 0; at < this.#size; at++) {
      const [a, b, c, d] = [real[at] ?? 0, imaginary[at] ?? 0, this.#real[at] ?? 0, this.#imaginary[at] ?? 0]
      real[at] = a * c - b * d
      imaginary[at] = a * d + b * c
    }
    fft(real, imaginary, true)
    for (let at = 0; at < this.#size; at++) real[at] = (real[at] ?? 0) + (this.#tail[at] ?? 0)
    this.#tail = new Float64Array(this.#size)
    this.#tail.set(real.subarray(block.length))
    return Float32Array.from(real.subarray(0, block.length))
  }
}
