// Topics -> index -> the device's own analyser: integers, sorted, and the background without what the manual itself says.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embeddings, Topic } from '../../../shared/domain.ts'
import { analyseTerms } from '../../../electron/worker/device/analyseTerms.ts'
import type { Encoder } from '../../../electron/worker/encoder/encoder.ts'
import { minilm } from '../../../electron/worker/encoder/minilm.ts'
import { memoryVectorCache } from '../../../electron/worker/encoder/vectorCache.ts'
import { openModelPack } from '../../../electron/worker/models/modelPack.ts'
import { parseParaphrases } from '../../../electron/worker/topics/paraphrases.ts'
import type { Paraphrase } from '../../../electron/worker/topics/paraphrases.ts'
import { embeddingsFromTopics } from '../../../electron/worker/pipeline/embeddingsFromTopics.ts'
import { defaultRanking, indexFromEmbeddings } from '../../../electron/worker/pipeline/indexFromEmbeddings.ts'
import { buildMinilm } from '../../../scripts/models/minilm.ts'
import { stepsOf, topicOf } from '../../topicOf.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const topic = (title: string, spoken: string, more: Partial<Topic> = {}): Topic =>
  topicOf(title.toLowerCase().replace(/\W+/g, '-'), { title, steps: stepsOf([spoken]), ...more })
const topics = [
  topic('Cleaning the filter', 'Turn the filter. Lift it out.'),
  topic('E15', 'The water switch has tripped.', { kind: 'error-code', codes: ['E15'] }),
  topic('Filling salt', 'Open the lid. Pour in the salt.'),
]
const work = { signal: new AbortController().signal, report: (): void => undefined }

let encoder: Encoder
let analyse: (text: string, language: string) => string[]
beforeAll(async () => {
  await buildMinilm(join(root, 'out/models'))
  encoder = minilm(await openModelPack(join(root, 'out/models'), 'minilm'))
  analyse = analyseTerms(new Uint8Array(await readFile(join(root, 'assets/runtime/psp_runtime.wasm'))))
}, 180_000)
afterAll(() => encoder.close())

const embed = (all: readonly Topic[], background: string[] = [], paraphrases: Paraphrase[] = []): Promise<Embeddings> =>
  embeddingsFromTopics(all, { encoder, cache: memoryVectorCache(), background, paraphrases }, work)

describe('embeddings', () => {
  test('are of phrases, passages, and the title with them, each text once', async () => {
    const { rows } = await embed(topics.slice(0, 1))
    expect(rows).toEqual([
      { topic: 0, role: 'phrase', text: 'Cleaning the filter' },
      { topic: 0, role: 'answer', text: 'Turn the filter. Lift it out.' },
      { topic: 0, role: 'phrase-and-answer', text: 'Cleaning the filter. Turn the filter. Lift it out.' },
    ])
  })

  test('keep every phrase that a person added, and few of the generated ones', async () => {
    const generated = Array.from({ length: 9 }, (_, at) => ({ text: `way ${at}`, origin: 'template' as const }))
    const taught = Array.from({ length: 9 }, (_, at) => ({ text: `mine ${at}`, origin: 'taught' as const }))
    const { rows } = await embed([topic('Salt', 'Pour.', { phrases: [...generated, ...taught] })])
    const texts = rows.filter(({ role }) => role === 'phrase').map(({ text }) => text)
    expect([texts.length, texts.filter((text) => text.startsWith('mine')).length]).toEqual([13, 9])
  })

  test('hold how people say what a phrase prints, beside their topic, where kind and meaning fit', async () => {
    const dry = topic('Poor drying result', 'Open the door.', { kind: 'troubleshooting' })
    const entries: Paraphrase[] = [
      { intent: 'symptom', printed: ['Dishes are not dried well'], spoken: ["everything's wet still"] },
      { intent: 'howto', printed: ['Drying the dishes'], spoken: ['how do I dry them'] },
      { intent: 'symptom', printed: ['No light in the oven'], spoken: ['it is dark in there'] },
    ]
    const { rows, vectors } = await embed([dry, ...topics], [], entries)
    expect(rows.filter(({ role }) => role === 'paraphrase')).toEqual([
      { topic: 0, role: 'paraphrase', text: "everything's wet still" },
    ])
    expect(rows.map((row) => row.topic)).toEqual(rows.map((row) => row.topic).sort((a, b) => a - b))
    expect(vectors.length).toBe(rows.length * encoder.dim)
  })

  test('leave out background that says what the manual says', async () => {
    const { background } = await embed(topics, ['how do I clean the filter', 'who won the match last night'])
    expect([...background]).toEqual([...(await encoder.encode(['who won the match last night']))])
  })
})

describe('paraphrases.txt', () => {
  test('has printed wordings on a line and spoken ones below it; lines that are neither are left out', () => {
    const text =
      '# ours\n\n## oven\nsymptom It is cold / No heat\n  it stays cold / still raw\nhowto Nobody says this\nstray\n'
    expect(parseParaphrases(text)).toEqual([
      { intent: 'symptom', printed: ['It is cold', 'No heat'], spoken: ['it stays cold', 'still raw'] },
    ])
  })
})

describe('the index', () => {
  const options = () => ({ analyse, names: [['kettle'], ['washing machine', 'washer']], ranking: {} })

  test('holds integers only, with terms sorted by bytes and postings by topic', async () => {
    const index = await indexFromEmbeddings(await embed(topics), topics, options())
    const terms = index.terms.map(({ term }) => term)
    expect(terms).toEqual([...terms].sort())
    const numbers = [
      ...Object.values(index.ranking),
      ...index.terms.flatMap(({ weight, postings }) => [
        weight,
        ...postings.flatMap((one) => [one.topic, one.frequency]),
      ]),
    ]
    expect(numbers.filter((number) => !Number.isInteger(number))).toEqual([])
    for (const { postings } of index.terms)
      expect(postings.map((one) => one.topic)).toEqual(postings.map((one) => one.topic).sort((a, b) => a - b))
  })

  test('finds a code however it is said, in its own topic alone', async () => {
    const index = await indexFromEmbeddings(await embed(topics), topics, options())
    for (const said of ['E15', 'e 15', 'E fifteen']) {
      const [found] = index.terms.filter(({ term }) => analyse(said, 'en').includes(term))
      expect(found?.postings.map((one) => one.topic)).toEqual([1])
    }
  })

  test('has names of what the topics never print as terms without postings', async () => {
    const index = await indexFromEmbeddings(await embed(topics), topics, options())
    const foreign = index.terms.filter(({ postings }) => postings.length === 0)
    expect(foreign.map(({ term }) => term)).toEqual(['kettl', 'wash machin', 'washer'])
  })

  test('trusts words more where the encoder does not know the language', async () => {
    const german = topics.map((topic) => ({ ...topic, language: 'de' }))
    const { ranking } = await indexFromEmbeddings(await embed(german), german, options())
    expect(ranking.lexicalWeightQ15).toBeGreaterThan(defaultRanking.lexicalWeightQ15)
  })

  test('asks less where a glossary reads the language for the encoder', async () => {
    const german = topics.map((topic) => ({ ...topic, language: 'de' }))
    const { ranking } = await indexFromEmbeddings(await embed(german), german, { ...options(), hasGlossary: true })
    expect(ranking).toEqual({ ...defaultRanking, thresholdQ15: 4915 }) // 0.15
  })

  test('asks less of a manual among whose topics little is near by chance, unless the author chose a limit', async () => {
    const elsewhere = Array.from({ length: 24 }, (_, at) => `who won match ${at} of the season`)
    const embedded = await embed(topics, elsewhere)
    const indexes = [{}, { thresholdQ15: 7000 }].map((ranking) =>
      indexFromEmbeddings(embedded, topics, { ...options(), ranking }),
    )
    expect((await Promise.all(indexes)).map(({ ranking }) => ranking.thresholdQ15)).toEqual([
      defaultRanking.thresholdQ15 - 1638,
      7000,
    ]) // three topics: the most there is, 0.05
  })

  test('lets the author change one limit and keeps the others', async () => {
    const { ranking } = await indexFromEmbeddings(await embed(topics), topics, {
      ...options(),
      ranking: { choices: 2 },
    })
    expect(ranking).toEqual({ ...defaultRanking, choices: 2 })
  })
})
