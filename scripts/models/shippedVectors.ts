// Our sentences of each language -> out/models/vectors: embedded once at setup, so that no project has to (2,100 texts, some 7 s).
// Example: npx tsx scripts/models/build.ts      Trap: made by the very encoder that projects use, or the bytes of a bundle would depend on it.

import { readdir } from 'node:fs/promises'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import { encodeCached, fileVectorCache } from '../../electron/worker/encoder/vectorCache.ts'
import { Engines, shippedFolder } from '../../electron/worker/engines.ts'

export async function buildShippedVectors(modelsFolder: string): Promise<void> {
  const environment = environmentOfCheckout()
  const engines = new Engines({ ...environment, modelsFolder })
  try {
    const encoder = await engines.encoder('minilm')
    const languages = await readdir(environment.languagesFolder)
    const texts = await Promise.all(
      languages.sort().map(async (language) => {
        const paraphrases = await engines.paraphrases(language)
        return [
          ...(await engines.background(language)),
          ...paraphrases.flatMap((one) => [...one.printed, ...one.spoken]),
        ]
      }),
    )
    const work = { signal: new AbortController().signal, report: (): void => undefined }
    await encodeCached(texts.flat(), encoder, fileVectorCache(shippedFolder(modelsFolder), encoder), work)
  } finally {
    await engines.close()
  }
}
