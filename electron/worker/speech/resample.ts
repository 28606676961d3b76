// mono PCM at one rate -> mono PCM at another, band-limited: what the new rate can't carry is removed before, not folded into it.
// Example: resample(pcm at 44100 Hz, 44100, 16000) -> 160/441 as many samples; a 10 kHz tone vanishes instead of sounding as 6 kHz.
// Method: polyphase windowed sinc (Kaiser). Rates are integers, so each output sample has one of `rateOut / gcd` sets of weights.

import { joined } from '../../../shared/joined.ts'

const zeroCrossings = 16
const kaiserBeta = 8.6 // stop band about -86 dB
/** The pass band ends a little below the limit, so that the transition band does not alias. */
const passBand = 0.94

/** Returns a new array, also where the rates are equal. */
export function resample(pcm: Float32Array, fromHz: number, toHz: number): Float32Array {
  const stream = new ResamplingStream(fromHz, toHz)
  return joined(Float32Array, [stream.push(pcm), stream.end()])
}

/** The same in pieces, as a microphone gives them: all pieces together give what the whole gives. */
export class ResamplingStream {
  readonly #up: number
  readonly #down: number
  readonly #bank: { weights: Float32Array; taps: number }
  #input: Float32Array = new Float32Array(0)
  #start = 0 // of #input in all that was pushed
  #next = 0 // output sample

  constructor(fromHz: number, toHz: number) {
    const from = Math.round(fromHz)
    const to = Math.round(toHz)
    const divisor = greatestCommonDivisor(from, to)
    this.#up = to / divisor
    this.#down = from / divisor
    this.#bank = from === to ? { weights: Float32Array.of(1, 0), taps: 2 } : filterBank(this.#up, this.#down)
  }

  /** What can be said of the new rate so far. */
  push(pcm: Float32Array): Float32Array {
    this.#input = joined(Float32Array, [this.#input, pcm])
    const end = this.#start + this.#input.length
    const { taps } = this.#bank
    const known = Math.floor(((end - taps / 2) * this.#up) / this.#down) // outputs whose last tap has come
    const out = this.#outputs(Math.max(this.#next, known))
    const keepFrom = Math.max(this.#start, Math.floor((this.#next * this.#down) / this.#up) - taps)
    this.#input = this.#input.slice(keepFrom - this.#start)
    this.#start = keepFrom
    return out
  }

  /** The rest, with silence behind it. */
  end(): Float32Array {
    return this.#outputs(Math.floor(((this.#start + this.#input.length) * this.#up) / this.#down))
  }

  #outputs(end: number): Float32Array {
    const out = new Float32Array(Math.max(0, end - this.#next))
    for (let at = 0; at < out.length; at++) out[at] = this.#output(this.#next + at)
    this.#next += out.length
    return out
  }

  #output(index: number): number {
    const { weights, taps } = this.#bank
    const position = index * this.#down
    const phase = position % this.#up
    const first = (position - phase) / this.#up - taps / 2 + 1 - this.#start
    let sum = 0
    for (let tap = 0; tap < taps; tap++) sum += (this.#input[first + tap] ?? 0) * (weights[phase * taps + tap] ?? 0)
    return sum
  }
}

/** weights: (up, taps), row-major; row p answers for output samples that fall p/up of a sample after an input sample. */
function filterBank(up: number, down: number): { weights: Float32Array; taps: number } {
  const cutoff = passBand * Math.min(1, up / down) // of the input's Nyquist frequency
  const halfWidth = Math.ceil(zeroCrossings / cutoff)
  const taps = halfWidth * 2
  const weights = new Float32Array(up * taps)
  for (let phase = 0; phase < up; phase++) {
    const row = weights.subarray(phase * taps, (phase + 1) * taps)
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - halfWidth + 1 - phase / up
      const weight = cutoff * sinc(cutoff * distance) * kaiser(distance / halfWidth)
      row[tap] = weight
      sum += weight
    }
    for (let tap = 0; tap < taps; tap++) row[tap] = (row[tap] ?? 0) / sum // a constant stays that constant
  }
  return { weights, taps }
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

const kaiser = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : bessel0(kaiserBeta * Math.sqrt(1 - x * x)) / bessel0(kaiserBeta)

function bessel0(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
