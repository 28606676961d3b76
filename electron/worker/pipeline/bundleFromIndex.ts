// SearchIndex + topics + manuals + settings -> bundle bytes. Here answers get their order and their pauses: hazards, then steps.
// Example: a procedure of 5 steps with 1 warning -> [warning, "Step 1 of 5. …" pause] ["Step 2 of 5. …" pause] … ; a fact -> said whole.
// Trap: a hazard never has a pause behind it: it is said together with the first step, or a person could act before hearing it.

import type {
  Hazard,
  Manual,
  ProjectSettings,
  SearchIndex,
  Source,
  Step,
  Target,
  Topic,
} from '../../../shared/domain.ts'
import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
import type { BundleContents, BundleTopic, BundleUtterance, StaticTable } from '../../../shared/format/contents.ts'
import type { ManualId } from '../../../shared/ids.ts'
import { toolVersion } from '../../../shared/version.ts'
import { commandPhrasesOf } from './deviceCommands.ts'
import { offerQuestion, promptsOf, stepIntroduction } from './devicePrompts.ts'

export interface BundleInput {
  index: SearchIndex
  topics: readonly Topic[]
  manuals: readonly Manual[]
  settings: ProjectSettings
  target: Target
  /** The static encoder, for devices that have no other. */
  table?: StaticTable
  /** Not for release: written into the header. */
  isDevelopment?: boolean
}

/** Where terms alone decide, a topic needs this much of the question's weight, and this much more than the next one. Q15. */
const textLimits = { textThresholdQ15: 13_107, textMarginQ15: 3_277 } // 0.4, 0.1

/** Longer answers that are no procedures pause where a listener loses the thread: after about 30 seconds. Characters. */
const breathLength = 450

/** Longest term that the runtime compares, in bytes; PSP_MAX_TERM_BYTES less its zero. */
const longestTermBytes = 31

export const bundleFromIndex = (input: BundleInput): Uint8Array => bundleBytes(contentsFromIndex(input))

/** What the bundle says, before it has a voice and before it is bytes. */
export function contentsFromIndex(input: BundleInput): BundleContents {
  const { index, topics, manuals, settings, target } = input
  const manualNumbers = new Map(manuals.map(({ id }, number) => [id, number]))
  const terms = termsInOrder(index.terms)
  return {
    toolBuild: toolVersion,
    isDevelopment: input.isDevelopment ?? false,
    productName: settings.name,
    ...(target.alignment !== undefined && { alignment: target.alignment }),
    vendorId: settings.vendorId ?? 0,
    productId: settings.productId ?? 0,
    securityCounter: settings.securityCounter ?? 0,
    language: settings.language,
    target: target.id,
    encoder: index.encoder,
    dim: index.dim,
    topics: topics.map((topic) => ({ ...topicForDevice(topic, manualNumbers), ...offersOf(topic, topics) })),
    vectorTopics: index.vectorTopics,
    vectorRoles: index.vectorRoles,
    vectors: index.vectors,
    background: index.background,
    terms,
    ranking: { ...index.ranking, ...textLimits, unknownWeight: unknownWeightOf(terms) },
    prompts: { ...promptsOf(settings.language), ...settings.prompts },
    commandPhrases: commandPhrasesOf(settings.language),
    ...(input.table && { table: input.table }),
    manuals: manuals.map(({ id, title, fileName, pageCount, sha256 }) => ({
      id,
      title,
      fileName,
      pageCount,
      sha256: bytesOfHex(sha256),
    })),
  }
}

function topicForDevice(topic: Topic, manualNumbers: ReadonlyMap<ManualId, number>): BundleTopic {
  const place = (sources: readonly Source[]): BundleUtterance['sources'] =>
    sources.flatMap(({ manual, page, box }) => {
      const number = manualNumbers.get(manual)
      return number === undefined ? [] : [{ manual: number, page, box }] // its manual was removed from the project
    })
  return {
    id: topic.id,
    title: topic.title,
    kind: topic.kind,
    isProcedure: topic.isProcedure,
    stepCount: topic.steps.length,
    phrases: topic.phrases.map(({ text }) => text),
    utterances: [
      ...topic.hazards.map((hazard) => hazardUtterance(hazard, place)),
      ...(topic.isProcedure ? procedure(topic, place) : statements(topic.steps, place)),
    ],
  }
}

/** An offer of a topic that the device does not have, or of the answer itself, is none. */
function offersOf({ id, offers = [], language }: Topic, topics: readonly Topic[]): Pick<BundleTopic, 'offers'> {
  const kept = offers.flatMap(({ topic, spoken }) => {
    const leadsTo = topics.findIndex((other) => other.id === topic)
    const found = topics[leadsTo]
    return found && topic !== id ? [{ leadsTo, text: spoken === '' ? offerQuestion(found, language) : spoken }] : []
  })
  return kept.length > 0 ? { offers: kept } : {}
}

type Place = (sources: readonly Source[]) => BundleUtterance['sources']

const hazardUtterance = ({ spoken, sources }: Hazard, place: Place): BundleUtterance => ({
  role: 'hazard',
  text: spoken,
  step: 0,
  hasPauseAfter: false,
  sources: place(sources),
})

function procedure({ steps, language }: Topic, place: Place): BundleUtterance[] {
  return steps.map(({ spoken, sources }, index) => ({
    role: 'step',
    text: steps.length === 1 ? spoken : `${stepIntroduction(language, index + 1, steps.length)} ${spoken}`,
    step: index + 1,
    hasPauseAfter: true,
    sources: place(sources),
  }))
}

function statements(steps: readonly Step[], place: Place): BundleUtterance[] {
  let saidLength = 0
  return steps.map(({ spoken, sources }, index) => {
    saidLength += spoken.length
    const nextLength = steps[index + 1]?.spoken.length ?? 0
    const hasPauseAfter = nextLength > 0 && saidLength + nextLength > breathLength
    if (hasPauseAfter) saidLength = 0
    return { role: 'step', text: spoken, step: index + 1, hasPauseAfter, sources: place(sources) }
  })
}

/** As the runtime searches: by UTF-8 bytes, which is not the order of UTF-16 strings. */
function termsInOrder(terms: SearchIndex['terms']): SearchIndex['terms'] {
  return terms
    .filter(({ term }) => Buffer.byteLength(term) <= longestTermBytes)
    .map((term) => ({ ...term, postings: [...term.postings].sort((a, b) => a.topic - b.topic) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.term), Buffer.from(b.term)))
}

/** As much as the rarest word that topics have; the weights of words that none has mean something else (foreignNames.ts). */
const unknownWeightOf = (terms: SearchIndex['terms']): number =>
  Math.max(1, ...terms.filter(({ postings }) => postings.length > 0).map(({ weight }) => weight))

const bytesOfHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
