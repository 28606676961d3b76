// What writer and killer must agree on. Seed -> the same numbers in [0, 1) each time. Source: Tommy Ettinger's mulberry32, public domain.

/** That one writer edits, beside the one that goes with its PDF. */
export const topicsOfWriter = 6

export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
