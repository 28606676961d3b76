// Seed -> the same numbers in [0, 1) each time, on every machine. Source: Tommy Ettinger's mulberry32, public domain.
// Example: const random = randomFrom(7); random() -> 0.0117…

export type Random = () => number

export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
