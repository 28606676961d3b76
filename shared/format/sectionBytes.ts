// BundleContents -> the bytes of each section, in the order of layout.ts. Strings go into one pool; lists of lists become runs of records
// that their owner names by first index and count.

import type { EncoderId, TopicKind, VectorRole } from '../domain.ts'
import { StringPool, concatBytes, recordBytes } from './bytes.ts'
import { ClipRuns, clipSections } from './clipBytes.ts'
import { commandNumbers } from './commandNumbers.ts'
import { earconNames, promptNames, promptNumber } from './contents.ts'
import type { BundleContents, BundleTopic, BundleUtterance, Gloss, StaticTable } from './contents.ts'
import {
  constants,
  formatMajor,
  glossaryReaderMinor,
  limits,
  oldestReaderMinor,
  opusReaderMinor,
  sections,
  structs,
} from './layout.ts'
import type { SectionName, StructName } from './layout.ts'

export interface Section {
  name: SectionName
  bytes: Uint8Array
  count: number
  recordSize: number
}

export function sectionsOf(contents: BundleContents): Section[] {
  const pool = new StringPool()
  const runs = new ClipRuns()
  const records = recordsOf(contents, pool, runs)
  const { dim, vectors, background } = contents
  const parts: Section[] = [
    ...records.map(([name, list]) => sectionOfRecords(name, list)),
    { name: 'STRINGS', bytes: pool.bytes(), count: 0, recordSize: 0 },
    rows('VECTORS', vectors, dim),
    sectionOfRecords('VECTOR_NORMS', inverseNorms(vectors, dim)),
    sectionOfRecords('VECTOR_ROLES', roleRecords(contents)),
    rows('BACKGROUND', background, dim),
    sectionOfRecords('BACKGROUND_NORMS', inverseNorms(background, dim)),
    ...clipSections(contents.clips ?? [], runs),
    ...(contents.table ? tableSections(contents.table) : []),
  ]
  return Object.keys(sections).flatMap((name) => parts.filter((part) => part.name === name))
}

function recordsOf(contents: BundleContents, pool: StringPool, runs: ClipRuns): [SectionName, Uint8Array[]][] {
  const { topics } = contents
  const utterances = topics.flatMap((topic) => topic.utterances)
  const sources = utterances.flatMap((utterance) => utterance.sources)
  const phrases = topics.flatMap((topic, index) => topic.phrases.map((text) => ({ text, topic: index })))
  const postings = contents.terms.flatMap((term) => term.postings)
  const utteranceRecord = counting((utterance: BundleUtterance, firstSource) => ({
    record: recordBytes(structs.UTTERANCE, utteranceValues(utterance, { pool, runs, firstSource })),
    step: utterance.sources.length,
  }))
  const termRecord = counting(({ term, weight, postings: own }: BundleContents['terms'][number], firstPosting) => ({
    record: recordBytes(structs.TERM, { term: pool.add(term), weight, firstPosting, postingCount: own.length }),
    step: own.length,
  }))
  return [
    ['METADATA', [metadata(contents, pool, phrases.length)]],
    ['TOPICS', topicRecords(contents, pool, runs)],
    ['UTTERANCES', utterances.map(utteranceRecord)],
    [
      'SOURCES',
      sources.map(({ manual, page, box }) => recordBytes(structs.SOURCE, { manual, page, ...sixteenths(box) })),
    ],
    ['PHRASES', phrases.map(({ text, topic }) => recordBytes(structs.PHRASE, { text: pool.add(text), topic }))],
    ['TERMS', contents.terms.map(termRecord)],
    ['POSTINGS', postings.map(({ topic, frequency }) => recordBytes(structs.POSTING, { topic, frequency }))],
    ['GLOSSARY', glossBytes(contents.glossary ?? [], pool)],
    ['RANKING', [ranking(contents.ranking)]],
    ['PROMPTS', promptRecords(contents, pool, runs)],
    ['OFFERS', offerRecords(contents, pool, runs)],
    ['COMMAND_PHRASES', commandRecords(contents, pool)],
    ['MANUALS', contents.manuals.map((manual) => recordBytes(structs.MANUAL, { ...manual, ...texts(pool, manual) }))],
  ]
}

function metadata(contents: BundleContents, pool: StringPool, phraseCount: number): Uint8Array {
  return recordBytes(structs.METADATA, {
    productName: pool.add(contents.productName),
    language: pool.add(contents.language),
    target: pool.add(contents.target),
    vendorId: contents.vendorId,
    productId: contents.productId,
    securityCounter: contents.securityCounter,
    minRuntimeMajor: formatMajor,
    minRuntimeMinor: oldestReaderOf(contents),
    encoder: encoderNumbers[contents.encoder],
    dim: contents.dim,
    topicCount: contents.topics.length,
    phraseCount,
    vectorCount: contents.vectorTopics.length,
    clipCount: contents.clips?.length ?? 0,
  })
}

function oldestReaderOf({ clips = [], glossary = [] }: BundleContents): number {
  if (glossary.length > 0) return glossaryReaderMinor
  return clips.some(({ codec }) => codec === 'opus') ? opusReaderMinor : oldestReaderMinor
}

const encoderNumbers: Record<EncoderId, number> = {
  minilm: constants.ENCODER.values.MINILM,
  'static-full': constants.ENCODER.values.STATIC_FULL,
  'static-small': constants.ENCODER.values.STATIC_SMALL,
}

const kinds = constants.TOPIC_KIND.values
const kindNumbers: Record<TopicKind, number> = {
  task: kinds.TASK,
  troubleshooting: kinds.TROUBLESHOOTING,
  'error-code': kinds.ERROR_CODE,
  reference: kinds.REFERENCE,
  concept: kinds.CONCEPT,
  safety: kinds.SAFETY,
}

function topicRecords({ topics, vectorTopics }: BundleContents, pool: StringPool, runs: ClipRuns): Uint8Array[] {
  const vectorCounts = new Uint32Array(topics.length)
  for (const topic of vectorTopics) vectorCounts[topic] = (vectorCounts[topic] ?? 0) + 1
  let [firstUtterance, firstPhrase, firstVector] = [0, 0, 0]
  return topics.map((topic: BundleTopic, index) => {
    const { utterances, phrases, stepCount } = topic
    const vectorCount = vectorCounts[index] ?? 0
    const title = runs.add(topic.titleClips)
    const record = recordBytes(structs.TOPIC, {
      id: pool.add(topic.id),
      title: pool.add(topic.title),
      kind: kindNumbers[topic.kind],
      flags: topic.isProcedure ? constants.TOPIC_FLAG.values.PROCEDURE : 0,
      stepCount,
      firstUtterance,
      utteranceCount: utterances.length,
      vectorCount,
      firstVector,
      firstPhrase,
      phraseCount: phrases.length,
      titleClipCount: title.count,
      firstTitleClip: title.first,
    })
    firstUtterance += utterances.length
    firstPhrase += phrases.length
    firstVector += vectorCount
    return record
  })
}

function utteranceValues(utterance: BundleUtterance, place: { pool: StringPool; runs: ClipRuns; firstSource: number }) {
  const { role, text, step, hasPauseAfter, sources } = utterance
  const clips = place.runs.add(utterance.clips)
  return {
    text: place.pool.add(text),
    role: role === 'hazard' ? constants.ROLE.values.HAZARD : constants.ROLE.values.STEP,
    flags: hasPauseAfter ? constants.UTTERANCE_FLAG.values.PAUSE_AFTER : 0,
    step,
    firstSource: place.firstSource,
    sourceCount: sources.length,
    clipCount: clips.count,
    firstClip: clips.first,
  }
}

function ranking(settings: BundleContents['ranking']): Uint8Array {
  return recordBytes(structs.RANKING, {
    threshold: settings.thresholdQ15,
    margin: settings.marginQ15,
    lexicalWeight: settings.lexicalWeightQ15,
    backgroundWeight: settings.backgroundWeightQ15,
    textThreshold: settings.textThresholdQ15,
    textMargin: settings.textMarginQ15,
    unknownWeight: settings.unknownWeight,
    choices: settings.choices,
    safetyRise: settings.safetyRiseQ15,
  })
}

/** An earcon without clips is none. */
function promptRecords({ prompts, promptClips }: BundleContents, pool: StringPool, runs: ClipRuns): Uint8Array[] {
  return [
    ...promptNames.map((name) => ({ name, text: prompts[name] })),
    ...earconNames.filter((name) => promptClips?.[name]).map((name) => ({ name, text: '' })),
  ].map(({ name, text }) => {
    const { count: clipCount, first: firstClip } = runs.add(promptClips?.[name])
    return recordBytes(structs.PROMPT, { id: promptNumber(name), clipCount, text: pool.add(text), firstClip })
  })
}

const offerRecords = ({ topics }: BundleContents, pool: StringPool, runs: ClipRuns): Uint8Array[] =>
  topics.flatMap(({ offers = [] }, topic) =>
    offers.map(({ leadsTo, text, clips }) => {
      const { first: firstClip, count: clipCount } = runs.add(clips)
      return recordBytes(structs.OFFER, { topic, leadsTo, text: pool.add(text), firstClip, clipCount })
    }),
  )

/** Records of GLOSSARY, which name their words in `pool`. */
export const glossBytes = (glossary: readonly Gloss[], pool: StringPool): Uint8Array[] =>
  glossary.map(({ word, meaning, isPartOfCompounds }) =>
    recordBytes(structs.GLOSS, {
      word: pool.add(word),
      meaning: pool.add(meaning),
      flags: isPartOfCompounds ? constants.GLOSS_FLAG.values.PART_OF_COMPOUNDS : 0,
    }),
  )

const commandRecords = ({ commandPhrases = [] }: BundleContents, pool: StringPool): Uint8Array[] =>
  commandPhrases.map(({ text, command, number = 0 }) =>
    recordBytes(structs.COMMAND_PHRASE, { text: pool.add(text), command: commandNumbers[command], number }),
  )

const texts = (pool: StringPool, manual: BundleContents['manuals'][number]) => ({
  id: pool.add(manual.id),
  title: pool.add(manual.title),
  fileName: pool.add(manual.fileName),
})

function sixteenths(box: BundleUtterance['sources'][number]['box']) {
  const of = (points: number): number => Math.min(0xffff, Math.max(0, Math.round(points * 16)))
  return { x: of(box.x), y: of(box.y), width: of(box.width), height: of(box.height) }
}

/** sqrt and division are exact in IEEE 754, so every machine writes the same integers. */
function inverseNorms(vectors: Int8Array, dim: number): Uint8Array[] {
  return Array.from({ length: vectors.length / dim }, (_, row) => {
    const squared = vectors.subarray(row * dim, (row + 1) * dim).reduce((total, value) => total + value * value, 0)
    const inverse = squared === 0 ? 0 : Math.round(2 ** limits.NORM_SHIFT / Math.sqrt(squared))
    return recordBytes(structs.NORM, { inverse })
  })
}

const roles = constants.VECTOR_ROLE.values
const roleNumbers: Record<VectorRole, number> = {
  phrase: roles.PHRASE,
  answer: roles.ANSWER,
  'phrase-and-answer': roles.PHRASE_AND_ANSWER,
  paraphrase: roles.PARAPHRASE,
}

const roleRecords = ({ vectorRoles = [] }: BundleContents): Uint8Array[] =>
  vectorRoles.map((role) => recordBytes(structs.VECTOR_ROLE, { role: roleNumbers[role] }))

function rows(name: SectionName, vectors: Int8Array, dim: number): Section {
  const bytes = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.length)
  return { name, bytes, count: vectors.length / dim, recordSize: dim }
}

function tableSections({ starts, hashes, rows: pieceRows, rowBytes, codebook, partSize }: StaticTable): Section[] {
  const startRecords = Array.from(starts, (first) => recordBytes(structs.PIECE_START, { first }))
  const count = hashes.length / structs.PIECE.size
  return [
    sectionOfRecords('PIECE_STARTS', startRecords),
    { name: 'PIECES', bytes: hashes, count, recordSize: structs.PIECE.size },
    { name: 'PIECE_ROWS', bytes: pieceRows, count, recordSize: rowBytes },
    rows('CODEBOOK', codebook, partSize),
  ]
}

function sectionOfRecords(name: SectionName, list: Uint8Array[]): Section {
  const struct: StructName | null = sections[name].records
  return { name, bytes: concatBytes(list), count: list.length, recordSize: struct ? structs[struct].size : 0 }
}

/** A map that hands each element the sum of the steps before it. */
function counting<Element>(place: (element: Element, first: number) => { record: Uint8Array; step: number }) {
  let first = 0
  return (element: Element): Uint8Array => {
    const { record, step } = place(element, first)
    first += step
    return record
  }
}
