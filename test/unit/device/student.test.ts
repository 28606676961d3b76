// A bundle for a microcontroller: MiniLM makes it, and its own token table asks it.
import { afterAll, expect, it } from 'vitest'
import type { Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { memoryVectorCache } from '../../../electron/worker/encoder/vectorCache.ts'
import { Engines } from '../../../electron/worker/engines.ts'
import { bundleFromTopics } from '../../../electron/worker/pipeline/pipeline.ts'
import { modelsFolder, quietWork } from '../speech/models.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { microcontroller } from './microcontroller.ts'

const engines = new Engines({ ...environmentOfCheckout(), modelsFolder })
afterAll(() => engines.close())

const source = { manual: manualId('manual'), page: 3, box: { x: 0, y: 0, width: 100, height: 10 } }
const topic = (id: string, title: string, text: string): Topic =>
  topicOf(id, {
    kind: 'troubleshooting',
    title,
    steps: stepsOf([text], [source]),
    status: 'approved',
    sources: [source],
  })

it.each(['static-small', 'static-full'] as const)(
  'answers words that the manual never prints by %s, without a model',
  async (encoder) => {
    const bundle = await bundleFromTopics(
      {
        topics: [
          topic('smell', 'Unpleasant odour', 'Clean the interior with warm water.'),
          topic('noise', 'The fan is noisy', 'Level the appliance on its feet.'),
          topic('ice', 'Ice maker does not work', 'Open the water valve.'),
        ],
        manuals: [],
        settings: { name: 'Fridge', language: 'en', target: microcontroller.id, ranking: {} },
        isDevelopment: true,
        target: { ...microcontroller, encoder },
      },
      {
        encoder: await engines.encoder('minilm'),
        student: await engines.student(encoder),
        analyse: await engines.analyse(),
        background: [],
        paraphrases: [],
        names: [],
        cache: memoryVectorCache(),
      },
      quietWork,
    )
    const encoderless = {
      runtime: engines.runtime,
      listener: engines.listener,
      encoder: () => Promise.reject(new Error('no model')),
    }
    const device = await Simulator.open({ bundle, engines: encoderless })
    expect(device.describe()).toMatchObject({ encoder, dim: encoder === 'static-full' ? 256 : 128 })
    expect((await device.ask('it stinks in there')).candidates[0]?.topicId).toBe('smell')
    expect((await device.ask('why is it so loud')).candidates[0]?.topicId).toBe('noise')
  },
)

it('answers German by a table that knows English, through the glossary of the bundle', async () => {
  const german = (...topicOfIt: Parameters<typeof topic>): Topic => ({ ...topic(...topicOfIt), language: 'de' })
  const sentences = await engines.sentences('de')
  const bundle = await bundleFromTopics(
    {
      topics: [
        german('smell', 'Unangenehmer Geruch', 'Reinigen Sie den Innenraum mit warmem Wasser.'),
        german('noise', 'Der Lüfter ist laut', 'Richten Sie das Gerät auf seinen Füßen aus.'),
        german('ice', 'Der Eisbereiter funktioniert nicht', 'Öffnen Sie das Wasserventil.'),
      ],
      manuals: [],
      settings: { name: 'Kühlschrank', language: 'de', target: microcontroller.id, ranking: {} },
      isDevelopment: true,
      target: { ...microcontroller, encoder: 'static-small' },
    },
    {
      encoder: await engines.encoder('minilm'),
      student: await engines.student('static-small'),
      analyse: await engines.analyse(),
      ...sentences,
      background: [],
      paraphrases: [],
      names: [],
      cache: memoryVectorCache(),
    },
    quietWork,
  )
  const device = await Simulator.open({ bundle, engines })
  const best: unknown[] = []
  for (const question of ['da drin stinkt es', 'was ist das für ein Krach', 'er macht keine Eiswürfel mehr'])
    best.push((await device.ask(question)).candidates[0]?.topicId)
  expect(best).toEqual(['smell', 'noise', 'ice'])
})
