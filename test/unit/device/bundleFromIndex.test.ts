import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyseTerms } from '../../../electron/worker/device/analyseTerms.ts'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { bundleFromIndex } from '../../../electron/worker/pipeline/bundleFromIndex.ts'
import { rankingByEncoder } from '../../../electron/worker/pipeline/indexFromEmbeddings.ts'
import type { Manual, ProjectSettings, SearchIndex, Source, Topic } from '../../../shared/domain.ts'
import { manualId, topicId } from '../../../shared/ids.ts'
import { vectorOf, dim } from '../../golden/goldenBundle.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'
import { microcontroller } from './microcontroller.ts'

const wasm = new Uint8Array(readFileSync(new URL('../../../assets/runtime/psp_runtime.wasm', import.meta.url)))
const analyse = analyseTerms(wasm)

describe('bundleFromIndex', () => {
  it('speaks a procedure one numbered step at a time, with its hazards before the first', async () => {
    const device = await deviceOf({
      isProcedure: true,
      steps: ['Open it.', 'Rinse it.'],
      hazards: ['Danger. Unplug it.'],
    })
    const said = [device.askText('filter'), device.command('next'), device.command('next')]
    expect(said.map(({ utterances }) => utterances.map(({ role, text }) => `${role}: ${text}`))).toEqual([
      ['hazard: Danger. Unplug it.', 'step: Step 1 of 2. Open it.'],
      ['step: Step 2 of 2. Rinse it.'],
      ['prompt: That was all.'],
    ])
  })

  it('counts steps and prompts in German for a German device', async () => {
    const device = await deviceOf({ isProcedure: true, steps: ['Öffnen.', 'Spülen.'], language: 'de' })
    expect(device.askText('filter').utterances.map(({ text }) => text)).toEqual(['Schritt 1 von 2. Öffnen.'])
    expect(device.askText('Wetter').utterances[0]?.text).toContain('nicht gefunden')
  })

  it('does not number a procedure of one step', async () => {
    const device = await deviceOf({ isProcedure: true, steps: ['Open it.'] })
    expect(device.askText('filter').utterances.map(({ text }) => text)).toEqual(['Open it.'])
  })

  it('says a short fact whole and pauses in a long one, at the end of a sentence', async () => {
    const sentence =
      'This sentence has about one hundred characters, which a person can listen to without getting lost.'
    const short = await deviceOf({ steps: [sentence, sentence] })
    const long = await deviceOf({ steps: Array<string>(9).fill(sentence) })
    expect(short.askText('filter').position).toEqual({ step: 2, count: 2 })
    expect(
      [long.askText('filter'), long.command('next'), long.command('next')].map(({ position }) => position.step),
    ).toEqual([4, 8, 9])
  })

  it('drops a source whose manual was removed, and keeps the sentence', async () => {
    const device = await deviceOf({ steps: ['Open it.'], sources: [sourceIn('gone'), sourceIn('manual')] })
    expect(device.answerOf(topicId('filter'))).toEqual([
      { role: 'step', text: 'Open it.', sources: [sourceIn('manual')] },
    ])
  })

  it('finds terms of any script: they are sorted by bytes, as the device searches', async () => {
    const words = ['Ω', '\u{10400}', '除', 'z', 'é', 'ﬁlter']
    const device = await deviceOf({ steps: ['Open it.'], words })
    for (const word of words) expect(device.askText(word).kind).toBe('answer')
  })

  it('asks about the topics that the answer points to, in words made of their titles unless an author wrote others', async () => {
    const device = await deviceOf({
      steps: ['Open it.'],
      offersOf: [
        { title: 'Cleaning the pump', kind: 'task', spoken: '' },
        { title: 'Error E15', kind: 'error-code', spoken: '' },
        { title: 'Salt', kind: 'reference', spoken: '' },
        { title: 'Noise', kind: 'concept', spoken: 'Shall I say more about the noise?' },
      ],
    })
    const asked = [device.askText('filter'), ...['no', 'no', 'no'].map((said) => device.obey(said))]
    expect(asked.map((reply) => reply?.utterances.at(-1)?.text)).toEqual([
      'Do you want to hear how to clean the pump?',
      'Do you want to hear about Error E fifteen?',
      'Do you want to hear more about this: Salt?',
      'Shall I say more about the noise?',
    ])
    expect(device.obey('yes')).toMatchObject({ topicId: 'offered-3', command: 'yes', offer: null })
  })

  it('makes no offer of a topic that the device does not have, or of the answer itself', async () => {
    const device = await deviceOf({ steps: ['Open it.'], pointsTo: ['gone', 'filter'] })
    expect(device.askText('filter').offer).toBe(null)
  })

  it('says its own sentences in the author’s words, where there are some', async () => {
    const device = await deviceOf({ steps: ['Open it.'], prompts: { refusal: 'Ask the kitchen.' } })
    expect(device.askText('weather').utterances.map(({ text }) => text)).toEqual(['Ask the kitchen.'])
    expect(device.command('next').utterances.map(({ text }) => text)).toEqual([
      'Ask me something about this appliance.',
    ])
  })

  it('marks a development bundle in its header', async () => {
    expect((await deviceOf({ steps: ['Open it.'] })).describe().isDevelopment).toBe(false)
    expect((await deviceOf({ steps: ['Open it.'], isDevelopment: true })).describe().isDevelopment).toBe(true)
  })
})

interface Wish {
  steps: string[]
  hazards?: string[]
  isProcedure?: boolean
  language?: string
  sources?: Source[]
  words?: string[]
  isDevelopment?: boolean
  prompts?: ProjectSettings['prompts']
  /** More topics, and what the first one asks about each. */
  offersOf?: { title: string; kind: Topic['kind']; spoken: string }[]
  /** Ids that its offers lead to. */
  pointsTo?: string[]
}

function sourceIn(manual: string): Source {
  return { manual: manualId(manual), page: 3, box: { x: 10.5, y: 20, width: 30, height: 40.25 } }
}

async function deviceOf(wish: Wish): Promise<DeviceRuntime> {
  const {
    language = 'en',
    sources = [],
    words = ['filter'],
    isDevelopment = false,
    offersOf = [],
    pointsTo = [],
  } = wish
  const topic = topicOf('filter', {
    title: 'Filter',
    language,
    phrases: [],
    hazards: (wish.hazards ?? []).map((spoken) => ({
      signalWord: 'danger',
      written: spoken,
      spoken,
      consequence: '',
      avoidance: '',
      sources,
    })),
    steps: stepsOf(wish.steps, sources),
    isProcedure: wish.isProcedure ?? false,
    sources,
    offers: [
      ...offersOf.map(({ spoken }, at) => ({ topic: topicId(`offered-${at}`), written: '', spoken, sources })),
      ...pointsTo.map((id) => ({ topic: topicId(id), written: '', spoken: '', sources })),
    ],
  })
  const offered = offersOf.map(({ title, kind }, at): Topic => {
    return { ...topic, id: topicId(`offered-${at}`), title, kind, offers: [] }
  })
  const terms = [...new Set(words.flatMap((word) => analyse(word, language)))]
  const index: SearchIndex = {
    encoder: 'static-small',
    dim,
    vectorTopics: Uint16Array.of(0),
    vectorRoles: ['phrase'],
    vectors: vectorOf('filter'),
    background: new Int8Array(0),
    terms: terms.map((term) => ({ term, weight: 100, postings: [{ topic: 0, frequency: 1 }] })),
    ranking: { ...rankingByEncoder['static-small'], thresholdQ15: 9000 },
  }
  const manual: Manual = {
    id: manualId('manual'),
    title: 'Manual',
    fileName: 'manual.pdf',
    sha256: '0f'.repeat(32),
    pageCount: 9,
    language,
    importedPages: '',
  }
  const settings = {
    name: 'Filter machine',
    language,
    target: microcontroller.id,
    ranking: {},
    ...(wish.prompts && { prompts: wish.prompts }),
  }
  return DeviceRuntime.open(
    wasm,
    bundleFromIndex({
      index,
      topics: [topic, ...offered],
      manuals: [manual],
      settings,
      target: microcontroller,
      isDevelopment,
    }),
  )
}
