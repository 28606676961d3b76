// Yes/no outcomes -> share with its 95 % bootstrap interval. Seeded: the same outcomes give the same interval.

export interface Interval {
  share: number
  low: number
  high: number
}

const samples = 1000

export function bootstrap(outcomes: readonly boolean[]): Interval {
  if (outcomes.length === 0) return { share: 0, low: 0, high: 0 }
  const next = seeded(outcomes.length)
  const shares = Array.from({ length: samples }, () => {
    let hits = 0
    for (let draw = 0; draw < outcomes.length; draw++) if (outcomes[Math.floor(next() * outcomes.length)]) hits++
    return hits / outcomes.length
  }).sort((a, b) => a - b)
  return {
    share: outcomes.filter(Boolean).length / outcomes.length,
    low: shares[samples * 0.025] ?? 0,
    high: shares[samples * 0.975] ?? 0,
  }
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
