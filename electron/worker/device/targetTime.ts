// Target + bundle + question -> milliseconds on the device, estimated: multiplications and bytes over what its data sheet says it does a second.
// Example: 989 vectors and 700 of the background × 384 bytes at 1.5 GB/s -> searchMs 0.4
// Trap: an estimate to plan with, never a measurement: caches, clocks that are throttled and other work on the SoC are not in it.

import type { Target } from '../../../shared/domain.ts'
import type { BundleDescription } from './openBundle.ts'

export type TimedBundle = Pick<BundleDescription, 'vectorCount' | 'backgroundCount' | 'dim' | 'encoder'>

export interface TargetTime {
  listenMs: number | null
  encodeMs: number | null
  searchMs: number | null
}

/** all-MiniLM-L6: 6 layers of 4 × 384² + 2 × 384 × 1536. */
const encoderMacsPerToken = 10_616_832
/** English word pieces of a question, and the two that frame it. */
const tokensPerWord = 1.3
const framingTokens = 2
/** Moonshine tiny: its encoder over a second of sound (41 frames × 7.9 M), and its decoder for each token (20 M). */
const earsMacsPerSecond = 325e6
const earsMacsPerToken = 20e6

/** What a budget is measured by: "how do I take out and clean the filter". */
const usualQuestion: Asked = { words: 9, seconds: 3 }

/** From the end of a usual spoken question to its answer; null where the data sheet says nothing. A vendor's recogniser is not counted. */
export function answerTimeMs(target: Pick<Target, 'speed'>, bundle: TimedBundle): number | null {
  const { listenMs, encodeMs, searchMs } = targetTime(target, bundle, usualQuestion)
  return searchMs === null ? null : (listenMs ?? 0) + (encodeMs ?? 0) + searchMs
}

export interface Asked {
  words: number
  /** Of speech; null where the question was typed. */
  seconds: number | null
}

export function targetTime(
  { speed }: Pick<Target, 'speed'>,
  { vectorCount, backgroundCount, dim, encoder }: TimedBundle,
  { words, seconds }: Asked,
): TargetTime {
  if (!speed) return { listenMs: null, encodeMs: null, searchMs: null }
  const { vectorBytesPerSecond, modelMacsPerSecond: perSecond } = speed
  const tokens = words * tokensPerWord + framingTokens
  const byModel = (macs: number): number | null => (perSecond === undefined ? null : (macs / perSecond) * 1000)
  return {
    listenMs: seconds === null ? null : byModel(seconds * earsMacsPerSecond + tokens * earsMacsPerToken),
    // A table is a row a piece: nothing beside the search.
    encodeMs: encoder === 'minilm' ? byModel(tokens * encoderMacsPerToken) : 0,
    searchMs: (((vectorCount + backgroundCount) * dim) / vectorBytesPerSecond) * 1000,
  }
}
