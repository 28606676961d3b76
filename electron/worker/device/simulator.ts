// exported bundle bytes -> a device to talk to: the C runtime (WebAssembly), the encoder of the bundle, and ears where a model has them.
// Example: const device = await Simulator.open({ bundle, engines }); (await device.ask('my dishes come out dirty')).reply
// Trap: it decides nothing. Whatever it says comes from the runtime and the bundle, or it would not show what is shipped.
// Trap: models are opened at the first question and belong to `engines`, which several devices share; close() leaves them open.

import type { Reply, SessionCommand, Utterance, Work } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { VectorText } from '../../../shared/format/contents.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { Turn } from '../../../shared/ipc/contract.ts'
import { quantizeRows } from '../encoder/quantize.ts'
import type { Engines } from '../engines.ts'
import type { Heard } from '../speech/understand.ts'
import type { WeightedReading } from '../speech/readings.ts'
import { earconOf } from '../speech/earcons.ts'
import { codesIn, vocabularyOf, type Vocabulary } from '../speech/vocabulary.ts'
import { languageOf } from '../languages/languageOf.ts'
import type { DeviceSound } from './deviceSound.ts'
import type { BundleDescription } from './openBundle.ts'
import { DeviceRuntime } from './runtime.ts'

export interface SimulatorOptions {
  bundle: Uint8Array
  engines: Pick<Engines, 'runtime' | 'encoder' | 'listener'>
  /** BCP 47 tag of one of its languages, or of the main language of one ("de" for "de-AT"); its first one where absent. */
  language?: string
  /** What each vector of its language is of, where somebody knows: then a turn says which one was nearest. */
  vectorTexts?: readonly VectorText[]
  /** Milliseconds, for the timings of a turn. */
  now?: () => number
}

type OpenOptions = Omit<SimulatorOptions, 'bundle' | 'language' | 'now'> & { now: () => number }
type Said = Pick<Heard, 'transcript' | 'readings'>

/** As in the runtime (PSP_MAX_QUESTION_BYTES): looked at before the encoder works on it. */
const longestQuestionBytes = 1024

export class Simulator {
  readonly #runtime: DeviceRuntime
  readonly #engines: SimulatorOptions['engines']
  readonly #now: () => number
  readonly #vectorTexts: readonly VectorText[]
  /** The words that the device itself can say: the same that a real one has on board. */
  readonly vocabulary: Vocabulary

  private constructor(runtime: DeviceRuntime, { engines, now, vectorTexts = [] }: OpenOptions) {
    this.#runtime = runtime
    this.#engines = engines
    this.#now = now
    this.#vectorTexts = vectorTexts
    this.vocabulary = vocabularyOfBundle(runtime)
  }

  /** Errors: bundle-not-a-bundle, bundle-damaged, bundle-newer-version, language-not-in-bundle. */
  static async open({
    bundle,
    language,
    now = () => performance.now(),
    ...options
  }: SimulatorOptions): Promise<Simulator> {
    const wasm = await options.engines.runtime()
    const runtime =
      language === undefined
        ? await DeviceRuntime.open(wasm, bundle)
        : await DeviceRuntime.openTag(wasm, bundle, language)
    runtime.verify()
    return new Simulator(runtime, { ...options, now })
  }

  /** A question, or a command such as "next". Errors: question-empty, question-too-long, question-language, model-missing. */
  ask(text: string, signal?: AbortSignal): Promise<Turn> {
    const transcript = text.trim()
    return this.answerHeard({ transcript, readings: [{ text: transcript, weight: 1 }] }, signal)
  }

  /**
   * What ears understood, here or in a thread of a suite. Words and commands are the transcript's; the vector is the mean of all readings by
   * their weights, since the likeliest is often wrong in a word. Errors: those of `ask`.
   */
  async answerHeard({ transcript, readings }: Said, signal?: AbortSignal): Promise<Turn> {
    const startedMs = this.#now()
    const obeyed = this.#runtime.obey(transcript)
    if (obeyed) {
      const timings = { listenMs: 0, encodeMs: 0, searchMs: this.#now() - startedMs }
      return { reply: obeyed, transcript, candidates: [], timings }
    }
    checkQuestion(transcript, this.describe().language)
    const vector = await this.#vectorOf(readings, signal)
    const encodedMs = this.#now()
    const reply = vector ? this.#runtime.ask(vector, transcript) : this.#runtime.askText(transcript)
    const candidates = this.#candidates()
    const timings = { listenMs: 0, encodeMs: encodedMs - startedMs, searchMs: this.#now() - encodedMs }
    return { reply, transcript, candidates, timings }
  }

  #candidates(): Turn['candidates'] {
    return this.#runtime.candidates().map(({ vector, ...candidate }) => {
      const match = vector === null ? undefined : this.#vectorTexts[vector]
      return { ...candidate, ...(match && { match }) }
    })
  }

  /** A spoken question. Errors: those of `ask`, no-speech, language-not-supported. */
  async listen(pcm: Float32Array, sampleRateHz: number, work: Work): Promise<Turn> {
    const listener = await this.#engines.listener(this.describe().language)
    const heard = await listener.listen(pcm, sampleRateHz, { ...work, vocabulary: this.vocabulary })
    const turn = await this.answerHeard(heard, work.signal)
    return { ...turn, timings: { ...turn.timings, listenMs: heard.timings.listenMs } }
  }

  /** `number`: of 'go-to', a step of the answer or a choice of a clarification. */
  command(command: SessionCommand, number?: number): Reply {
    return this.#runtime.command(command, number)
  }

  /** 1 to 5, 0 is mute: the place of the knob when the device was last used. */
  setVolume(volume: number): void {
    this.#runtime.setVolume(volume)
  }

  /** The person spoke into the reply, or pressed a key, while its text `said` was heard. */
  cutShort(said: number): void {
    this.#runtime.cutShort(said)
  }

  /** What the device's loudspeaker plays for a text of the last reply, or for an earcon by its caption; null where the bundle has no clips for it. */
  soundOf(text: string): DeviceSound | null {
    const earcon = earconOf(text)
    return earcon ? this.#runtime.soundOfEarcon(earcon) : this.#runtime.soundOf(text)
  }

  /** The whole spoken answer of a topic, hazards first. */
  answerOf(topic: TopicId): Utterance[] {
    return this.#runtime.answerOf(topic)
  }

  describe(): BundleDescription {
    return this.#runtime.describe()
  }

  close(): Promise<void> {
    this.#runtime.reset()
    return Promise.resolve()
  }

  /** Null where the bundle carries its encoder: the runtime makes the vector itself. */
  async #vectorOf(readings: readonly WeightedReading[], signal?: AbortSignal): Promise<Int8Array | null> {
    const { encoder: id, dim } = this.describe()
    if (id !== 'minilm') return null
    const encoder = await this.#engines.encoder(id)
    if (encoder.dim !== dim)
      throw new AppError('bundle-damaged', { file: 'The bundle', reason: `vectors of ${dim} components` })
    const texts = readings.map(({ text }) => this.#runtime.encoderText(text))
    const vectors = await encoder.encode(texts, signal)
    return quantizeRows(readings.length === 1 ? vectors : meanVector(vectors, readings), dim)
  }
}

/** `vectors`: (readings, dim) row-major -> their weighted mean, unit length. */
function meanVector(vectors: Float32Array, readings: readonly WeightedReading[]): Float32Array {
  const dim = vectors.length / readings.length
  const mean = new Float32Array(dim)
  for (const [row, { weight }] of readings.entries())
    for (let at = 0; at < dim; at++) mean[at] = (mean[at] ?? 0) + weight * (vectors[row * dim + at] ?? 0)
  const length = Math.hypot(...mean)
  return mean.map((value) => value / length)
}

/** Before the first question, as it uses the session. */
function vocabularyOfBundle(runtime: DeviceRuntime): Vocabulary {
  const titleById = new Map<TopicId, string>()
  for (let phrase = 0; phrase < runtime.describe().phraseCount; phrase++) {
    const { topicId, title } = runtime.askPhrase(phrase)
    if (topicId !== null) titleById.set(topicId, title)
  }
  runtime.reset()
  const texts = [...titleById].flatMap(([id, title]) => [title, ...runtime.answerOf(id).map(({ text }) => text)])
  return vocabularyOf(texts, codesIn([...titleById.values()], texts))
}

function checkQuestion(text: string, language: string): void {
  if (!/[\p{L}\p{N}]/u.test(text)) throw new AppError('question-empty')
  if (Buffer.byteLength(text) > longestQuestionBytes) throw new AppError('question-too-long')
  const expected = language.split('-')[0] ?? language
  const found = languageOf(text)
  if (found !== null && found !== expected) throw new AppError('question-language', { found, expected })
}
