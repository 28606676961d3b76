// Where the bytes go and what could be cut: every figure is what the bundle would really lose, measured by making it again.
import { describe, expect, it } from 'vitest'
import type { Advice, ClipFormat, Target } from '../../../shared/domain.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import type { BundleContents } from '../../../shared/format/contents.ts'
import { adviceOf } from '../../../electron/worker/exporting/advice.ts'
import { topicSizes } from '../../../electron/worker/exporting/topicSizes.ts'
import { clipsOfContents } from '../../../electron/worker/speech/clips/clipsOfContents.ts'
import type { Speaker } from '../../../electron/worker/speech/speak.ts'
import { goldenContents } from '../../golden/goldenBundle.ts'
import { quietWork } from '../speech/models.ts'

/** Sections begin at multiples of 16; at most three of them change. */
const padding = 64

/** Says each sentence as a thousand samples a letter. */
const speaker: Speaker = {
  voices: [],
  speak: (text) =>
    Promise.resolve({
      pcm: Int16Array.from({ length: text.length * 1000 + 4480 }, (_, at) => at % 999),
      sampleRateHz: 16_000,
    }),
  close: () => Promise.resolve(),
}
const spoken = (format: ClipFormat): Promise<BundleContents> =>
  clipsOfContents(goldenContents(), { speaker, recordings: () => Promise.resolve(null), format }, quietWork)
const targetWith = (clips: ClipFormat): Target => ({
  ...{ id: 'board', name: 'Board', description: '', encoder: 'static-full', speech: 'clips', clips },
  ...{ models: [], limits: { bundleBytes: 1e6, ramBytes: 1e6 }, sources: [] },
})
const named = (advice: readonly Advice[], code: Advice['code'], subject = ''): number =>
  advice.find((one) => one.code === code && one.subject === subject)?.savesBytes ?? 0

const full: ClipFormat = { codec: 'ima-adpcm', sampleRateHz: 16_000 }
const pcm: ClipFormat = { codec: 'pcm', sampleRateHz: 16_000 }

describe('advice on clips saves what it says', () => {
  it.each<[Advice['code'], string, ClipFormat, ClipFormat]>([
    ['clips-low', '', full, { ...full, sampleRateHz: 8000 }],
    ['clips-low-kind', 'troubleshooting', full, { ...full, lowRateKinds: ['troubleshooting'] }],
    ['clips-low-kind', 'task', pcm, { ...pcm, lowRateKinds: ['task'] }],
    ['clips-opus', '', full, { ...full, codec: 'opus' }],
    ['clips-adpcm', '', pcm, full],
  ])('%s %s', async (code, subject, before, after) => {
    const contents = await spoken(before)
    const advice = adviceOf({ contents: [contents], target: targetWith(before), smaller: null })
    const saved = bundleBytes(contents).length - bundleBytes(await spoken(after)).length
    expect(saved).toBeGreaterThan(1024)
    expect(Math.abs(named(advice, code, subject) - saved)).toBeLessThan(padding)
  })

  it('clips-text', async () => {
    const contents = await spoken(full)
    const silent = bundleBytes({ ...goldenContents(), clips: [], promptClips: {}, topics: withoutClips(contents) })
    const advice = adviceOf({ contents: [contents], target: targetWith(full), smaller: null })
    expect(Math.abs(named(advice, 'clips-text') - (bundleBytes(contents).length - silent.length))).toBeLessThan(padding)
  })
})

describe('other advice', () => {
  it('the smaller encoder saves what its table and its shorter vectors are smaller', () => {
    const golden = goldenContents()
    const contents = { ...golden, vectors: new Int8Array(golden.dim * 100) }
    const table = contents.table
    if (!table) throw new Error('the golden bundle has a table')
    const half = { ...table, rows: table.rows.subarray(0, table.rows.length / 2), hashes: table.hashes }
    const advice = adviceOf({
      contents: [contents],
      target: targetWith(full),
      smaller: { table: half, dim: contents.dim / 2 },
    })
    const expected = table.rows.length - half.rows.length + (contents.vectors.length + contents.background.length) / 2
    expect(named(advice, 'encoder-small')).toBe(expected)
  })

  it('is largest first, and nothing is said of what saves less than a kilobyte', async () => {
    const advice = adviceOf({ contents: [await spoken(pcm)], target: targetWith(pcm), smaller: null })
    const sizes = advice.map(({ savesBytes }) => savesBytes)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1024)
  })
})

describe('the size of a topic', () => {
  it('is what the bundle loses with it', async () => {
    const contents = await spoken(full)
    const sizes = topicSizes(contents)
    for (const at of contents.topics.keys()) {
      const lost = bundleBytes(contents).length - bundleBytes(without(contents, at)).length
      expect(Math.abs((sizes[at] ?? 0) - lost), contents.topics[at]?.id).toBeLessThan(16 * 10)
    }
  })

  it('leaves what two topics say to neither', async () => {
    const contents = await spoken(full)
    const [first] = contents.topics
    if (!first) throw new Error('the golden bundle has topics')
    const twice = { ...contents, topics: [...contents.topics, { ...first, id: 'copy', phrases: [], offers: [] }] }
    const [alone = 0, shared = 0] = [topicSizes(contents)[0], topicSizes(twice)[0]]
    expect(alone - shared).toBeGreaterThan(10_000)
  })
})

const withoutClips = ({ topics }: BundleContents): BundleContents['topics'] =>
  topics.map((topic) => ({
    ...topic,
    titleClips: [],
    utterances: topic.utterances.map((utterance) => ({ ...utterance, clips: [] })),
    ...(topic.offers && { offers: topic.offers.map((offer) => ({ ...offer, clips: [] })) }),
  }))

/** The same without a topic, and without what only it says; offers to it stay out of this, as they belong to others. */
function without(contents: BundleContents, gone: number): BundleContents {
  const renumbered = (topic: number): number => (topic > gone ? topic - 1 : topic)
  const kept = contents.topics.filter((_, at) => at !== gone)
  const used = new Set([
    ...Object.values(contents.promptClips ?? {}).flat(),
    ...kept.flatMap(({ titleClips = [], utterances, offers = [] }) => [
      ...titleClips,
      ...[...utterances, ...offers].flatMap(({ clips = [] }) => clips),
    ]),
  ])
  const numbers = new Map([...used].sort((a, b) => a - b).map((clip, at) => [clip, at]))
  const clipsOf = (clips: number[] = []): number[] => clips.map((clip) => numbers.get(clip) ?? 0)
  const rows = [...contents.vectorTopics.keys()].filter((row) => contents.vectorTopics[row] !== gone)
  return {
    ...contents,
    topics: kept.map((topic) => ({
      ...topic,
      titleClips: clipsOf(topic.titleClips),
      utterances: topic.utterances.map((utterance) => ({ ...utterance, clips: clipsOf(utterance.clips) })),
      offers: (topic.offers ?? []).map((offer) => ({
        ...offer,
        leadsTo: Math.min(renumbered(offer.leadsTo), kept.length - 1),
        clips: clipsOf(offer.clips),
      })),
    })),
    ...(contents.vectorRoles && { vectorRoles: rows.map((row) => contents.vectorRoles?.[row] ?? 'phrase') }),
    vectorTopics: Uint16Array.from(rows, (row) => renumbered(contents.vectorTopics[row] ?? 0)),
    vectors: Int8Array.from(
      rows.flatMap((row) => [...contents.vectors.subarray(row * contents.dim, (row + 1) * contents.dim)]),
    ),
    terms: contents.terms
      .map((term) => ({
        ...term,
        postings: term.postings
          .filter(({ topic }) => topic !== gone)
          .map((one) => ({ ...one, topic: renumbered(one.topic) })),
      }))
      .filter(({ postings }) => postings.length > 0),
    clips: (contents.clips ?? []).filter((_, clip) => used.has(clip)),
    promptClips: Object.fromEntries(
      Object.entries(contents.promptClips ?? {}).map(([name, clips]) => [name, clipsOf(clips)]),
    ),
  }
}
