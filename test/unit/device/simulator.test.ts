import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hazard, Project, Topic } from '../../../shared/domain.ts'
import { manualId } from '../../../shared/ids.ts'
import { environmentOfCheckout } from '../../../electron/cli/surroundings.ts'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import { memoryVectorCache } from '../../../electron/worker/encoder/vectorCache.ts'
import { Engines } from '../../../electron/worker/engines.ts'
import { bundleFromTopics } from '../../../electron/worker/pipeline/pipeline.ts'
import { kitchenNoise } from '../../../electron/worker/speech/noise.ts'
import { floatPcm } from '../../../electron/worker/speech/wav.ts'
import { askSpoken } from '../../../electron/worker/testing/spoken.ts'
import { codeOf, inSilence, modelsFolder, quietWork } from '../speech/models.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'

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
const topics = [
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

let engines: Engines
let bundle: Uint8Array
let simulator: Simulator
beforeAll(async () => {
  engines = new Engines({ ...environmentOfCheckout(), modelsFolder })
  bundle = await bundleFromTopics(
    {
      topics,
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
      cache: memoryVectorCache(),
    },
    quietWork,
  )
  simulator = await Simulator.open({ bundle, engines })
})
afterAll(() => engines.close())

const say = async (text: string) => {
  const speaker = await engines.speaker('en')
  return inSilence(floatPcm((await speaker.speak(text, { voice: 'rms', signal: quietWork.signal })).pcm))
}

describe('simulator', () => {
  it('answers a typed question from the bundle, hazard first', async () => {
    const { reply, transcript, candidates } = await simulator.ask('how can I clean the filter')
    expect(reply).toMatchObject({ kind: 'answer', topicId: 'filter', position: { step: 1, count: 3 } })
    expect(reply.utterances.map(({ text }) => text)).toEqual([
      'Danger: unplug the machine first.',
      'Step 1 of 3. Turn the filter.',
    ])
    expect(transcript).toBe('how can I clean the filter')
    expect(candidates[0]).toMatchObject({ topicId: 'filter' })
  })

  it('moves through the steps by command, typed or said', async () => {
    await simulator.ask('how can I clean the filter')
    expect(simulator.command('next').utterances.at(-1)?.text).toBe('Step 2 of 3. Lift it out.')
    expect((await simulator.ask('Next, please.')).reply.utterances.at(-1)?.text).toBe('Step 3 of 3. Rinse it.')
    expect((await simulator.listen(await say('Go back.'), 16_000, quietWork)).reply.position).toEqual({
      step: 2,
      count: 3,
    })
    expect((await simulator.ask('stop')).reply.kind).toBe('end')
  })

  it('answers a spoken question and says how long each part took', async () => {
    const { reply, transcript, timings } = await simulator.listen(
      await say('How do I clean the filter?'),
      16_000,
      quietWork,
    )
    expect([reply.topicId, transcript]).toEqual(['filter', 'How do I clean the filter?'])
    expect(timings.listenMs).toBeGreaterThan(timings.searchMs)
  })

  it('takes the times from the clock that it is given', async () => {
    let ms = 0
    const device = await Simulator.open({ bundle, engines, now: () => (ms += 5) })
    expect((await device.ask('how can I clean the filter')).timings).toEqual({ listenMs: 0, encodeMs: 5, searchMs: 5 })
  })

  it.each([
    ['', 'question-empty'],
    [' … ?', 'question-empty'],
    ['why '.repeat(300), 'question-too-long'],
    ['Wie reinige ich das Sieb in der Maschine und wie oft ist das nötig?', 'question-language'],
  ])('does not take %j', async (text, code) => {
    expect(await codeOf(simulator.ask(text))).toBe(code)
  })

  it('answers nothing to noise', async () => {
    expect(await codeOf(simulator.listen(kitchenNoise('pump'), 16_000, quietWork))).toBe('no-speech')
  })

  it('opens no bundle that is damaged anywhere', async () => {
    for (const place of [0, 100, bundle.length >> 1, bundle.length - 1]) {
      const damaged = bundle.slice()
      damaged[place]! ^= 1
      expect(await codeOf(Simulator.open({ bundle: damaged, engines }))).toMatch(/^bundle-/)
    }
  })

  it('runs a spoken suite the same way twice', async () => {
    const speaker = await engines.speaker('en')
    const suite = {
      questions: ['How do I clean the filter?', 'The dishes are still wet.'],
      voices: ['rms', 'kal'],
      snrsDb: [null, 20],
      seed: 1,
    }
    const run = () => askSpoken(suite, { device: simulator, speaker }, quietWork)
    const [first, second] = [await run(), await run()]
    const what = ({ rows }: typeof first) => rows.map(({ turn, ...row }) => ({ ...row, topic: turn?.reply.topicId }))
    expect(what(second)).toEqual(what(first))
    expect(first.rows).toHaveLength(8)
    expect(first.rows.filter(({ snrDb, noise }) => snrDb === null && noise === null)).toHaveLength(4)
    expect(first.wer).toBeLessThan(0.25)
  })

  it('stops a spoken suite when cancelled', async () => {
    const speaker = await engines.speaker('en')
    const suite = { questions: ['Hello?'], voices: ['slt'], snrsDb: [null], seed: 1 }
    const cancelled = { ...quietWork, signal: AbortSignal.abort() }
    expect(await codeOf(askSpoken(suite, { device: simulator, speaker }, cancelled))).toBe('AbortError')
  })
})
