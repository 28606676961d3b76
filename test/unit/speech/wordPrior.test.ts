import { describe, expect, it } from 'vitest'
import { WordPrior } from '../../../electron/worker/speech/wordPrior.ts'

const prior = new WordPrior([
  'How do I fill the rinse aid?',
  'Fill the rinse aid dispenser.',
  'Rinse aid helps glasses to dry.',
  'The pump is loud.',
])
/** Tokens as the tokenizer spells them. */
const scoreOf = (...pieces: string[]): number =>
  prior.ended(pieces.reduce((state, piece) => prior.grown(state, piece), prior.start)).score

describe('what is asked here', () => {
  it('expects words of the manual in the order of the manual', () => {
    expect(scoreOf('▁rinse', '▁aid')).toBeGreaterThan(scoreOf('▁rinse', '▁eight'))
    expect(scoreOf('▁rinse', '▁aid')).toBeGreaterThan(scoreOf('▁aid', '▁rinse'))
  })

  it('does not care how a word was cut into tokens, nor for case and punctuation', () => {
    expect(scoreOf('▁Rin', 'se', '-', 'aid', '.')).toBeCloseTo(scoreOf('▁rinse', '▁aid'), 10)
  })

  it('knows a word of the manual by its beginning', () => {
    const [known, other] = ['▁pu', '▁px'].map((piece) => prior.grown(prior.start, piece).score)
    expect(known).toBeGreaterThan(other ?? 0)
  })

  it('expects nothing impossible: a word that nobody said costs, but not everything', () => {
    expect(Number.isFinite(scoreOf('▁zebra'))).toBe(true)
    expect(scoreOf('▁zebra')).toBeLessThan(scoreOf('▁pump'))
  })

  it('is silent without sentences', () => {
    expect(Number.isFinite(new WordPrior([]).grown(prior.start, '▁pump').score)).toBe(true)
  })
})
