// Whole topics: divided, put together, doubled, signed, found, pronounced.
import { describe, expect, it } from 'vitest'
import type { PageBlocks, Topic } from '../../../shared/domain.ts'
import { manualId, topicId } from '../../../shared/ids.ts'
import { saidTopics } from '../../../electron/worker/pipeline/saidTopics.ts'
import { duplicated, merged, respoken, split } from '../../../electron/worker/topics/editing.ts'
import { freeId } from '../../../electron/worker/topics/emptyTopic.ts'
import { TopicSearch } from '../../../electron/worker/topics/search.ts'
import { isApproved, signedOff } from '../../../electron/worker/topics/signOff.ts'
import { lexiconOf, pronounced } from '../../../electron/worker/topics/spokenText/pronounce.ts'
import { topicFromPlace } from '../../../electron/worker/topics/topicFromPlace.ts'
import { makeTopic } from './makeTopic.ts'

const ada = { by: 'Ada', at: '2026-11-24T09:00:00.000Z' }
const written = ({ steps }: Topic): string[] => steps.map((step) => step.written)
const hazard = {
  signalWord: 'danger',
  written: 'Unplug it.',
  spoken: 'Danger. Unplug it.',
  consequence: '',
  avoidance: '',
  sources: [],
} as const
const topic: Topic = { ...makeTopic(['One.', 'Two.', 'Three.']), hazards: [{ ...hazard, sources: [] }] }
const idFor = (title: string) => freeId({ topics: [topic] }, title)

describe('whole topics', () => {
  it('are split with the hazards in both halves', () => {
    const halves = split(topic, 2, idFor)
    expect(halves?.map(written)).toEqual([['One.', 'Two.'], ['Three.']])
    expect(halves?.map(({ title, hazards }) => [title, hazards.length])).toEqual([
      ['Descaling', 1],
      ['Descaling (2)', 1],
    ])
    expect([split(topic, 0, idFor), split(topic, 3, idFor)]).toEqual([null, null])
  })

  it('are merged with nothing said twice', () => {
    const other: Topic = { ...makeTopic(['Four.'], { title: 'More' }), hazards: topic.hazards }
    const together = merged(topic, other)
    expect(written(together)).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
    expect([together.hazards.length, together.phrases.map(({ text }) => text)]).toEqual([1, ['Descaling', 'More']])
  })

  it('are doubled as drafts with an id and a name of their own', () => {
    const copy = duplicated(signedOff(topic, 'approved', ada), idFor)
    expect(copy).toMatchObject({ id: 'descaling-2', title: 'Descaling (2)', status: 'draft', steps: topic.steps })
    expect(copy.signOffs).toBeUndefined()
  })
})

describe('a signature', () => {
  it('holds for the words it was given to, and no others', () => {
    const approved = signedOff(signedOff(topic, 'reviewed', ada), 'approved', { ...ada, by: 'Grace' })
    expect(approved.signOffs?.map(({ status, by }) => [status, by])).toEqual([
      ['reviewed', 'Ada'],
      ['approved', 'Grace'],
    ])
    expect([isApproved(approved), isApproved({ ...approved, title: 'Other' })]).toEqual([true, false])
    expect(isApproved({ ...approved, sources: [], comments: [] })).toBe(true)
  })
})

describe('pronunciation', () => {
  const settings = {
    lexicon: [
      { written: 'Miele', spoken: 'Meeler' },
      { written: 'Miele Pro', spoken: 'Meeler Pro' },
    ],
  }
  it.each([
    ['Call Miele.', 'Call Meeler.'],
    ['Mieles and Miele-like', 'Mieles and Meeler-like'],
    ['(Miele Pro)', '(Meeler Pro)'],
  ])('says %s as %s', (text, spoken) => expect(pronounced(text, lexiconOf(settings))).toBe(spoken))

  it('reaches made and edited texts of the bundle, and leaves out what is left out', () => {
    const own = makeTopic(['Call Miele.', 'Not this.'])
    const [step, second] = own.steps
    const edited = {
      ...own,
      steps: [
        { ...step!, isEdited: true },
        { ...second!, isLeftOut: true },
      ],
    }
    expect(saidTopics([edited], settings).map(({ steps }) => steps.map(({ spoken }) => spoken))).toEqual([
      ['Call Meeler.'],
    ])
    expect(saidTopics([own], {})[0]).toBe(own)
  })

  it('takes an approval back only where words change', () => {
    const words = { from: lexiconOf({}), to: lexiconOf(settings) }
    const [brand, plain] = [makeTopic(['Call Miele.']), makeTopic(['Wait.'])].map((one) =>
      signedOff(one, 'approved', ada),
    )
    expect(respoken(brand!, words)).toMatchObject({ status: 'draft', steps: [{ spoken: 'Call Meeler.' }] })
    expect(respoken(plain!, words)).toBe(plain)
  })
})

describe('search', () => {
  const topics = [
    makeTopic(['Put vinegar into the tank.']),
    makeTopic(['Clean the sieve.'], { id: topicId('sieve'), title: 'Cleaning the sieve' }),
    makeTopic(['Spülen Sie es.'], { id: topicId('rinse'), title: 'Klarspüler' }),
  ]
  const search = new TopicSearch()
  it.each([
    ['desclaing', ['descaling']],
    ['vinegr', ['descaling']],
    ['clean si', ['sieve']],
    ['klarspuler', ['rinse']],
    ['aeroplane', []],
  ])('%s', (text, ids) => expect(search.find(topics, text)).toEqual(ids))

  it('follows what is changed and removed', () => {
    const renamed = { ...topics[0]!, title: 'Decalcifying' }
    expect([search.find([renamed], 'decalcifying'), search.find([renamed], 'sieve')]).toEqual([['descaling'], []])
  })
})

describe('a topic from blocks of a page', () => {
  const box = { x: 0, y: 0, width: 9, height: 9 }
  const page: PageBlocks = {
    page: 4,
    isOcr: false,
    dropped: [],
    blocks: [
      { kind: 'heading', level: 2, text: 'Descaling', page: 4, box },
      { kind: 'step', text: 'Open it.', marker: '1.', ordinal: 1, page: 4, box },
      { kind: 'step', text: 'Close it.', marker: '2.', ordinal: 2, page: 4, box },
      { kind: 'paragraph', text: 'The tank holds 2 l. Never fill more.', page: 4, box },
    ],
  }
  const from = (blocks: number[]) =>
    topicFromPlace({ topics: [topic] }, { manual: manualId('d60'), page, blocks, language: 'en', lexicon: new Map() })

  it('takes its name from the heading, and a free id', () =>
    expect(from([0, 1, 2])).toMatchObject({
      id: 'descaling-2',
      title: 'Descaling',
      isProcedure: true,
      isAuthored: true,
    }))
  it('takes its first words where there is no heading', () =>
    expect(from([3])).toMatchObject({
      title: 'The tank holds 2 l',
      steps: [{ spoken: 'The tank holds 2 litres. Never fill more.' }],
    }))
  it('says so where there is nothing to say', () => expect(() => from([])).toThrow('topic-not-found'))
})
