// Clips and the runs that texts name them by -> the sections CLIP_RUNS, CLIPS and CLIP_BYTES.
// Example: runs.add([4, 9]) -> { first: 0, count: 2 }: the text is said by clip 4, then clip 9; the same run again costs nothing.

import { concatBytes, recordBytes } from './bytes.ts'
import type { BundleClip } from './contents.ts'
import { constants, structs } from './layout.ts'
import type { Section } from './sectionBytes.ts'

/** Runs of clips; the same run is stored once. */
export class ClipRuns {
  readonly #firsts = new Map<string, number>()
  readonly #clips: number[] = []

  add(clips: readonly number[] = []): { first: number; count: number } {
    if (clips.length === 0) return { first: 0, count: 0 }
    const key = clips.join(' ')
    const first = this.#firsts.get(key) ?? this.#clips.length
    if (first === this.#clips.length) this.#clips.push(...clips)
    this.#firsts.set(key, first)
    return { first, count: clips.length }
  }

  records = (): Uint8Array[] => this.#clips.map((clip) => recordBytes(structs.CLIP_RUN, { clip }))
}

const codecs: Record<BundleClip['codec'], number> = {
  pcm: constants.CODEC.values.PCM,
  'ima-adpcm': constants.CODEC.values.IMA_ADPCM,
  opus: constants.CODEC.values.OPUS,
}

/** None where nothing is spoken out of the bundle: a text bundle pays nothing for clips. */
export function clipSections(clips: readonly BundleClip[], runs: ClipRuns): Section[] {
  if (clips.length === 0) return []
  let offset = 0
  const records = clips.map(({ codec, sampleRateHz, sampleCount, pauseSamples, blockSize, bytes }) => {
    const record = recordBytes(structs.CLIP, {
      offset,
      size: bytes.length,
      sampleCount,
      sampleRate: sampleRateHz,
      blockSize,
      codec: codecs[codec],
      pause: pauseSamples,
    })
    offset += bytes.length
    return record
  })
  const sound = concatBytes(clips.map(({ bytes }) => bytes))
  const runRecords = runs.records()
  return [
    {
      name: 'CLIP_RUNS',
      bytes: concatBytes(runRecords),
      count: runRecords.length,
      recordSize: structs.CLIP_RUN.size,
    },
    { name: 'CLIPS', bytes: concatBytes(records), count: records.length, recordSize: structs.CLIP.size },
    { name: 'CLIP_BYTES', bytes: sound, count: 0, recordSize: 0 },
  ]
}
