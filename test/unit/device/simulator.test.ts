import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Simulator } from '../../../electron/worker/device/simulator.ts'
import type { Engines } from '../../../electron/worker/engines.ts'
import { kitchenNoise } from '../../../scripts/noises/kitchenNoise.ts'
import { floatPcm } from '../../../electron/worker/speech/wav.ts'
import { codeOf, inSilence, quietWork } from '../speech/models.ts'
import { openWasher } from './washer.ts'

let engines: Engines
let bundle: Uint8Array
let simulator: Simulator
beforeAll(async () => {
  ;({ engines, bundle, simulator } = await openWasher())
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

  it('says which phrase or passage of each candidate was nearest to the question', async () => {
    const { candidates } = await simulator.ask('unplug the machine, then turn the filter')
    const match = candidates.find(({ topicId }) => topicId === 'filter')?.match
    expect(match?.text).toMatch(/filter/i)
    const same = await simulator.ask(match?.text ?? '')
    expect(same.candidates[0]).toMatchObject({ topicId: 'filter', match })
    expect(same.candidates[0]?.score).toBeGreaterThan(0.7)
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

  it('searches with all readings of what was heard, each by its weight', async () => {
    const transcript = 'the turtle reads a newspaper'
    const scoreWith = async (weight: number): Promise<number> => {
      const readings = [
        { text: transcript, weight: 1 - weight },
        { text: 'how can I clean the filter', weight },
      ]
      const { candidates, transcript: shown } = await simulator.answerHeard({ transcript, readings })
      expect(shown).toBe(transcript)
      return candidates.find(({ topicId }) => topicId === 'filter')?.score ?? 0
    }
    const [none, some, most] = [await scoreWith(0), await scoreWith(0.4), await scoreWith(0.9)]
    expect(some).toBeGreaterThan(none)
    expect(most).toBeGreaterThan(some)
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
})
