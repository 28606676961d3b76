// Projects + target -> unsigned bundle bytes with their size report. The window's simulator, the export view and the CLI all get their bytes here.
// Example: (await buildBundle({ languages: [{ project, folder, cacheFolder }], target, isDevelopment }, engines, work)).bytes

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Advice, Project, ProjectSettings, Target, Topic, TopicSize, Work } from '../../../shared/domain.ts'
import { bundleBytes, directoryOf } from '../../../shared/format/bundleBytes.ts'
import { earconNames } from '../../../shared/format/contents.ts'
import type { BundleClip, BundleContents, VectorText } from '../../../shared/format/contents.ts'
import { isAppError } from '../../../shared/errors.ts'
import { answerTimeMs, type TimedBundle } from '../device/targetTime.ts'
import { DeviceRuntime } from '../device/runtime.ts'
import type { Engines } from '../engines.ts'
import { contentsFromTopics, part } from '../pipeline/pipeline.ts'
import { clipsOfContents, defaultClips } from '../speech/clips/clipsOfContents.ts'
import { openRecordings } from '../speech/clips/recordings.ts'
import type { Speaker } from '../speech/speak.ts'
import { adviceOf } from './advice.ts'
import type { AdviceInput } from './advice.ts'
import type { PlacedProject } from './otherLanguages.ts'
import { topicSizes } from './topicSizes.ts'

export interface BuiltBundle {
  target: Target
  isDevelopment: boolean
  /** One a language, in the order of the bundle. */
  projects: readonly Project[]
  /** The same with their folders, where their own questions are. */
  languages: readonly PlacedProject[]
  bytes: Uint8Array
  sha256: string
  sections: readonly SectionSize[]
  /** Of every language, in their order. */
  topics: readonly TopicSize[]
  advice: readonly Advice[]
  /** Working memory of a session, as the device runtime itself says. */
  sessionBytes: number
  /** Of a spoken question in its slowest language, estimated; null where the target's data sheet says nothing. */
  answerMs: number | null
  /** Of all clips. */
  speechSeconds: number
  /** What each vector of each language is of: the bundle itself does not say. */
  vectorTexts: readonly (readonly VectorText[])[]
}

export interface SectionSize {
  name: string
  bytes: number
  /** Whose section it is; '' for what belongs to the whole bundle. What languages share counts for the first of them. */
  language: string
}

export interface BuildInput {
  /** The first one says whose bundle it is. */
  languages: readonly PlacedProject[]
  target: Target
  isDevelopment: boolean
}

/** Errors: no-topics, model-missing. */
export async function buildBundle(
  { languages, target, isDevelopment }: BuildInput,
  engines: Engines,
  work: Work,
): Promise<BuiltBundle> {
  const contents: BundleContents[] = []
  for (const [at, placed] of languages.entries()) {
    const share = part(work, at / languages.length, (at + 1) / languages.length)
    contents.push(await contentsOf(placed, { target, isDevelopment, engines }, share))
  }
  const bytes = bundleBytes(...contents)
  const device = await DeviceRuntime.open(await engines.runtime(), bytes)
  return {
    target,
    isDevelopment,
    projects: languages.map(({ project }) => project),
    languages,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sections: sectionsOf(bytes, contents),
    topics: contents.flatMap((one, at) => topicsOf(one, languages[at]?.project.topics ?? [])),
    advice: adviceOf({ contents, target, smaller: await smallerThan(target, engines) }),
    sessionBytes: device.sessionBytes(),
    answerMs: slowest(contents.map((one) => answerTimeMs(target, timedOf(one)))),
    speechSeconds: contents.flatMap(({ clips = [] }) => clips).reduce((total, clip) => total + secondsOf(clip), 0),
    vectorTexts: contents.map((one) => one.vectorTexts ?? []),
  }
}

const timedOf = ({ vectorTopics, background, dim, encoder }: BundleContents): TimedBundle => ({
  ...{ vectorCount: vectorTopics.length, backgroundCount: background.length / dim, dim, encoder },
})
const slowest = (times: readonly (number | null)[]): number | null =>
  times.reduce((most, time) => (time === null || most === null ? (time ?? most) : Math.max(most, time)), null)
const secondsOf = ({ sampleCount, pauseSamples, sampleRateHz }: BundleClip): number =>
  (sampleCount + pauseSamples) / sampleRateHz

function sectionsOf(bytes: Uint8Array, contents: readonly BundleContents[]): SectionSize[] {
  return directoryOf(bytes).map(({ name, sizeBytes, language }) => ({
    name,
    bytes: sizeBytes,
    language: name === 'DIRECTORY' || name === 'TRAILER' ? '' : (contents[language]?.language ?? ''),
  }))
}

function topicsOf(contents: BundleContents, topics: readonly Topic[]): TopicSize[] {
  const sizes = topicSizes(contents)
  const sizeById = new Map(contents.topics.map(({ id }, at) => [id, sizes[at] ?? 0]))
  return topics.flatMap(({ id, title, kind }) => {
    const bytes = sizeById.get(id)
    return bytes === undefined ? [] : [{ id, title, kind, language: contents.language, bytes }]
  })
}

/** There is one smaller encoder; it costs some right answers. */
async function smallerThan({ encoder }: Target, engines: Engines): Promise<AdviceInput['smaller']> {
  if (encoder !== 'static-full') return null
  const { table, dim } = await engines.student('static-small')
  return { table, dim }
}

/** What each language is and costs; what they share counts for the first. */
export const languagesOf = ({ projects, sections }: Pick<BuiltBundle, 'projects' | 'sections'>) =>
  projects.map(({ settings: { language, name }, topics }) => ({
    language,
    product: name,
    topicCount: topics.filter(({ isSpoken }) => isSpoken).length,
    bytes: sections.reduce((total, section) => total + (section.language === language ? section.bytes : 0), 0),
  }))

async function contentsOf(
  { project, folder, cacheFolder }: PlacedProject,
  { target, isDevelopment, engines }: { target: Target; isDevelopment: boolean; engines: Engines },
  work: Work,
): Promise<BundleContents> {
  const { topics, manuals, settings } = project
  const encoder = await engines.encoder('minilm')
  const tools = {
    encoder,
    ...(target.encoder !== 'minilm' && { student: await engines.student(target.encoder) }),
    analyse: await engines.analyse(),
    ...(await engines.sentences(settings.language)),
    names: await engines.names(settings.language),
    cache: engines.vectorCache(join(cacheFolder, 'vectors'), encoder),
    ...(target.speech === 'clips' && { addSound: soundOf({ engines, folder, target, settings }) }),
  }
  return contentsFromTopics({ topics, manuals, settings, target, isDevelopment }, tools, work)
}

interface SoundInput {
  engines: Engines
  folder: string
  target: Target
  settings: ProjectSettings
}

/** A language without a voice sounds where somebody recorded it, and is text elsewhere. */
function soundOf({ engines, folder, target, settings }: SoundInput) {
  return async (contents: BundleContents, work: Work): Promise<BundleContents> => {
    const speaker = await engines.speaker(settings.language).catch((error: unknown): Speaker | null => {
      if (isAppError(error) && error.code === 'language-not-supported') return null
      throw error
    })
    const recordings = await openRecordings(folder)
    const earcons = earconNames.filter((name) => !settings.silentEarcons?.includes(name))
    const tools = { speaker, voice: settings.voice ?? {}, recordings, earcons, format: target.clips ?? defaultClips }
    return clipsOfContents(contents, tools, work)
  }
}
