// psp_runtime.wasm + bundle bytes -> a device that answers. The typed wrapper of the C runtime: it moves bytes in and replies out and decides nothing.
// Example: const device = await DeviceRuntime.open(wasm, bundle); device.ask(vector, 'my dishes come out dirty').utterances
// Trap: one device is one instance of the module with its own memory; nothing is shared between two of them.

import { createHash } from 'node:crypto'
import type { Candidate, Reply, ReplyKind, SessionCommand, Utterance } from '../../../shared/domain.ts'
import { sessionCommands } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { commandNumbers } from '../../../shared/format/commandNumbers.ts'
import { promptNumber } from '../../../shared/format/contents.ts'
import type { EarconName } from '../../../shared/format/contents.ts'
import type { TopicId } from '../../../shared/ids.ts'
import { deviceSound } from './deviceSound.ts'
import type { DeviceSound } from './deviceSound.ts'
import { glossed } from './glossWords.ts'
import { noTopic, OpenBundle } from './openBundle.ts'
import type { BundleDescription } from './openBundle.ts'
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
  /** Cosines of its nearest sentences, and of what it says of itself: half of each puts topics in order. Absent where words alone decided. */
  near?: number
  told?: number
}

/** Is the 64-byte signature over the 32-byte digest good? */
export type SignatureCheck = (digest: Uint8Array, signature: Uint8Array) => boolean

const replyKinds: readonly ReplyKind[] = ['answer', 'clarification', 'refusal', 'end']

export class DeviceRuntime {
  readonly #module: RuntimeModule
  readonly #bundle: OpenBundle
  readonly #scratch: number
  /** Texts of the last reply. */
  #said: string[] = []

  private constructor(module: RuntimeModule, bundle: Uint8Array) {
    this.#module = module
    this.#bundle = new OpenBundle(module, createHash('sha256').update(bundle).digest('hex'))
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
    if (status !== statuses.RANGE) {
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
    return { sha256: this.#bundle.description.sha256, isSigned: this.#bundle.description.isSigned }
  }

  /** Would a device of this vendor and product that has accepted this counter take it? 0: any. Errors: bundle-other-vendor, bundle-other-product, bundle-rollback. */
  accept({ vendorId = 0, productId = 0, securityCounter = 0 }: Identity): void {
    throwOnError(this.#module.call.device_accepts(vendorId, productId, securityCounter))
  }

  /** Which key the signature names, 8 bytes; null where there is none. Errors: bundle-damaged. */
  signer(): Uint8Array | null {
    if (!this.#bundle.description.isSigned) return null
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
    return vector === 0 ? null : new Int8Array(bytesAt(vector, this.#bundle.description.dim).buffer)
  }

  /** What the bundle's encoder is given for a text: its words by the glossary, or the text itself where it has none. */
  encoderText(text: string): string {
    this.#module.release(this.#scratch)
    return glossed(this.#module, text, this.#bundle.description.language)
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
    const at = this.#bundle.topicIds.indexOf(topic)
    return at < 0 ? [] : this.#bundle.utterancesOf(at)
  }

  /** The best topics of the last question, best first; at most 10. */
  candidates(most = 10): RankedCandidate[] {
    const { call } = this.#module
    return Array.from({ length: Math.min(most, call.device_rank()) }, (_, index) => {
      const vector = call.ranked_vector(index) >>> 0
      const candidate = this.#bundle.candidate(call.ranked_topic(index), call.ranked_score(index))
      if (vector === noTopic) return { ...candidate, vector: null }
      return { ...candidate, vector, near: call.ranked_near(index) / 32768, told: call.ranked_told(index) / 32768 }
    })
  }

  describe(): BundleDescription {
    return this.#bundle.description
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
    return deviceSound(this.#module)
  }

  /** Its sound without words; null where the bundle has none. */
  soundOfEarcon(name: EarconName): DeviceSound | null {
    return this.#module.call.speech_start_prompt(promptNumber(name)) > 0 ? deviceSound(this.#module) : null
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
    const offered = this.#bundle.topicIds[offer]
    const lastSaid = call.answer_said_count() - 1
    const kind = replyKinds[call.answer_kind()] ?? 'refusal'
    const reply: Reply = {
      kind,
      topicId: this.#bundle.topicIds[topic] ?? null,
      title: topic === noTopic ? '' : this.#bundle.titleOf(topic),
      score: call.answer_score() / 32768,
      margin: call.answer_margin() / 32768,
      rise: call.answer_rise() / 32768,
      utterances:
        pieces.length > 0
          ? [{ role: 'prompt', text: joined(kind, pieces), sources: [] }]
          : [
              ...Array.from({ length: call.answer_utterance_count() }, (_, index) =>
                this.#bundle.utterance(first + index),
              ),
              ...(offered ? [{ role: 'prompt' as const, text: textAt(call.answer_text(lastSaid)), sources: [] }] : []),
            ],
      position: { step: call.answer_step(), count: call.answer_step_count() },
      alternatives: Array.from({ length: call.answer_alternative_count() }, (_, index) =>
        this.#bundle.candidate(call.answer_alternative_topic(index), call.answer_alternative_score(index)),
      ),
      command: sessionCommands.find((command) => commandNumbers[command] === call.answer_command()) ?? null,
      offer: offered ? { topicId: offered, title: this.#bundle.titleOf(offer) } : null,
      volume: call.device_volume(),
    }
    this.#said = reply.utterances.map(({ text }) => text)
    return reply
  }
}

const isCommand = 1 // of psp_session_obey

/** "Did you mean" + "A" + "or" + "B" is one question; a device with clips says the same pieces one after another. */
const joined = (kind: ReplyKind, pieces: readonly string[]): string =>
  pieces.join(' ') + (kind === 'clarification' ? '?' : '')
