// PCM of a recording or a microphone -> what was said: resample to 16 kHz, find speech (Silero VAD), transcribe (Moonshine), refuse what
// was no question. Example: await listener.listen(pcm, 48000, work) -> { transcript: 'How do I descale it?', words, segments, timings }.
// Trap: silence, a running dishwasher and clattering plates must give no-speech ("I didn't hear a question"), never invented words.

import { LiveListening, type LiveOptions } from './live.ts'
import { openMoonshine } from './moonshine.ts'
import { resample } from './resample.ts'
import { speechPackFor } from './speechPack.ts'
import type { Vocabulary } from './vocabulary.ts'
import { speechRateHz, understood, type Heard, type ListenWork, type Understanding } from './understand.ts'
import { openVoiceActivity } from './voiceActivity.ts'
import { WordPrior } from './wordPrior.ts'

export interface Listener {
  /** Errors: no-speech (with a reason), question-too-long (more speech than a question has). */
  listen: (pcm: Float32Array, sampleRateHz: number, work: ListenWork) => Promise<Heard>
  /** The same while the person is still speaking. */
  begin: (options: LiveOptions) => LiveListening
  close: () => Promise<void>
}

export interface ListenerOptions {
  modelsFolder: string
  language: string
  now?: () => number
  /** What people ask appliances of any kind, in this language: beside the manual's own sentences it says which words are likely. */
  everyday?: readonly string[]
  /** Processor cores for the model; 1 where several listen side by side. */
  cores?: number
}

/** Errors: language-not-supported (no pack for it), model-missing, model-damaged. */
export async function openListener({
  modelsFolder,
  language,
  now = () => performance.now(),
  everyday = [],
  cores = 2,
}: ListenerOptions): Promise<Listener> {
  const pack = await speechPackFor(modelsFolder, 'speech-to-text', language)
  const [activity, model] = await Promise.all([
    openVoiceActivity(modelsFolder),
    openMoonshine({ modelsFolder, pack, now, cores }),
  ])
  const understanding: Understanding = {
    transcribe: (sound, options) => model.transcribe(sound, options),
    priorOf: priors(everyday),
    now,
  }
  return {
    listen: async (pcm, sampleRateHz, work) => {
      const startedMs = now()
      const sound = resample(pcm, sampleRateHz, speechRateHz)
      const resampledMs = now()
      work.report(0.05, 'listen')
      const segments = await activity.segments(sound, work.signal)
      const heard = await understood({ sound, segments }, understanding, work)
      const { encodeMs, decodeMs, repairMs } = heard.timings
      const voiceActivityMs = now() - resampledMs - encodeMs - decodeMs - repairMs
      const timings = { ...heard.timings, resampleMs: resampledMs - startedMs, voiceActivityMs }
      return { ...heard, timings: { ...timings, listenMs: now() - startedMs } }
    },
    begin: (options) => new LiveListening(activity.stream(), understanding, options),
    close: async () => {
      await Promise.all([activity.close(), model.close()])
    },
  }
}

/** One a vocabulary, made when it is first heard with (20 ms). */
function priors(everyday: readonly string[]): Understanding['priorOf'] {
  const known = new WeakMap<Vocabulary, WordPrior>()
  return (vocabulary) => {
    if (!vocabulary) return undefined
    const prior = known.get(vocabulary) ?? new WordPrior([...vocabulary.sentences, ...everyday])
    known.set(vocabulary, prior)
    return prior
  }
}
