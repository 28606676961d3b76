// Environment -> the heavy parts, opened when first needed and shared: runtime, encoders, ears and voice.
// Example: const encoder = await engines.encoder('minilm')      Trap: close() must run, or the models' threads keep the process alive.
// Trap: so are the libraries that run models: loading them takes most of a second, and most commands and the opening need none.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { glossWords } from './device/glossWords.ts'
import { analyseTerms } from './device/analyseTerms.ts'
import type { EncoderId } from '../../shared/domain.ts'
import type { Encoder } from './encoder/encoder.ts'
import { minilm } from './encoder/minilm.ts'
import { openStatic } from './encoder/static.ts'
import type { Student, StudentId } from './encoder/static.ts'
import { fileVectorCache, readOnce, withShipped } from './encoder/vectorCache.ts'
import type { VectorCache } from './encoder/vectorCache.ts'
import type { Environment } from './environment.ts'
import { lazy } from './lazy.ts'
import type { Lazy } from './lazy.ts'
import { openModelPack } from './models/modelPack.ts'
import type { BundleTools } from './pipeline/pipeline.ts'
import type { Listener } from './speech/listen.ts'
import type { Speaker } from './speech/speak.ts'
import { commandFor, voiceCommandSchema } from './speech/voiceCommand.ts'
import type { VoiceCommand } from './speech/voiceCommand.ts'
import { parseNames } from './topics/foreignNames.ts'
import { parseGlossary } from './topics/glossary.ts'
import { parseParaphrases } from './topics/paraphrases.ts'
import type { Paraphrase } from './topics/paraphrases.ts'

export class Engines {
  readonly #runtime: Lazy<Uint8Array>
  readonly #analyse: Lazy<(text: string, language: string) => string[]>
  readonly #encoders: Pool<'minilm', Encoder>
  readonly #shipped = new Map<EncoderId, VectorCache>()
  readonly #listeners: Pool<string, Listener>
  /** By language and the program that speaks it. */
  readonly #speakers: Pool<string, Speaker>

  constructor(readonly environment: Environment) {
    const { modelsFolder, runtimeFile } = environment
    this.#runtime = lazy(async () => new Uint8Array(await readFile(runtimeFile)), nothing)
    this.#analyse = lazy(async () => analyseTerms(await this.runtime()), nothing)
    this.#encoders = pool(async (id) => minilm(await openModelPack(modelsFolder, id)))
    this.#listeners = pool(async (language) => {
      const { openListener } = await import('./speech/listen.ts')
      return openListener({ modelsFolder, language, everyday: await this.everyday(language) })
    })
    this.#speakers = pool(async (key) => {
      const [language, command] = v.parse(speakerKeySchema, JSON.parse(key))
      const { openSpeaker } = await import('./speech/speak.ts')
      return openSpeaker({ modelsFolder, language, command })
    })
  }

  /** Bytes of the device runtime compiled to WebAssembly. */
  runtime = (): Promise<Uint8Array> => this.#runtime.get()

  /** The runtime's own analyser of text, for the index. */
  analyse = (): Promise<(text: string, language: string) => string[]> => this.#analyse.get()

  /** Errors: model-missing, model-damaged. */
  encoder = (id: 'minilm'): Promise<Encoder> => this.#encoders.get(id)

  /** What a small device has in MiniLM's place. Errors: model-missing, model-damaged. */
  student = async (id: StudentId): Promise<Student> =>
    openStatic(await openModelPack(this.environment.modelsFolder, id), id)

  /** Errors: language-not-supported, model-missing. */
  listener = (language: string): Promise<Listener> => this.#listeners.get(language)

  /** The program that somebody chose for the language, or a model pack. Errors: language-not-supported, model-missing. */
  speaker = async (language: string): Promise<Speaker> =>
    this.#speakers.get(JSON.stringify([language, await this.voiceCommand(language)]))

  /** Opens what a conversation needs, so that the first question does not wait for it. What fails here fails again where it is waited for. */
  prepare({ language, encoder }: { language: string; encoder: EncoderId }): void {
    const understands = encoder === 'minilm' ? this.encoder(encoder).then((minilm) => minilm.open()) : Promise.resolve()
    understands
      .then(() => this.listener(language))
      .then(() => this.speaker(language)) // a question is heard before it is answered
      .catch(nothing)
  }

  /** The program that a person chose to speak this language; null where a model does. */
  async voiceCommand(language: string): Promise<VoiceCommand | null> {
    return commandFor((await this.environment.voiceCommands?.()) ?? [], language)
  }

  /** Sentences from outside the manual's world; [] for a language without any. */
  async background(language: string): Promise<string[]> {
    const text = await this.#languageText(language, 'background.txt')
    return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  }

  /** How people say what manuals print; [] for a language without any. */
  async paraphrases(language: string): Promise<Paraphrase[]> {
    return parseParaphrases(await this.#languageText(language, 'paraphrases.txt'))
  }

  /** What people say to appliances, and of other things: the words that ears may expect. */
  async everyday(language: string): Promise<string[]> {
    const paraphrases = await this.paraphrases(language)
    return [...paraphrases.flatMap(({ spoken }) => spoken), ...(await this.background(language))]
  }

  /** What appliances and their parts are called, one group a thing; [] for a language without any. */
  async names(language: string): Promise<string[][]> {
    return parseNames(await this.#languageText(language, 'names.txt'))
  }

  /**
   * Our sentences round the topics of a language, and what the encoder is given for a text of it. With a glossary the encoder reads the language
   * as if it were its own: its own sentences are there too, and read as they are.
   */
  async sentences(language: string): Promise<Sentences> {
    const background = await this.background(language)
    const paraphrases = await this.paraphrases(language)
    const glossary = parseGlossary(await this.#languageText(language, 'glossary.txt'))
    if (glossary.length === 0) return { background, paraphrases }
    const gloss = glossWords(await this.runtime(), glossary, language)
    const own = { background: await this.background('en'), paraphrases: await this.paraphrases('en') }
    const asTheyAre = new Set([...own.background, ...own.paraphrases.flatMap((one) => [...one.printed, ...one.spoken])])
    return {
      background: [...background, ...own.background],
      paraphrases: [...paraphrases, ...own.paraphrases],
      glossary,
      encoderText: (text) => (asTheyAre.has(text) ? text : gloss(text)),
    }
  }

  /** The project's own vectors, and those of our sentences that came with the app (scripts/models/shippedVectors.ts). */
  vectorCache(folder: string, encoder: Encoder): VectorCache {
    const shipped =
      this.#shipped.get(encoder.id) ?? readOnce(fileVectorCache(shippedFolder(this.environment.modelsFolder), encoder))
    this.#shipped.set(encoder.id, shipped)
    return withShipped(fileVectorCache(folder, encoder), shipped)
  }

  #languageText(language: string, file: string): Promise<string> {
    return readFile(join(this.environment.languagesFolder, language, file), 'utf8').catch(() => '')
  }

  async close(): Promise<void> {
    await Promise.all([this.#encoders.close(), this.#listeners.close(), this.#speakers.close()])
  }
}

/** Those of BundleTools that come with the app. */
type Sentences = Pick<BundleTools, 'background' | 'paraphrases' | 'glossary' | 'encoderText'>

/** Beside the packs, because a pack is what others can replace. */
export const shippedFolder = (modelsFolder: string): string => join(modelsFolder, 'vectors')

interface Pool<Key, Value> {
  get: (key: Key) => Promise<Value>
  close: () => Promise<void>
}

/** One lazy value a key, all closed together. */
function pool<Key, Value extends { close: () => Promise<void> }>(open: (key: Key) => Promise<Value>): Pool<Key, Value> {
  const byKey = new Map<Key, Lazy<Value>>()
  return {
    get: (key) => {
      const known =
        byKey.get(key) ??
        lazy(
          () => open(key),
          (value) => value.close(),
        )
      byKey.set(key, known)
      return known.get()
    },
    close: async () => {
      await Promise.all([...byKey.values()].map((value) => value.close()))
    },
  }
}

const speakerKeySchema = v.tuple([v.string(), v.nullable(voiceCommandSchema)])

const nothing = (): void => undefined
