import { bundleBytes } from '../../../shared/format/bundleBytes.ts'
// A washer of four topics as a bundle and an open device: real encoder, real runtime. Example: const { engines, simulator } = await openWasher()

import type { Hazard, Project, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { memoryVectorCache } from '../../../electron/worker/encoder/vectorCache.ts'
import { Engines } from '../../../electron/worker/engines.ts'
import { contentsFromTopics } from '../../../electron/worker/pipeline/pipeline.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { modelsFolder, quietWork } from '../speech/models.ts'

const source = { manual: manualId('manual'), page: 3, box: { x: 0, y: 0, width: 100, height: 10 } }
const hazard: Hazard = {
  signalWord: 'danger',
  written: 'Unplug the machine first.',
  spoken: 'Danger: unplug the machine first.',
  consequence: '',
  avoidance: '',
  sources: [source],
}
const topic = (id: string, title: string, steps: string[], more: Partial<Topic> = {}): Topic => {
  const said = { steps: stepsOf(steps, [source]), isProcedure: true }
  return topicOf(id, { title, ...said, status: 'approved', sources: [source], ...more })
}
export const washerTopics = [
  topic('filter', 'How do I clean the filter?', ['Turn the filter.', 'Lift it out.', 'Rinse it.'], {
    hazards: [hazard],
  }),
  topic('salt', 'How do I fill in salt?', ['Open the salt container.', 'Pour in the salt.']),
  topic('wet', 'The dishes are still wet', ['Open the door after the wash.'], {
    kind: 'troubleshooting',
    isProcedure: false,
  }),
  topic('e15', 'What does error E15 mean?', ['Water is in the base. Close the tap.'], {
    kind: 'error-code',
    codes: ['E15'],
    isProcedure: false,
  }),
]
const settings: Project['settings'] = { name: 'Test washer', language: 'en', target: 'sl2610-linux', ranking: {} }

export async function openWasher(): Promise<{ engines: Engines; bundle: Uint8Array; simulator: Simulator }> {
  const engines = new Engines({ ...environmentOfCheckout(), modelsFolder })
  const { vectorTexts = [], ...contents } = await contentsFromTopics(
    {
      topics: washerTopics,
      manuals: [],
      settings,
      isDevelopment: true,
      target: {
        id: 'sl2610-linux',
        name: '',
        description: '',
        encoder: 'minilm',
        speech: 'text',
        models: [],
        limits: { bundleBytes: 1e8, ramBytes: 1e8 },
        sources: [],
      },
    },
    {
      encoder: await engines.encoder('minilm'),
      analyse: await engines.analyse(),
      background: ['What is the weather like tomorrow?', 'Play some music.', 'How do I get to the station?'],
      paraphrases: [],
      names: [],
      cache: memoryVectorCache(),
    },
    quietWork,
  )
  const bundle = bundleBytes(contents)
  return { engines, bundle, simulator: await Simulator.open({ bundle, vectorTexts, engines }) }
}
