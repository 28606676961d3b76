// The room between a person and the microphone of an appliance, as settings: kept with the project, the same for the simulator and for
// spoken suites. Example: { noise: 'pump', snrDb: 10, distanceM: 2, reverbSeconds: 0.4, gainDb: 0, clipDb: 0 } is a kitchen while water drains.
// Trap: the ratio is the one at the microphone: more distance makes speech softer and more reverberant, but the noise follows it.

import * as v from 'valibot'

const between = (least: number, most: number) => v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most))

/** Least and most of each setting, for fields and sliders. */
export const roomLimits = {
  snrDb: [-10, 60],
  distanceM: [0.1, 8],
  reverbSeconds: [0, 2],
  gainDb: [-40, 40],
  clipDb: [-30, 0],
} as const satisfies Record<string, readonly [number, number]>

export const roomSchema = v.object({
  /** Name of a clip; `allNoises` takes one after the other, a question each. */
  noise: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i)),
  /** Speech over noise where someone speaks; null is a quiet room. */
  snrDb: v.nullable(between(...roomLimits.snrDb)),
  /** From mouth to microphone. Half a metre is the loudness that was recorded. */
  distanceM: between(...roomLimits.distanceM),
  /** Until an echo is 60 dB softer: 0.3 in a furnished kitchen, 0.8 in a tiled one, 0 outdoors. */
  reverbSeconds: between(...roomLimits.reverbSeconds),
  /** Of the microphone's amplifier. */
  gainDb: between(...roomLimits.gainDb),
  /** Level below full scale at which it overdrives. */
  clipDb: between(...roomLimits.clipDb),
})
export type Room = v.InferOutput<typeof roomSchema>

export const allNoises = 'all'

/** Nothing between mouth and microphone. */
export const plainRoom: Room = {
  noise: allNoises,
  snrDb: null,
  distanceM: 0.5,
  reverbSeconds: 0,
  gainDb: 0,
  clipDb: 0,
}
