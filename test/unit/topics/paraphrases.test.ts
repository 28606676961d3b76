// The bank of how people say what manuals print: what is read, which topics get spoken forms, and what none of them explains.

import { describe, expect, it } from 'vitest'
import { parseParaphrases, spokenForms, unansweredBy } from '../../../electron/worker/topics/paraphrases.ts'
import type { EmbeddedParaphrase } from '../../../electron/worker/topics/paraphrases.ts'

const bank = `# a remark
## fridge
symptom Not cooling / Too warm
  my milk's warm / it's not cold
howto Cleaning the drain
  the hole is blocked
fact Nobody says this
`

/** A unit vector at an angle in degrees, so that cosines are those of angles. */
const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))

const entry = (printed: string, vectors: Float32Array[], intent: EmbeddedParaphrase['intent'] = 'symptom') => ({
  intent,
  printed: vectors.map((_, row) => `${printed} ${String(row)}`),
  spoken: [`${printed}, said`],
  printedVectors: Float32Array.from(vectors.flatMap((vector) => [...vector])),
})

it('reads entries with their kind, and leaves out those that nobody says', () => {
  expect(parseParaphrases(bank)).toEqual([
    { intent: 'symptom', printed: ['Not cooling', 'Too warm'], spoken: ["my milk's warm", "it's not cold"] },
    { intent: 'howto', printed: ['Cleaning the drain'], spoken: ['the hole is blocked'] },
  ])
})

describe('spoken forms', () => {
  const entries = [
    entry('near', [at(10)]),
    entry('nearer', [at(5)]),
    entry('far', [at(80)]),
    entry('task', [at(0)], 'howto'),
  ]

  it('are those of near entries of the kind, the nearest first', async () => {
    expect(await spokenForms([{ kind: 'troubleshooting', phraseVectors: at(0) }], entries, 2)).toEqual([
      ['nearer, said', 'near, said'],
    ])
  })

  it('belong to the nearest topic, and to those that are as near', async () => {
    const topicAt = (degrees: number) => ({ kind: 'troubleshooting' as const, phraseVectors: at(degrees) })
    const near = entry('near', [at(10)])
    expect(await spokenForms([topicAt(10), topicAt(15), topicAt(50)], [near], 2)).toEqual([
      ['near, said'],
      ['near, said'],
      [],
    ])
  })
})

describe('what no topic explains', () => {
  it('is an entry far from every phrase, with all its wordings', async () => {
    const phrases = Float32Array.from([...at(0), ...at(20)])
    const entries = [entry('known', [at(30)]), entry('unknown', [at(120), at(100)])]
    expect(await unansweredBy(phrases, entries, 2)).toEqual(['unknown 0', 'unknown 1'])
  })

  it('is no entry of which one wording is near: the others mean the same', async () => {
    expect(await unansweredBy(at(0), [entry('half', [at(10), at(120)])], 2)).toEqual([])
  })
})
