// What a bundle says + its target -> what could be cut, and how many bytes of the bundle each cut really saves, largest first.
// Example: { code: 'clips-low-kind', subject: 'reference', savesBytes: 3_250_000 }: "8 kHz clips for reference topics save 3.1 MB".
// Every figure is computed from what is in this bundle, as the writer would lay it out; only the padding of sections (16 bytes each) is left out.

import type { Advice, ClipFormat, Target, TopicKind } from '../../../shared/domain.ts'
import { topicKinds } from '../../../shared/domain.ts'
import type { BundleClip, BundleContents, StaticTable } from '../../../shared/format/contents.ts'
import { structs } from '../../../shared/format/layout.ts'
import { defaultClips } from '../speech/clips/clipsOfContents.ts'
import { storedSize } from '../speech/clips/storedSound.ts'
import { ownersOf, topicSizes } from './topicSizes.ts'

export interface AdviceInput {
  /** One a language. */
  contents: readonly BundleContents[]
  target: Target
  /** Table of the smaller encoder and its dim; null where the target has it already, or none. */
  smaller: { table: StaticTable; dim: number } | null
}

/** What saves less is not worth a choice. */
const leastBytes = 1024

export function adviceOf({ contents, target, smaller }: AdviceInput): Advice[] {
  const advice = [
    ...clipAdvice(contents, target.clips ?? defaultClips),
    ...(smaller
      ? [{ code: 'encoder-small' as const, subject: '' as const, savesBytes: smallerSaves(contents, smaller) }]
      : []),
    ...kindAdvice(contents),
  ]
  return advice.filter(({ savesBytes }) => savesBytes >= leastBytes).sort((a, b) => b.savesBytes - a.savesBytes)
}

function clipAdvice(contents: readonly BundleContents[], { codec }: ClipFormat): Advice[] {
  const clips = contents.flatMap((one) => one.clips ?? [])
  if (clips.length === 0) return []
  const saves = (changed: (clip: BundleClip) => Partial<ClipFormat>, of = clips): number =>
    sum(of, (clip) => clip.bytes.length - sizeAs(clip, changed(clip)))
  const low = (): Partial<ClipFormat> => ({ sampleRateHz: 8000 })
  return [
    ...(codec === 'opus'
      ? []
      : [
          advised(
            'clips-opus',
            saves(() => ({ codec: 'opus' })),
          ),
        ]),
    ...(codec === 'pcm'
      ? [
          advised(
            'clips-adpcm',
            saves(() => ({ codec: 'ima-adpcm' })),
          ),
        ]
      : []),
    advised('clips-low', saves(low)),
    ...topicKinds.map((kind) => advised('clips-low-kind', saves(low, clipsOfKind(contents, kind)), kind)),
    advised('clips-text', sum(contents, soundSize)),
  ]
}

const advised = (code: Advice['code'], savesBytes: number, subject: Advice['subject'] = ''): Advice => ({
  code,
  subject,
  savesBytes,
})

/** Bytes of a clip in another format; at a lower rate it has as many samples fewer. */
function sizeAs(clip: BundleClip, changes: Partial<ClipFormat>): number {
  const codec = changes.codec ?? clip.codec
  const sampleRateHz = changes.sampleRateHz ?? (clip.sampleRateHz === 8000 ? 8000 : 16_000)
  return storedSize(Math.floor((clip.sampleCount * sampleRateHz) / clip.sampleRateHz), { codec, sampleRateHz })
}

/** Those that no prompt, no title and no topic of another kind plays. */
function clipsOfKind(contents: readonly BundleContents[], kind: TopicKind): BundleClip[] {
  return contents.flatMap((one) => {
    const all = one.clips ?? []
    const kinds = new Map<number, TopicKind | null>()
    const use = (clips: readonly number[] = [], by: TopicKind | null): void => {
      for (const clip of clips) kinds.set(clip, kinds.has(clip) && kinds.get(clip) !== by ? null : by)
    }
    for (const clips of Object.values(one.promptClips ?? {})) use(clips, null)
    for (const topic of one.topics) {
      use(topic.titleClips, null)
      for (const { clips } of [...topic.utterances, ...(topic.offers ?? [])]) use(clips, topic.kind)
    }
    return all.filter((_, clip) => kinds.get(clip) === kind)
  })
}

/** The sections CLIPS, CLIP_RUNS and CLIP_BYTES and their entries of the directory, which a bundle of texts does not have. */
function soundSize(one: BundleContents): number {
  const { runs } = ownersOf(one)
  const runBytes = sum([...runs.keys()], (run) => run.split(' ').length * structs.CLIP_RUN.size)
  return 3 * structs.ENTRY.size + runBytes + sum(one.clips ?? [], ({ bytes }) => bytes.length + structs.CLIP.size)
}

/** The table is there once for all languages; vectors are there for each. */
function smallerSaves(
  contents: readonly BundleContents[],
  { table, dim }: { table: StaticTable; dim: number },
): number {
  const [first] = contents
  const own = first?.table ? tableSize(first.table) : 0
  const vectors = sum(contents, (one) => ((one.dim - dim) * (one.vectors.length + one.background.length)) / one.dim)
  return own - tableSize(table) + vectors
}

const tableSize = ({ starts, hashes, rows, codebook }: StaticTable): number =>
  starts.length * structs.PIECE_START.size + hashes.length + rows.length + codebook.length

/** Only kinds that an appliance can do without: never a warning, never a repair. */
function kindAdvice(contents: readonly BundleContents[]): Advice[] {
  return (['concept', 'reference'] as const).map((kind) =>
    advised(
      'leave-out-kind',
      sum(contents, (one) => sum(topicSizes(one), (size, topic) => (one.topics[topic]?.kind === kind ? size : 0))),
      kind,
    ),
  )
}

const sum = <Value>(values: readonly Value[], of: (value: Value, at: number) => number): number =>
  values.reduce((total, value, at) => total + of(value, at), 0)
