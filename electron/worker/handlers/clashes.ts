// Handler of finding.ask: the device is asked every phrase of every topic; what it answers wrongly is among the findings from then on.
// Example: { count: 3 } -> finding.list has three findings more, until somebody changes their topics.

import { join } from 'node:path'
import { Simulator } from '../device/simulator.ts'
import { rememberedEncoder } from '../encoder/remembered.ts'
import type { HandlersNamed } from '../handlers.ts'
import { part } from '../pipeline/pipeline.ts'
import { clashesOf } from '../testing/clashes.ts'
import type { Workspace } from '../workspace.ts'

export function clashHandlers(workspace: Workspace): HandlersNamed<'finding.ask'> {
  return {
    'finding.ask': async (_, work) => {
      const { engines, store } = workspace
      const { bytes, projects } = await workspace.bundle(part(work, 0, 0.5))
      const [{ topics, settings } = store.project] = projects // as it went into the bytes: it may be another one by now
      const phrases = topics.flatMap((topic) => topic.phrases.map(({ text }) => text.trim()))
      const minilm = await engines.encoder('minilm')
      const cache = engines.vectorCache(join(store.cacheFolder, 'vectors'), minilm)
      const { encoderText } = await engines.sentences(settings.language)
      const texts = encoderText ? phrases.map(encoderText) : phrases
      const encoder = await rememberedEncoder(texts, minilm, cache, part(work, 0.5, 0.6))
      const { runtime, listener } = engines
      const device = await Simulator.open({
        bundle: bytes,
        engines: { runtime, listener, encoder: () => Promise.resolve(encoder) },
      })
      const clashes = await clashesOf(topics, device, part(work, 0.6, 1))
      workspace.keepClashes(clashes)
      return { count: clashes.length }
    },
  }
}
