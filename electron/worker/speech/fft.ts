// Complex samples -> their spectrum, in place, and back. Example: fft(real, imaginary); fft(real, imaginary, true) gives the samples again.
// Radix 2: the length is a power of two.

export function fft(real: Float64Array, imaginary: Float64Array, isInverse = false): void {
  const length = real.length
  reorder(real, imaginary)
  for (let span = 2; span <= length; span *= 2) {
    const half = span / 2
    for (let k = 0; k < half; k++) {
      const angle = ((isInverse ? 2 : -2) * Math.PI * k) / span
      const cos = Math.cos(angle)
      const sin = Math.sin(angle)
      for (let at = k; at < length; at += span) {
        const other = at + half
        const re = (real[other] ?? 0) * cos - (imaginary[other] ?? 0) * sin
        const im = (real[other] ?? 0) * sin + (imaginary[other] ?? 0) * cos
        real[other] = (real[at] ?? 0) - re
        imaginary[other] = (imaginary[at] ?? 0) - im
        real[at] = (real[at] ?? 0) + re
        imaginary[at] = (imaginary[at] ?? 0) + im
      }
    }
  }
  if (!isInverse) return
  for (let at = 0; at < length; at++) {
    real[at] = (real[at] ?? 0) / length
    imaginary[at] = (imaginary[at] ?? 0) / length
  }
}

/** Each sample to the place whose number has its bits in reverse. */
function reorder(real: Float64Array, imaginary: Float64Array): void {
  for (let at = 1, mirrored = 0; at < real.length; at++) {
    let bit = real.length >> 1
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit
    mirrored ^= bit
    if (at >= mirrored) continue
    swap(real, at, mirrored)
    swap(imaginary, at, mirrored)
  }
}

function swap(values: Float64Array, one: number, other: number): void {
  const kept = values[one] ?? 0
  values[one] = values[other] ?? 0
  values[other] = kept
}

export const nextPowerOfTwo = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, length)))
