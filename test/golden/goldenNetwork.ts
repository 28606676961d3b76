// -> the section NETWORK of golden.psb, and of tests: weights of noise. It means nothing, but every build must make the same of it.
// Example: networkOf({ dim: 16, hidden: 8, seed: 1 }) -> bytes with weights from -40 to 40

import { concatBytes, recordBytes } from '../../shared/format/bytes.ts'
import { structs } from '../../shared/format/layout.ts'

export interface NetworkPlan {
  dim: number
  hidden: number
  seed: number
  /** Largest weight; the last layer's are an eighth of it, so that the rows still say most. */
  most?: number
  shifts?: Partial<Record<'rowShift' | 'firstShift' | 'addedShift' | 'secondShift' | 'poolShift' | 'sumShift', number>>
}

const usualShifts = { rowShift: 4, firstShift: 9, addedShift: 8, secondShift: 9, poolShift: 4, sumShift: 4 }

export function networkOf({ dim, hidden, seed, most = 40, shifts }: NetworkPlan): Uint8Array {
  const next = noise(seed)
  const layer = (outputs: number, inputs: number, largest: number): Uint8Array[] => [
    new Uint8Array(Int32Array.from({ length: outputs }, () => next() * 20).buffer),
    Uint8Array.from({ length: outputs * inputs }, () => Math.trunc((next() * largest) / 128)),
  ]
  return concatBytes([
    recordBytes(structs.NETWORK, { hidden, ...usualShifts, ...shifts }),
    ...layer(hidden, 3 * dim, most),
    ...layer(hidden, 3 * hidden, most),
    ...layer(dim, 2 * hidden, most / 8),
  ])
}

/** Marsaglia's xorshift, from -128 to 127. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >> 24
  }
}
