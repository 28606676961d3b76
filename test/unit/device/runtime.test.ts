import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseTerms } from '../../../electron/worker/device/analyseTerms.ts'
import { DeviceRuntime } from '../../../electron/worker/device/runtime.ts'
import { statuses } from '../../../electron/worker/device/runtimeErrors.ts'
import { bundleBytes, digestToSign, directoryOf, signBundle } from '../../../shared/format/bundleBytes.ts'
import { structs } from '../../../shared/format/layout.ts'
import type { Reply, VectorRole } from '../../../shared/domain.ts'
import type { BundleContents } from '../../../shared/format/contents.ts'
import { topicId } from '../../../shared/ids.ts'
import { dim, goldenContents, towards, vectorOf } from '../../golden/goldenBundle.ts'

const root = new URL('../../../', import.meta.url)
const wasm = new Uint8Array(readFileSync(new URL('assets/runtime/psp_runtime.wasm', root)))
const bundle = bundleBytes(goldenContents())
const open = (bytes = bundle): Promise<DeviceRuntime> => DeviceRuntime.open(wasm, bytes)
const texts = (utterances: { text: string }[]): string[] => utterances.map(({ text }) => text)
describe('the device runtime', () => {
  it('needs nothing from outside: the module has no imports', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(wasm))).toEqual([])
  })

  it('says hazards and the first step together, then one step a "next", and says when it was the last', async () => {
    const device = await open()
    const said = [device.ask(vectorOf('how do I descale the kettle'), 'how do I descale the kettle')]
    for (const command of ['next', 'next', 'next', 'back', 'stop', 'next'] as const) said.push(device.command(command))
    expect(
      said.map(({ kind, utterances, position }) => [kind, position.step, utterances.length, utterances[0]?.role]),
    ).toEqual([
      ['answer', 1, 2, 'hazard'],
      ['answer', 2, 1, 'step'],
      ['answer', 3, 2, 'step'], // and an offer
      ['end', 0, 1, 'prompt'],
      ['answer', 2, 1, 'step'],
      ['end', 0, 1, 'prompt'],
      ['end', 0, 1, 'prompt'],
    ])
  })

  it('says a hazard again that was cut short, before any later step', async () => {
    const ask = async (): Promise<DeviceRuntime> => {
      const device = await open()
      device.ask(vectorOf('how do I descale the kettle'), 'how do I descale the kettle')
      return device
    }
    const saidAfter = (device: DeviceRuntime, command: 'next' | 'back'): [number, string | undefined] => {
      const { position, utterances } = device.command(command)
      return [position.step, utterances[0]?.role]
    }
    const cut = await ask()
    cut.cutShort(0) // in the hazard
    expect(saidAfter(cut, 'next')).toEqual([1, 'hazard'])
    expect(saidAfter(cut, 'next')).toEqual([2, 'step'])

    const jumped = await ask()
    jumped.cutShort(0)
    expect(jumped.command('go-to', 3)).toMatchObject({
      position: { step: 1 },
      utterances: [{ role: 'hazard' }, { role: 'step' }],
    })
    expect(jumped.command('go-to', 3).position.step).toBe(3)

    const heard = await ask()
    heard.cutShort(1) // in the step behind it
    expect(saidAfter(heard, 'next')).toEqual([2, 'step'])
    heard.cutShort(0)
    expect(saidAfter(heard, 'next')).toEqual([3, 'step'])
  })

  it('asks back where two topics are as good, and names them', async () => {
    const reply = (await open()).ask(vectorOf('the kettle does not'), 'the kettle does not')
    expect(reply).toMatchObject({ kind: 'clarification', topicId: null, title: '' })
    expect(texts(reply.utterances)).toEqual(['Did you mean The kettle does not stop or The kettle does not start?'])
    expect(reply.alternatives.map(({ topicId: id }) => id)).toEqual(['kettle-does-not-stop', 'kettle-does-not-start'])
  })

  describe('with two topics of a phrase, its answer and a spoken form each', () => {
    const roles: VectorRole[] = ['phrase', 'phrase-and-answer', 'paraphrase']
    const golden = goldenContents()
    /** Cosines of the three rows with the question. */
    const openWith = async (
      first: number[],
      second: number[],
      vectorRoles = [...roles, ...roles],
    ): Promise<DeviceRuntime> => {
      const contents = {
        ...golden,
        ...{ terms: [], background: new Int8Array(0), topics: golden.topics.slice(1, 3), vectorRoles },
        ...{
          vectorTopics: Uint16Array.of(0, 0, 0, 1, 1, 1),
          vectors: Int8Array.from([...first, ...second].flatMap(towards)),
        },
      }
      return open(bundleBytes(contents))
    }
    const ask = async (...cosines: Parameters<typeof openWith>): Promise<Reply> =>
      (await openWith(...cosines)).ask(Int8Array.from(towards(1)), 'one')

    it('puts first what says of itself what is asked, and is as sure as of the sentence that is nearest', async () => {
      const [byOneSentence, byAll] = [
        [0.1, 0.2, 0.95],
        [0.5, 0.7, 0.1],
      ]
      const score = expect.closeTo(0.75 * 0.95 + 0.25 * 0.2, 2) as number
      expect(await ask(byOneSentence, byAll)).toMatchObject({ topicId: 'error-f2', score })
      expect(await ask(byOneSentence, byAll, [])).toMatchObject({ topicId: 'error-e15', score }) // a bundle before 1.6
    })

    it('says of each candidate both parts that its place was made of', async () => {
      const device = await openWith([0.1, 0.2, 0.95], [0.5, 0.7, 0.1])
      device.ask(Int8Array.from(towards(1)), 'one')
      const parts = device.candidates().map(({ topicId: id, near = NaN, told = NaN }) => [id, near, told])
      const about = (cosine: number): number => expect.closeTo(cosine, 2) as number
      expect(parts).toEqual([
        ['error-f2', about(0.75 * 0.7 + 0.25 * 0.5), about(0.75 * 0.7 + 0.25 * 0.5)],
        ['error-e15', about(0.75 * 0.95 + 0.25 * 0.2), about(0.75 * 0.2 + 0.25 * 0.1)],
      ])
    })

    it('takes a phrase that is said word for word at its word, whatever its topic says', async () => {
      expect(await ask([1, 0.1, 0.1], [0.7, 0.8, 0.6])).toMatchObject({ topicId: 'error-e15' })
    })
  })

  it('gives the encoder the part of a question that asks, and looks for the words of that part', async () => {
    const device = await open()
    const question = 'how do I descale the kettle'
    const wrapped = `Hi there, um, ${question}? Can you help me please?`
    expect(device.encoderText(wrapped)).toBe(question)
    expect(device.askText(wrapped)).toEqual(device.askText(question))
  })

  it('says a topic of safety only where it is surer of it, and offers it no sooner', async () => {
    const question = 'the kettle does not'
    const askedWith = async (ids: string[], safetyRiseQ15: number): Promise<Reply> => {
      const golden = goldenContents()
      const topics = golden.topics.map((topic) =>
        ids.includes(topic.id) ? { ...topic, kind: 'safety' as const } : topic,
      )
      const contents = { ...golden, topics, ranking: { ...golden.ranking, safetyRiseQ15 } }
      return (await open(bundleBytes(contents))).ask(vectorOf(question), question)
    }
    const [best, second] = ['kettle-does-not-stop', 'kettle-does-not-start']
    expect(await askedWith([best, second], 0)).toMatchObject({ kind: 'clarification' })
    expect(await askedWith([best], 32_768)).toMatchObject({ kind: 'refusal', topicId: null })
    const other = await askedWith([second], 32_768)
    expect(other).toMatchObject({ kind: 'answer', topicId: best })
    expect(other.alternatives[0]?.topicId).toBe(second)
  })

  it('needs more where the question names a thing that the manual never prints, of one word or of two', async () => {
    const device = await open()
    const kindOf = (question: string): Reply['kind'] => device.askText(question).kind
    const question = 'descale kettle vinegar'
    expect(kindOf(question)).toBe('answer')
    expect(kindOf(`${question} toaster`)).toBe('refusal')
    expect(kindOf(`${question} coffee machine`)).toBe('refusal')
    expect(kindOf(`${question} machine`)).toBe('answer')
  })

  it('tells what it needed more, so that score - rise against the threshold is what it did', async () => {
    const golden = goldenContents()
    const topics = golden.topics.map((topic, at) => (at % 2 === 0 ? topic : { ...topic, kind: 'safety' as const }))
    const device = await open(bundleBytes({ ...golden, topics }))
    const { threshold } = device.describe()
    const questions = ['descale kettle vinegar', 'the kettle does not', 'error F2', 'water', 'tell me a joke']
    const replies = questions
      .flatMap((question) => [question, `${question} toaster`])
      .flatMap((question) => [device.ask(vectorOf(question), question), device.askText(question)])
    expect(replies.map(({ kind }) => kind === 'refusal')).toEqual(
      replies.map(({ score, rise }) => score - rise < threshold),
    )
    const byWordsAlone = 9_830 - 14_000 // they have a threshold of their own
    const rises = [0, byWordsAlone].flatMap((from) => [0, 1_000, 16_384, 17_384].map((rise) => (from + rise) / 32_768))
    expect(new Set(replies.map(({ rise }) => rise))).toEqual(new Set(rises))
  })

  it('knows for each sentence the page and box it came from', async () => {
    const [first] = (await open()).answerOf(topicId('capacity'))
    expect(first?.sources).toEqual([{ manual: 'kettle', page: 7, box: { x: 56.25, y: 105, width: 220, height: 12.5 } }])
  })

  it('gives whole answers without moving the session', async () => {
    const device = await open()
    device.askText('descale kettle vinegar')
    expect(device.answerOf(topicId('descaling-the-kettle'))).toHaveLength(4)
    expect(device.answerOf(topicId('not-there'))).toEqual([])
    expect(device.command('next').position).toEqual({ step: 2, count: 3 })
  })

  it('forgets the conversation on reset', async () => {
    const device = await open()
    device.askText('descale kettle vinegar')
    device.reset()
    expect([device.command('repeat').kind, device.candidates()]).toEqual(['end', []])
  })

  it('takes thousands of questions without growing', async () => {
    const device = await open()
    const vector = vectorOf('kettle lid')
    const first = device.ask(vector, 'kettle lid')
    for (let turn = 0; turn < 5000; turn++) device.ask(vector, 'kettle lid')
    expect(device.ask(vector, 'kettle lid')).toEqual(first)
  })

  it('describes itself: sizes add up, manuals are named, the hash is that of the file', async () => {
    const found = (await open()).describe()
    expect(found).toMatchObject({
      product: 'Kettle 17',
      topicCount: 6,
      vectorCount: 18,
      dim,
      isSigned: false,
      isDevelopment: true,
      threshold: 14_000 / 32_768,
    })
    expect(found.sha256).toBe(createHash('sha256').update(bundle).digest('hex'))
    expect(found.manuals).toMatchObject([{ id: 'kettle', fileName: 'kettle.pdf', sha256: '5a'.repeat(32) }])
    expect(directoryOf(bundle).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(bundle.length)
  })

  it('has the status codes of the C header', () => {
    const header = readFileSync(new URL('firmware/include/plainspoken.h', root), 'utf8')
    for (const [name, value] of Object.entries(statuses))
      expect(header).toMatch(new RegExp(`PSP_${name === 'OK' ? 'OK' : `ERR_${name}`} = ${value}\\b`))
  })
})

describe('a bundle in two languages', () => {
  const german = { ...goldenContents(), language: 'de', productName: 'Wasserkocher 17' }
  const both = bundleBytes(goldenContents(), german)

  it('opens in each of them, and names them all', async () => {
    const found = [await open(both), await DeviceRuntime.open(wasm, both, 1)].map((device) => device.describe())
    expect(found.map(({ language, product, languages }) => [language, product, languages])).toEqual([
      ['en', 'Kettle 17', ['en', 'de']],
      ['de', 'Wasserkocher 17', ['en', 'de']],
    ])
  })

  it('answers in the second as a bundle in that language alone does', async () => {
    const [alone, second] = [await open(bundleBytes(german)), await DeviceRuntime.open(wasm, both, 1)]
    for (const text of ['how do I descale the kettle', 'E15']) expect(second.askText(text)).toEqual(alone.askText(text))
  })

  it('stores once what both say', () => {
    const twice = ['VECTORS', 'BACKGROUND', 'CLIP_BYTES']
    const saved = directoryOf(bundle).reduce(
      (sum, { name, sizeBytes }) => sum + (twice.includes(name) ? sizeBytes : 0),
      0,
    )
    expect(both.length).toBeLessThanOrEqual(2 * bundle.length - saved)
    expect(directoryOf(both).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(both.length)
  })

  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en', 'en'],
    ['en-GB', 'en'],
  ])('opens by the tag %s', async (tag, language) => {
    expect((await DeviceRuntime.openTag(wasm, both, tag)).describe().language).toBe(language)
  })

  it('prefers the very tag to its main language', async () => {
    const swiss = bundleBytes(goldenContents(), german, { ...german, language: 'de-CH' })
    expect((await DeviceRuntime.openTag(wasm, swiss, 'de-CH')).describe().language).toBe('de-CH')
  })

  it.each(['fr', '', 'd', 'deu', '-'])('says which languages there are where "%s" is none of them', async (tag) => {
    await expect(DeviceRuntime.openTag(wasm, both, tag)).rejects.toMatchObject({
      code: 'language-not-in-bundle',
      details: { language: tag, languages: 'en, de' },
    })
  })

  it('has no third', async () => {
    await expect(DeviceRuntime.open(wasm, both, 2)).rejects.toThrow('-16')
  })
})

describe('sections on erase sectors', () => {
  it('start at multiples of the sector, and say the same', async () => {
    const aligned = bundleBytes({ ...goldenContents(), alignment: 4096 })
    const view = new DataView(aligned.buffer)
    const count = view.getUint16(structs.HEADER.fields.sectionCount.offset, true)
    const offsets = Array.from({ length: count }, (_, at) =>
      view.getUint32(structs.HEADER.size + at * structs.ENTRY.size + structs.ENTRY.fields.offset.offset, true),
    )
    expect(offsets.filter((offset) => offset % 4096 !== 0)).toEqual([])
    const [plain, sectors] = [await open(), await open(aligned)]
    expect(sectors.verify().isSigned).toBe(false)
    expect(sectors.askText('E15')).toEqual(plain.askText('E15'))
  })
})

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const signer = {
    keyId: new Uint8Array(8),
    sign: (digest: Uint8Array) => new Uint8Array(sign(null, digest, privateKey)),
  }
  const check = (digest: Uint8Array, signature: Uint8Array): boolean => verify(null, digest, publicKey, signature)

  it('is good for its key, over the digest that an external signer would get', async () => {
    const signed = signBundle(bundle, signer)
    expect((await open(signed)).verify(check)).toMatchObject({ isSigned: true })
    const external = signer.sign(digestToSign(bundle))
    expect(signBundle(bundle, { ...signer, sign: () => external })).toEqual(signed)
  })

  it('is replaced, not stacked, when it is signed again', () => {
    const signed = signBundle(bundle, signer)
    expect(signBundle(signed, signer)).toEqual(signed)
  })

  it('of another key, and no signature at all, are told apart', async () => {
    const other = generateKeyPairSync('ed25519').privateKey
    const foreign = signBundle(bundle, { ...signer, sign: (digest) => new Uint8Array(sign(null, digest, other)) })
    const [unsigned, wrong] = [await open(), await open(foreign)]
    expect(() => unsigned.verify(check)).toThrow('bundle-not-signed')
    expect(() => wrong.verify(check)).toThrow('bundle-signature-invalid')
  })
})

describe('terms', () => {
  it('are one for all ways to say a code', () => {
    const analyse = analyseTerms(wasm)
    for (const text of ['e fifteen', 'E15', 'E 15', 'E-15', 'e one five']) expect(analyse(text, 'en')).toEqual(['e15'])
    expect(analyse('E fünfzehn', 'de')).toEqual(['e15'])
  })

  it('are never longer than the runtime keeps, never empty, and the same again, for any text', () => {
    const analyse = analyseTerms(wasm)
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('en', 'de', 'fr'),
        (text, language) => {
          const terms = analyse(text, language)
          expect(terms.every((term) => term !== '' && Buffer.byteLength(term) < 32)).toBe(true)
          expect(analyse(text, language)).toEqual(terms)
        },
      ),
      { seed: 7, numRuns: 500 },
    )
  })
})

describe('any contents', () => {
  it('come back out of the C runtime as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(randomContents, async (contents) => {
        const device = await open(bundleBytes(contents))
        device.verify()
        expect(device.describe()).toMatchObject({
          product: spoken(contents.productName),
          topicCount: contents.topics.length,
        })
        for (const topic of contents.topics)
          expect(
            device
              .answerOf(topicId(topic.id))
              .map(({ role, text, sources }) => [role, text, sources.map(({ page }) => page)]),
          ).toEqual(
            topic.utterances.map(({ role, text, sources }) => [role, spoken(text), sources.map(({ page }) => page)]),
          )
      }),
      { seed: 11, numRuns: 150 },
    )
  })
})

/** What the writer does to a text: no zero inside, no half of a surrogate pair. */
const spoken = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text.replaceAll('\0', ' ')))

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.startsWith('\uFEFF'))
const randomContents: fc.Arbitrary<BundleContents> = fc
  .record({
    productName: anyText,
    topics: fc.array(
      fc.record({
        title: anyText,
        phrases: fc.array(anyText, { maxLength: 3 }),
        vectors: fc.nat(3),
        utterances: fc.array(
          fc.record({
            text: anyText,
            isHazard: fc.boolean(),
            pages: fc.array(fc.integer({ min: 1, max: 65535 }), { maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 6 },
        ),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ productName, topics }) => {
    const golden = goldenContents()
    const vectorTopics = Uint16Array.from(topics.flatMap(({ vectors }, topic) => Array<number>(vectors).fill(topic)))
    return {
      ...golden,
      productName,
      vectorTopics,
      vectorRoles: [...vectorTopics].map(() => 'phrase'),
      vectors: new Int8Array(vectorTopics.length * dim).fill(3),
      terms: [],
      topics: topics.map(({ title, phrases, utterances }, at) => ({
        id: `topic-${at}`,
        title,
        kind: 'concept',
        isProcedure: false,
        stepCount: utterances.length,
        phrases,
        utterances: utterances.map(({ text, isHazard, pages }, step) => ({
          role: isHazard ? 'hazard' : 'step',
          text,
          step,
          hasPauseAfter: step % 2 === 1,
          sources: pages.map((page) => ({ manual: 0, page, box: { x: 0, y: 0, width: 1, height: 1 } })),
        })),
      })),
    } satisfies BundleContents
  })
