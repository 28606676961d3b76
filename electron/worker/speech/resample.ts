// mono PCM at one rate -> mono PCM at another, band-limited: what the new rate can't carry is removed before, not folded into it.
// Example: resample(pcm at 44100 Hz, 44100, 16000) -> 160/441 as many samples; a 10 kHz tone vanishes instead of sounding as 6 kHz.
// Method: polyphase windowed sinc (Kaiser). Rates are integers, so each output sample has one of `rateOut / gcd` sets of weights.

const zeroCrossings = 16
const kaiserBeta = 8.6 // stop band about -86 dB
/** The pass band ends a little below the limit, so that the transition band does not alias. */
const passBand = 0.94

/** Returns a new array, also where the rates are equal. */
export function resample(pcm: Float32Array, fromHz: number, toHz: number): Float32Array {
  const from = Math.round(fromHz)
  const to = Math.round(toHz)
  if (from === to) return pcm.slice()
  const divisor = greatestCommonDivisor(from, to)
  const up = to / divisor
  const down = from / divisor
  const { weights, taps } = filterBank(up, down)
  const out = new Float32Array(Math.floor((pcm.length * up) / down))
  for (let index = 0; index < out.length; index++) {
    const position = index * down
    const phase = position % up
    const first = (position - phase) / up - taps / 2 + 1
    let sum = 0
    for (let tap = 0; tap < taps; tap++) sum += (pcm[first + tap] ?? 0) * (weights[phase * taps + tap] ?? 0)
    out[index] = sum
  }
  return out
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
