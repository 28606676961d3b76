// Our sentences of each language, and those of the sample manual -> out/models/vectors: embedded once at setup, so that no project has to
// (2,100 texts, some 7 s) and the sample answers as soon as it is open. Example: npx tsx scripts/models/build.ts
// Trap: made by the very encoder that projects use, or the bytes of a bundle would depend on it.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentOfCheckout } from '../../electron/cli/surroundings.ts'
import {
  encodeCached,
  fileVectorCache,
  memoryVectorCache,
  withShipped,
} from '../../electron/worker/encoder/vectorCache.ts'
import { Engines, shippedFolder } from '../../electron/worker/engines.ts'
import { embeddingsFromTopics } from '../../electron/worker/pipeline/embeddingsFromTopics.ts'
import { topicsFromPdf } from '../../electron/worker/pipeline/pipeline.ts'
import { manualId } from '../../shared/ids.ts'

const work = { signal: new AbortController().signal, report: (): void => undefined }

export async function buildShippedVectors(modelsFolder: string): Promise<void> {
  const environment = environmentOfCheckout()
  const engines = new Engines({ ...environment, modelsFolder })
  try {
    const encoder = await engines.encoder('minilm')
    const languages = await readdir(environment.languagesFolder)
    const texts = await Promise.all(
      languages.sort().map(async (language) => {
        const { background, paraphrases, encoderText } = await engines.sentences(language)
        const own = [...background, ...paraphrases.flatMap((one) => [...one.printed, ...one.spoken])]
        return encoderText ? own.map(encoderText) : own
      }),
    )
    const ours = memoryVectorCache()
    await encodeCached(texts.flat(), encoder, ours, work)
    const sample = withShipped(memoryVectorCache(), ours)
    const bytes = new Uint8Array(await readFile(join(environment.sampleFolder, 'manual.pdf')))
    const { topics } = await topicsFromPdf(bytes, { manual: manualId('manual'), language: 'en' }, work)
    await embeddingsFromTopics(
      topics,
      { encoder, cache: sample, background: [], paraphrases: await engines.paraphrases('en') },
      work,
    )
    await fileVectorCache(shippedFolder(modelsFolder), encoder).write(await sample.read())
  } finally {
    await engines.close()
  }
}
