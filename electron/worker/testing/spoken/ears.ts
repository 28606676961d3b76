// Spoken asks -> what was heard of each, on all cores: a thread a core, each with its own voice and ears (about 250 MB).
// Example: const ears = await openEars(options, 2); await ears.hearAll(asks, { signal, onHeard: (at, heard) => … }); await ears.close()
// Trap: ONNX Runtime blocks the thread that calls it, so one process with promises would use one core.

import type { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { errorOf, resultSchema } from '../../../../shared/ipc/wire.ts'
import type { Noise } from '../../speech/noise.ts'
import type { Vocabulary } from '../../speech/vocabulary.ts'
import type { VoiceCommand } from '../../speech/voiceCommand.ts'
import { nextMessage, startThread } from '../../threads.ts'
import { heardAskSchema, type HeardAsk, type SpokenAsk } from './hearing.ts'

/** What a thread starts with: values that can be cloned. */
export interface EarsOptions {
  modelsFolder: string
  language: string
  everyday: readonly string[]
  noises: readonly Noise[]
  vocabulary: Vocabulary
  /** The program that asks, in place of a model. */
  voiceCommand: VoiceCommand | null
}

export interface HearWork {
  signal: AbortSignal
  /** `at`: place in the asks. They come in any order. */
  onHeard: (at: number, heard: HeardAsk) => void | Promise<void>
}

export interface Ears {
  /** Cancelling lets each thread finish the ask it is at (a second). */
  hearAll: (asks: readonly SpokenAsk[], work: HearWork) => Promise<void>
  close: () => Promise<void>
}

/** Errors: language-not-supported, model-missing, model-damaged. */
export async function openEars(options: EarsOptions, threadCount: number): Promise<Ears> {
  const threads = Array.from({ length: threadCount }, () => new EarsThread(options))
  try {
    await Promise.all(threads.map((thread) => thread.ready))
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.close()))
    throw error
  }
  return {
    hearAll: async (asks, { signal, onHeard }) => {
      const waiting = asks.entries()
      const lane = async (thread: EarsThread): Promise<void> => {
        for (const [at, ask] of waiting) {
          signal.throwIfAborted()
          await onHeard(at, await thread.hear(ask))
        }
      }
      await settledAll(threads.map(lane))
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

class EarsThread {
  readonly #worker: Worker
  readonly ready: Promise<unknown>

  constructor(options: EarsOptions) {
    this.#worker = startThread('ears', options)
    this.ready = this.#reply()
  }

  async hear(ask: SpokenAsk): Promise<HeardAsk> {
    const reply = this.#reply()
    this.#worker.postMessage(ask)
    return v.parse(heardAskSchema, await reply)
  }

  async close(): Promise<void> {
    await this.ready.catch(() => undefined)
    if (this.#worker.threadId === -1) return // ended by a bug of its own
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve))
    this.#worker.postMessage(null)
    await ended
  }

  async #reply(): Promise<unknown> {
    const received = await nextMessage(this.#worker, () => new Error('a listening thread ended'))
    const result = v.parse(resultSchema, received)
    if (!result.ok) throw errorOf(result.failure)
    return result.value
  }
}

/** Waits for all, also where one failed: nothing may still run when the caller closes the threads. */
async function settledAll(lanes: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(lanes)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
