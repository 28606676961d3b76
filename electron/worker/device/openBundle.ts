// A bundle that is open in the runtime -> what stands in it: description, topics, their sentences and places in the manual.
// Example: const bundle = new OpenBundle(module, sha256); bundle.utterancesOf(0)[0].text
// Trap: it reads through the C runtime's own readers, which check each offset; no byte of a bundle is read in TypeScript.

import type { Candidate, EncoderId, Source, Utterance } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { constants, sectionId, sections, structs } from '../../../shared/format/layout.ts'
import { idPattern, manualId, topicId } from '../../../shared/ids.ts'
import type { ManualId, TopicId } from '../../../shared/ids.ts'
import { statuses } from './runtimeErrors.ts'
import type { RuntimeModule } from './runtimeModule.ts'

export interface BundleDescription {
  product: string
  language: string
  /** Tags of all languages, in their order. */
  languages: string[]
  target: string
  encoder: EncoderId
  dim: number
  topicCount: number
  phraseCount: number
  vectorCount: number
  backgroundCount: number
  termCount: number
  clipCount: number
  vendorId: number
  productId: number
  securityCounter: number
  formatVersion: string // '0.1'
  isSigned: boolean
  isDevelopment: boolean
  sha256: string // of the bytes as they were opened
  /** Best score below it: refusal. 1.0 = identical. */
  threshold: number
  /** Added to the threshold for topics of the kind `safety`. */
  safetyRise: number
  sections: { name: string; sizeBytes: number }[]
  manuals: { id: ManualId; title: string; fileName: string; pageCount: number; sha256: string }[]
}

const ids = {
  topics: sectionId(sections.TOPICS.id),
  utterances: sectionId(sections.UTTERANCES.id),
  sources: sectionId(sections.SOURCES.id),
  background: sectionId(sections.BACKGROUND.id),
  terms: sectionId(sections.TERMS.id),
  manuals: sectionId(sections.MANUALS.id),
  ranking: sectionId(sections.RANKING.id),
}
const metadata = structs.METADATA.fields
/** In place of a topic's number where there is none. */
export const noTopic = 0xffffffff

export class OpenBundle {
  readonly description: BundleDescription
  readonly topicIds: readonly TopicId[]
  readonly #module: RuntimeModule

  /** `sha256` is of the bytes as they were opened. */
  constructor(module: RuntimeModule, sha256: string) {
    this.#module = module
    this.topicIds = this.#records(ids.topics, (at) =>
      topicId(checkedId(this.#text(ids.topics, at, structs.TOPIC.fields.id.offset))),
    )
    this.description = this.#describe(sha256)
  }

  titleOf = (topic: number): string => this.#text(ids.topics, topic, structs.TOPIC.fields.title.offset)

  candidate(topic: number, scoreQ15: number): Candidate {
    const id = this.topicIds[topic]
    if (id === undefined) throw new TypeError(`the device runtime named topic ${topic}`)
    return { topicId: id, title: this.titleOf(topic), score: scoreQ15 / 32768 }
  }

  /** The whole spoken answer of a topic, hazards first. */
  utterancesOf(topic: number): Utterance[] {
    const { firstUtterance, utteranceCount } = structs.TOPIC.fields
    const first = this.#module.call.device_u32(ids.topics, topic, firstUtterance.offset)
    const count = this.#module.call.device_u16(ids.topics, topic, utteranceCount.offset)
    return Array.from({ length: count }, (_, index) => this.utterance(first + index))
  }

  utterance(at: number): Utterance {
    const { role, text, firstSource, sourceCount } = structs.UTTERANCE.fields
    const { call } = this.#module
    const first = call.device_u32(ids.utterances, at, firstSource.offset)
    const count = call.device_u16(ids.utterances, at, sourceCount.offset)
    const isHazard = call.device_u8(ids.utterances, at, role.offset) === constants.ROLE.values.HAZARD
    return {
      role: isHazard ? 'hazard' : 'step',
      text: this.#text(ids.utterances, at, text.offset),
      sources: Array.from({ length: count }, (_, index) => this.#source(first + index)),
    }
  }

  #source(at: number): Source {
    const { manual, page, x, y, width, height } = structs.SOURCE.fields
    const u16 = (field: { offset: number }): number => this.#module.call.device_u16(ids.sources, at, field.offset)
    return {
      manual: this.#manualId(u16(manual)),
      page: u16(page),
      box: { x: u16(x) / 16, y: u16(y) / 16, width: u16(width) / 16, height: u16(height) / 16 },
    }
  }

  #describe(sha256: string): BundleDescription {
    const { call, textAt } = this.#module
    const number = (field: { offset: number }): number => call.device_number(field.offset) >>> 0
    const text = (field: { offset: number }): string => textAt(call.device_text(field.offset))
    const format = call.device_format()
    const flags = constants.HEADER_FLAG.values
    return {
      product: text(metadata.productName),
      language: text(metadata.language),
      languages: Array.from({ length: call.device_language_count() }, (_, at) => textAt(call.device_language(at))),
      target: text(metadata.target),
      encoder: encoderOf(number(metadata.encoder)),
      dim: number(metadata.dim),
      topicCount: number(metadata.topicCount),
      phraseCount: number(metadata.phraseCount),
      vectorCount: number(metadata.vectorCount),
      backgroundCount: call.device_count(ids.background),
      termCount: call.device_count(ids.terms),
      clipCount: number(metadata.clipCount),
      vendorId: number(metadata.vendorId),
      productId: number(metadata.productId),
      securityCounter: number(metadata.securityCounter),
      formatVersion: `${format >>> 16}.${format & 0xffff}`,
      isSigned: (call.device_flags() & flags.SIGNED) !== 0,
      isDevelopment: (call.device_flags() & flags.DEVELOPMENT) !== 0,
      sha256,
      threshold: (call.device_u32(ids.ranking, 0, structs.RANKING.fields.threshold.offset) | 0) / 32768,
      safetyRise: call.device_u16(ids.ranking, 0, structs.RANKING.fields.safetyRise.offset) / 32768,
      sections: this.#sections(),
      manuals: this.#records(ids.manuals, (at) => this.#manual(at)),
    }
  }

  #sections(): { name: string; sizeBytes: number }[] {
    const { call } = this.#module
    const found: { name: string; sizeBytes: number }[] = []
    while (call.device_section(found.length) !== statuses.RANGE)
      found.push({ name: nameOf(call.device_section_id()), sizeBytes: call.device_section_size() })
    return found
  }

  #manual(at: number): BundleDescription['manuals'][number] {
    const { title, fileName, pageCount, sha256 } = structs.MANUAL.fields
    const { call } = this.#module
    const hash = Array.from({ length: sha256.size }, (_, byte) => call.device_u8(ids.manuals, at, sha256.offset + byte))
    return {
      id: this.#manualId(at),
      title: this.#text(ids.manuals, at, title.offset),
      fileName: this.#text(ids.manuals, at, fileName.offset),
      pageCount: call.device_u32(ids.manuals, at, pageCount.offset),
      sha256: Buffer.from(hash).toString('hex'),
    }
  }

  #manualId = (at: number): ManualId =>
    manualId(checkedId(this.#text(ids.manuals, at, structs.MANUAL.fields.id.offset)))
  #records<Value>(section: number, read: (at: number) => Value): Value[] {
    return Array.from({ length: this.#module.call.device_count(section) }, (_, at) => read(at))
  }

  #text(section: number, at: number, offset: number): string {
    const { call, textAt } = this.#module
    return textAt(call.device_string(call.device_u32(section, at, offset)))
  }
}

/** The form of ids is the app's own rule, which the C runtime does not know. */
function checkedId(text: string): string {
  if (!idPattern.test(text))
    throw new AppError('bundle-damaged', { file: 'The bundle', reason: 'an id in it is not an id' })
  return text
}

function encoderOf(number: number): EncoderId {
  if (number === constants.ENCODER.values.MINILM) return 'minilm'
  if (number === constants.ENCODER.values.STATIC_FULL) return 'static-full'
  if (number === constants.ENCODER.values.STATIC_SMALL) return 'static-small'
  throw new AppError('bundle-newer-version', { version: `with encoder ${number}` })
}

/** 'TOPICS', or the four letters of a section that this version does not know. */
function nameOf(id: number): string {
  const known = Object.entries(sections).find(([, section]) => sectionId(section.id) === id)?.[0]
  return known ?? String.fromCharCode(id & 0xff, (id >>> 8) & 0xff, (id >>> 16) & 0xff, id >>> 24)
}
