// Texts that will be asked -> an encoder that knows them already: one reading of the cache in place of one a question.
// Example: (await rememberedEncoder(phrases, encoder, cache, work)).encode([phrases[0]]) -> its vector, without running the model.

import type { Work } from '../../../shared/domain.ts'
import type { Encoder } from './encoder.ts'
import { encodeCached } from './vectorCache.ts'
import type { VectorCache } from './vectorCache.ts'

/** The cache is read and left as it is: it holds what the bundle needs, which is more than these texts. */
export async function rememberedEncoder(
  texts: readonly string[],
  encoder: Encoder,
  cache: Pick<VectorCache, 'read'>,
  work: Work,
): Promise<Encoder> {
  const unwritten = { read: cache.read, write: () => Promise.resolve() }
  const vectors = await encodeCached(texts, encoder, unwritten, work)
  const vectorByText = new Map(
    texts.map((text, row) => [text, vectors.subarray(row * encoder.dim, (row + 1) * encoder.dim)]),
  )
  return {
    ...encoder,
    encode: async (asked, signal) => {
      const [only] = asked
      const known = asked.length === 1 && only !== undefined ? vectorByText.get(only) : undefined
      return known?.slice() ?? encoder.encode(asked, signal)
    },
  }
}
