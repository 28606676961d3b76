// npm's language files of Tesseract -> model packs out/models/tesseract-{en,de,fr,it,es}. Example: npx tsx scripts/models/ocr.ts
// "best_int" of the two files a package has: the integer form of Tesseract's best network, 0.7–3 MB a language. The other file carries the
// same network and the old engine's tables (6–11 MB), which we don't run; "fast" networks are not on npm.

import { gunzipSync } from 'node:zlib'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelManifest } from '../../electron/worker/models/modelPack.ts'
import { writePack } from './writePack.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

const languages = [
  { tag: 'en', code: 'eng', name: 'English' },
  { tag: 'de', code: 'deu', name: 'German' },
  { tag: 'fr', code: 'fra', name: 'French' },
  { tag: 'it', code: 'ita', name: 'Italian' },
  { tag: 'es', code: 'spa', name: 'Spanish' },
]

export async function buildOcrPacks(outFolder: string): Promise<ModelManifest[]> {
  const licence = await readFile(join(modules, 'tesseract.js-core/LICENSE'))
  const manifests: ModelManifest[] = []
  for (const { tag, code, name } of languages) {
    const npmPackage = join(modules, '@tesseract.js-data', code)
    const { version } = JSON.parse(await readFile(join(npmPackage, 'package.json'), 'utf8')) as { version: string }
    const model = await readFile(join(npmPackage, '4.0.0_best_int', `${code}.traineddata.gz`))
    gunzipSync(model) // a damaged file stops here, not at an author's first scan
    const words = {
      id: `tesseract-${tag}`,
      job: 'ocr' as const,
      name: `Tesseract, ${name}`,
      languages: [tag],
      licence: 'Apache-2.0',
      source: `npm:@tesseract.js-data/${code}@${version}`,
    }
    const files = new Map<string, Uint8Array>([
      ['model.traineddata.gz', model],
      ['LICENCE', licence],
    ])
    manifests.push(await writePack(outFolder, words, files))
  }
  return manifests
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outFolder = process.argv[2] ?? fileURLToPath(new URL('../../out/models', import.meta.url))
  for (const { id, files } of await buildOcrPacks(outFolder)) {
    const megabytes = files.reduce((sum, file) => sum + file.sizeBytes, 0) / 1e6
    console.log(`${id} ${megabytes.toFixed(1)} MB`)
  }
}
