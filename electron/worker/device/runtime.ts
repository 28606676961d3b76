// psp_runtime.wasm + bundle bytes -> a device that answers. The typed wrapper of the C runtime: it moves bytes in and replies out and decides nothing.
// Example: const device = await DeviceRuntime.open(wasm, bundle); device.ask(vector, 'my dishes come out dirty').utterances
// Trap: one device is one instance of the module with its own memory; nothing is shared between two of them.

import { createHash } from 'node:crypto'
import type {
  Candidate,
  EncoderId,
  Reply,
  ReplyKind,
  SessionCommand,
  Source,
  Utterance,
} from '../../../shared/domain.ts'
import { sessionCommands } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { concatBytes } from '../../../shared/format/bytes.ts'
import { commandNumbers } from '../../../shared/format/commandNumbers.ts'
import { promptNumber } from '../../../shared/format/contents.ts'
import type { EarconName } from '../../../shared/format/contents.ts'
import { constants, sectionId, sections, structs } from '../../../shared/format/layout.ts'
import { idPattern, manualId, topicId } from '../../../shared/ids.ts'
import type { ManualId, TopicId } from '../../../shared/ids.ts'
import { opusPcm } from '../speech/clips/opus.ts'
import type { OpusPacket } from '../speech/clips/opus.ts'
import { glossed } from './glossWords.ts'
import { statuses, throwOnError } from './runtimeErrors.ts'
import { RuntimeModule } from './runtimeModule.ts'

/** What a device knows of itself. */
export interface Identity {
  vendorId?: number
  productId?: number
  securityCounter?: number
}

export interface RankedCandidate extends Candidate {
  /** Number of its vector that was nearest to the question; null where words alone decided. */
  vector: number | null
}

/** Mono, as the device plays it. */
export interface DeviceSound {
  pcm: Int16Array<ArrayBuffer>
  sampleRateHz: number
}

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

/** Is the 64-byte signature over the 32-byte digest good? */
export type SignatureCheck = (digest: Uint8Array, signature: Uint8Array) => boolean

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
const replyKinds: readonly ReplyKind[] = ['answer', 'clarification', 'refusal', 'end']
const noTopic = 0xffffffff

export class DeviceRuntime {
  readonly #module: RuntimeModule
  readonly #description: BundleDescription
  readonly #topicIds: TopicId[]
  readonly #scratch: number
  /** Texts of the last reply. */
  #said: string[] = []

  private constructor(module: RuntimeModule, bundle: Uint8Array) {
    this.#module = module
    this.#topicIds = this.#records(ids.topics, (at) =>
      topicId(checkedId(this.#text(ids.topics, at, structs.TOPIC.fields.id.offset))),
    )
    this.#description = this.#describe(createHash('sha256').update(bundle).digest('hex'))
    this.#scratch = module.mark()
  }

  /** One language of several, from 0. Errors: bundle-not-a-bundle, bundle-damaged, bundle-newer-version. The bytes are copied. */
  static async open(wasm: Uint8Array, bundle: Uint8Array, language = 0): Promise<DeviceRuntime> {
    const module = new RuntimeModule(wasm)
    throwOnError(module.call.device_open(module.put(bundle), bundle.length, language))
    return new DeviceRuntime(module, bundle)
  }

  /** The language of this tag, or the first whose main language is the same. Errors: those of `open`, language-not-in-bundle. */
  static async openTag(wasm: Uint8Array, bundle: Uint8Array, tag: string): Promise<DeviceRuntime> {
    const module = new RuntimeModule(wasm)
    const [bytes, name] = [module.put(bundle), module.put(new TextEncoder().encode(`${tag}\0`))]
    const status = module.call.device_open_tag(bytes, bundle.length, name)
    if (status !== outOfRange) {
      throwOnError(status)
      return new DeviceRuntime(module, bundle)
    }
    const { languages } = (await DeviceRuntime.open(wasm, bundle)).describe()
    throw new AppError('language-not-in-bundle', { language: tag, languages: languages.join(', ') })
  }

  /** Hashes all bytes in C; with a key the signature is checked too. Errors: bundle-damaged, bundle-not-signed, bundle-signature-invalid. */
  verify(check: SignatureCheck | null = null): { sha256: string; isSigned: boolean } {
    const { call, bytesAt } = this.#module
    throwOnError(call.device_verify(check ? 1 : 0))
    if (check && !check(bytesAt(call.device_digest(), 32), bytesAt(call.device_signature(), 64)))
      throw new AppError('bundle-signature-invalid')
    return { sha256: this.#description.sha256, isSigned: this.#description.isSigned }
  }

  /** Would a device of this vendor and product that has accepted this counter take it? 0: any. Errors: bundle-other-vendor, bundle-other-product, bundle-rollback. */
  accept({ vendorId = 0, productId = 0, securityCounter = 0 }: Identity): void {
    throwOnError(this.#module.call.device_accepts(vendorId, productId, securityCounter))
  }

  /** Which key the signature names, 8 bytes; null where there is none. Errors: bundle-damaged. */
  signer(): Uint8Array | null {
    if (!this.#description.isSigned) return null
    const { call, bytesAt } = this.#module
    throwOnError(call.device_verify(1))
    return bytesAt(call.device_signer(), 8)
  }

  /** `vector` is (dim), from the encoder of the bundle. Errors: question-empty, question-too-long. */
  ask(vector: Int8Array, text: string): Reply {
    const encoded = new TextEncoder().encode(text)
    return this.#reply((call, put) => call.device_ask_vector(put(vector), vector.length, put(encoded), encoded.length))
  }

  /** By the static encoder of the bundle, where it carries one; by words alone otherwise. Errors: question-empty, question-too-long. */
  askText(text: string): Reply {
    const encoded = new TextEncoder().encode(text)
    return this.#reply((call, put) => call.device_ask_text(put(encoded), encoded.length))
  }

  /** What the bundle's own encoder makes of a text; null where it has none, or knows no piece of the text. */
  vectorOf(text: string): Int8Array | null {
    const { call, release, bytesAt } = this.#module
    release(this.#scratch)
    const encoded = new TextEncoder().encode(text)
    const vector = call.device_vector(this.#module.put(encoded), encoded.length)
    return vector === 0 ? null : new Int8Array(bytesAt(vector, this.#description.dim).buffer)
  }

  /** What the bundle's encoder is given for a text: its words by the glossary, or the text itself where it has none. */
  encoderText(text: string): string {
    this.#module.release(this.#scratch)
    return glossed(this.#module, text, this.#description.language)
  }

  /** By the number of a phrase, as a recogniser of closed phrases gives it. */
  askPhrase(phrase: number): Reply {
    return this.#reply((call) => call.device_ask_phrase(phrase))
  }

  /** `number`: of 'go-to', a step of the answer or a choice of a clarification. */
  command(command: SessionCommand, number = 0): Reply {
    return this.#reply((call) =>
      command === 'go-to' ? call.device_go_to(number) : call.device_command(commandNumbers[command]),
    )
  }

  /** What a text says where it is a command in the bundle's language; null where it is a question. Errors: question-too-long. */
  obey(text: string): Reply | null {
    const { call, release } = this.#module
    release(this.#scratch)
    const encoded = new TextEncoder().encode(text)
    const status = call.device_obey(this.#module.put(encoded), encoded.length)
    if (status === isCommand) return this.#reply(() => statuses.OK)
    throwOnError(status)
    return null
  }

  /** 1 to 5, 0 is mute. */
  setVolume(volume: number): void {
    this.#module.call.device_set_volume(volume)
  }

  /** The loudspeaker was stopped before text `said` of the last reply had ended: a hazard that was to come is said again before the next step. */
  cutShort(said: number): void {
    this.#module.call.device_cut_short(said)
  }

  /** The whole spoken answer of a topic, hazards first; [] for a topic that the bundle does not have. Does not touch the session. */
  answerOf(topic: TopicId): Utterance[] {
    const at = this.#topicIds.indexOf(topic)
    if (at < 0) return []
    const { firstUtterance, utteranceCount } = structs.TOPIC.fields
    const first = this.#module.call.device_u32(ids.topics, at, firstUtterance.offset)
    const count = this.#module.call.device_u16(ids.topics, at, utteranceCount.offset)
    return Array.from({ length: count }, (_, index) => this.#utterance(first + index))
  }

  /** The best topics of the last question, best first; at most 10. */
  candidates(most = 10): RankedCandidate[] {
    const { call } = this.#module
    return Array.from({ length: Math.min(most, call.device_rank()) }, (_, index) => {
      const vector = call.ranked_vector(index) >>> 0
      const candidate = this.#candidate(call.ranked_topic(index), call.ranked_score(index))
      return { ...candidate, vector: vector === noTopic ? null : vector }
    })
  }

  describe(): BundleDescription {
    return this.#description
  }

  /** Working memory of a session on the device (32-bit), in bytes. */
  sessionBytes(): number {
    return this.#module.call.device_session_size()
  }

  /** What the loudspeaker plays for a text of the last reply: its clips, decoded in C. Null where the bundle has none for it. */
  soundOf(text: string): DeviceSound | null {
    const at = this.#said.indexOf(text)
    if (at < 0) return null
    const { call } = this.#module
    call.speech_start(at, call.answer_piece_count() > 0 ? call.answer_piece_count() : 1)
    return this.#sound()
  }

  /** Its sound without words; null where the bundle has none. */
  soundOfEarcon(name: EarconName): DeviceSound | null {
    return this.#module.call.speech_start_prompt(promptNumber(name)) > 0 ? this.#sound() : null
  }

  #sound(): DeviceSound | null {
    const { call, bytesAt } = this.#module
    const parts: Uint8Array[] = []
    for (let count = call.speech_read(); count > 0; count = call.speech_read())
      parts.push(bytesAt(call.speech_samples(), count * 2))
    if (parts.length === 0) return this.#opusSound()
    const pcm = new Int16Array(new Uint8Array(concatBytes(parts)).buffer)
    return { pcm, sampleRateHz: call.speech_rate() }
  }

  /** As the vendor's libopus would play the packets that the runtime hands out. */
  #opusSound(): DeviceSound | null {
    const { call, bytesAt } = this.#module
    const packets: OpusPacket[] = []
    while (call.speech_packet() !== 0)
      packets.push({
        bytes: bytesAt(call.packet_bytes(), call.packet_size()),
        skip: call.packet_skip(),
        samples: call.packet_samples(),
        isFirst: call.packet_is_first() === 1,
      })
    return packets.length === 0 ? null : { pcm: opusPcm(packets, call.packet_rate()), sampleRateHz: call.packet_rate() }
  }

  /** Forgets the answer that it is in. */
  reset(): void {
    this.#module.call.device_reset()
  }

  #reply(ask: (call: RuntimeModule['call'], put: (bytes: Uint8Array | Int8Array) => number) => number): Reply {
    const { call, release, textAt } = this.#module
    release(this.#scratch)
    throwOnError(ask(call, (bytes) => this.#module.put(bytes)))
    const topic = call.answer_topic() >>> 0
    const pieces = Array.from({ length: call.answer_piece_count() }, (_, index) => textAt(call.answer_text(index)))
    const first = call.answer_first_utterance()
    const offer = call.answer_offer() >>> 0
    const offered = this.#topicIds[offer]
    const lastSaid = call.answer_said_count() - 1
    const kind = replyKinds[call.answer_kind()] ?? 'refusal'
    const reply: Reply = {
      kind,
      topicId: this.#topicIds[topic] ?? null,
      title: topic === noTopic ? '' : this.#titleOf(topic),
      score: call.answer_score() / 32768,
      margin: call.answer_margin() / 32768,
      rise: call.answer_rise() / 32768,
      utterances:
        pieces.length > 0
          ? [{ role: 'prompt', text: joined(kind, pieces), sources: [] }]
          : [
              ...Array.from({ length: call.answer_utterance_count() }, (_, index) => this.#utterance(first + index)),
              ...(offered ? [{ role: 'prompt' as const, text: textAt(call.answer_text(lastSaid)), sources: [] }] : []),
            ],
      position: { step: call.answer_step(), count: call.answer_step_count() },
      alternatives: Array.from({ length: call.answer_alternative_count() }, (_, index) =>
        this.#candidate(call.answer_alternative_topic(index), call.answer_alternative_score(index)),
      ),
      command: sessionCommands.find((command) => commandNumbers[command] === call.answer_command()) ?? null,
      offer: offered ? { topicId: offered, title: this.#titleOf(offer) } : null,
      volume: call.device_volume(),
    }
    this.#said = reply.utterances.map(({ text }) => text)
    return reply
  }

  #utterance(at: number): Utterance {
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

  #candidate(topic: number, scoreQ15: number): Candidate {
    const id = this.#topicIds[topic]
    if (id === undefined) throw new TypeError(`the device runtime named topic ${topic}`)
    return { topicId: id, title: this.#titleOf(topic), score: scoreQ15 / 32768 }
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
    while (call.device_section(found.length) !== outOfRange)
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
  #titleOf = (topic: number): string => this.#text(ids.topics, topic, structs.TOPIC.fields.title.offset)

  #records<Value>(section: number, read: (at: number) => Value): Value[] {
    return Array.from({ length: this.#module.call.device_count(section) }, (_, at) => read(at))
  }

  #text(section: number, at: number, offset: number): string {
    const { call, textAt } = this.#module
    return textAt(call.device_string(call.device_u32(section, at, offset)))
  }
}

/** The runtime's own analyser of text, for the index: one implementation of what a term is. */
export function analyseTerms(wasm: Uint8Array): (text: string, language: string) => string[] {
  const module = new RuntimeModule(wasm)
  const { call } = module
  const start = module.mark()
  return (text, language) => {
    module.release(start)
    const encoded = new TextEncoder().encode(text)
    call.text_start(module.put(encoded), encoded.length, module.put(new TextEncoder().encode(`${language}\0`)))
    const terms: string[] = []
    for (let term = call.text_next(); term !== 0; term = call.text_next()) terms.push(module.textAt(term))
    return terms
  }
}

const outOfRange = -16 // PSP_ERR_RANGE
const isCommand = 1 // of psp_session_obey

/** "Did you mean" + "A" + "or" + "B" is one question; a device with clips says the same pieces one after another. */
const joined = (kind: ReplyKind, pieces: readonly string[]): string =>
  pieces.join(' ') + (kind === 'clarification' ? '?' : '')

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
