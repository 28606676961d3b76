// Pieces of a microphone -> what was said, found out while the person still speaks: resampled and searched for speech piece by piece, and
// transcribed as soon as they pause, so that little is left to do when they are done.
// Example: const live = listener.begin({ sampleRateHz: 48_000, ends: 'by-silence' }); while (!(await live.push(pcm)).hasEnded); await live.finish(work)
// Trap: a transcription that was begun in a pause counts only if nobody spoke on: the segment must be the same when it really ends.

import type { Work } from '../../../shared/domain.ts'
import { joined } from '../../../shared/joined.ts'
import type { SpeechSegment } from './endpoint.ts'
import type { LiveRoom } from './liveRoom.ts'
import type { TranscribeOptions } from './moonshine.ts'
import type { Transcription } from './moonshine.ts'
import { ResamplingStream } from './resample.ts'
import type { Vocabulary } from './vocabulary.ts'
import { samplesOf, speechRateHz, understood, utterancesOf } from './understand.ts'
import type { Heard, Understanding } from './understand.ts'
import type { SpeechStream } from './voiceActivity.ts'

export interface LiveOptions {
  sampleRateHz: number
  /** Who says that it is over: a pause, or the hand at the button. */
  ends: 'by-silence' | 'by-button'
  /** What the microphone gives goes through it; absent where it is heard as it is. */
  room?: LiveRoom
  /** The manual's, from the first word on: what is transcribed early is heard with it. */
  vocabulary?: Vocabulary
}

export interface LiveState {
  /** Somebody speaks now, or makes a pause in speaking. */
  isSpeech: boolean
  /** Nothing more is wanted: finish. */
  hasEnded: boolean
  heardMs: number
}

/** A pause after which the words so far are transcribed: longer than the tail that belongs to them, so that the segment stays the same. */
const earlyPauseMs = 224
/** A pause after which a sentence that is complete is taken for the whole question. */
const sentencePauseMs = 416
/** Nobody spoke for so long: give up. */
const patienceMs = 8000
/** Longer than any question; what comes after it is not kept. */
const longestMs = 60_000
/** A sentence does not end with one of these: the person is looking for a word. */
const unfinished =
  /\b(?:a|an|the|my|your|to|of|and|or|but|with|for|in|on|at|from|is|are|do|does|can|how|what|when|where|why|if|that|this|it's|i|um|uh)[.,!?…]*$/i

interface Early {
  segments: string
  transcription: Promise<Transcription>
  done: Transcription | null
}

export class LiveListening {
  readonly #rate: ResamplingStream
  readonly #parts: Float32Array[] = []
  readonly #segments: SpeechSegment[] = []
  readonly #abort = new AbortController()
  #length = 0 // samples at 16 kHz
  #early: Early | null = null
  #timings = { resampleMs: 0, voiceActivityMs: 0 }
  #hasEnded = false

  constructor(
    private readonly activity: SpeechStream,
    private readonly understanding: Understanding,
    private readonly options: LiveOptions,
  ) {
    this.#rate = new ResamplingStream(options.sampleRateHz, speechRateHz)
  }

  /** One piece after the other: wait for the answer before the next one. */
  async push(pcm: Float32Array): Promise<LiveState> {
    if (!this.#hasEnded) await this.#take(this.#inRoom(this.#timed('resampleMs', () => this.#rate.push(pcm))))
    return { isSpeech: this.activity.isSpeech, hasEnded: this.#hasEnded, heardMs: this.#heardMs }
  }

  /** What was said, with nothing more to come. Errors: no-speech, question-too-long. */
  async finish(work: Work): Promise<Heard> {
    const cancel = (): void => this.cancel()
    work.signal.addEventListener('abort', cancel, { once: true })
    try {
      return await this.#understood(work)
    } finally {
      work.signal.removeEventListener('abort', cancel) // a signal may outlive many questions
    }
  }

  async #understood(work: Work): Promise<Heard> {
    if (!this.#hasEnded) {
      await this.#take(this.#inRoom(this.#rate.end()))
      if (this.options.room) await this.#take(this.options.room.end())
    }
    this.#hasEnded = true
    this.#segments.push(...this.activity.end())
    const transcribe: Understanding['transcribe'] = (sound, options) => this.#transcribed(sound, options)
    const { vocabulary } = this.options
    const heard = await understood(
      { sound: this.sound(), segments: this.#segments },
      { ...this.understanding, transcribe },
      { ...work, ...(vocabulary && { vocabulary }) },
    )
    return { ...heard, timings: { ...heard.timings, ...this.#timings } }
  }

  /** All that was heard, at 16 kHz. */
  sound(): Float32Array {
    return joined(Float32Array, this.#parts)
  }

  cancel(): void {
    this.#hasEnded = true
    this.#abort.abort()
  }

  async #take(sound: Float32Array): Promise<void> {
    const room = Math.max(0, (longestMs * speechRateHz) / 1000 - this.#length)
    const taken = sound.subarray(0, room)
    this.#parts.push(taken)
    this.#length += taken.length
    const startedMs = this.understanding.now()
    this.#segments.push(...(await this.activity.push(taken, this.#abort.signal)))
    this.#timings.voiceActivityMs += this.understanding.now() - startedMs
    if (this.activity.silenceMs >= earlyPauseMs) this.#beginEarly()
    this.#hasEnded ||= this.#length >= (longestMs * speechRateHz) / 1000 || this.#isOver()
  }

  #inRoom(sound: Float32Array): Float32Array {
    return this.options.room?.push(sound) ?? sound
  }

  #isOver(): boolean {
    if (this.options.ends === 'by-button') return false
    if (this.#segments.length > 0 && !this.activity.isSpeech) return true
    if (this.#segments.length === 0 && !this.activity.isSpeech) return this.#heardMs >= patienceMs
    const sentence = this.#early?.segments === keyOf(this.#open()) ? this.#early?.done : null
    return this.activity.silenceMs >= sentencePauseMs && !!sentence && isComplete(sentence)
  }

  /** Of the last utterance, as if it ended here. */
  #beginEarly(): void {
    const segments = this.#open()
    const last = utterancesOf(segments).at(-1)
    if (!last || this.#early?.segments === keyOf(segments)) return
    const transcription = this.understanding.transcribe(samplesOf(this.sound(), last), {
      signal: this.#abort.signal,
      prior: this.understanding.priorOf(this.options.vocabulary),
    })
    const early: Early = { segments: keyOf(segments), transcription, done: null }
    transcription.then(
      (done) => (early.done = done),
      () => undefined, // looked at where it is used
    )
    this.#early = early
  }

  #open(): SpeechSegment[] {
    return this.activity.open ? [...this.#segments, this.activity.open] : this.#segments
  }

  /** The transcription that was begun early, where it is of these very samples. */
  #transcribed(sound: Float32Array, options: TranscribeOptions): Promise<Transcription> {
    const last = utterancesOf(this.#segments).at(-1)
    const isLast = last !== undefined && sound.length === samplesOf(this.sound(), last).length
    if (isLast && this.#early?.segments === keyOf(this.#segments)) return this.#early.transcription
    return this.understanding.transcribe(sound, options)
  }

  #timed<Value>(part: 'resampleMs', work: () => Value): Value {
    const startedMs = this.understanding.now()
    const value = work()
    this.#timings[part] += this.understanding.now() - startedMs
    return value
  }

  get #heardMs(): number {
    return (this.#length / speechRateHz) * 1000
  }
}

const keyOf = (segments: readonly SpeechSegment[]): string =>
  segments.map(({ startMs, endMs }) => `${startMs}-${endMs}`).join(' ')

const isComplete = ({ text, meanProbability }: Transcription): boolean =>
  meanProbability >= 0.6 && /[.!?]$/.test(text) && !/\.\.\.$|…$/.test(text) && !unfinished.test(text)
