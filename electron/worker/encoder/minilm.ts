// Model pack -> Encoder: all-MiniLM-L6-v2 in ONNX Runtime, 384 dimensions.
// Example: const encoder = await openMinilm(await openModelPack(modelsFolder, 'minilm')); await encoder.encode(['it leaks'])
// Trap: one text a run. In a batch the matrix kernels round the last bits differently, which after quantisation changes about one byte in 10⁵:
// a vector from the cache and the same vector made anew would differ, and so would the bundle. It costs a fifth of the time (3.3 ms against 2.7 ms).

import { readFile } from 'node:fs/promises'
import * as ort from '../models/onnxRuntime.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ModelPack } from '../models/modelPack.ts'
import type { Encoder } from './encoder.ts'
import { WordPiece } from './wordpiece.ts'

const dim = 384
/** Tokens; the model was trained on at most 256. */
const longestText = 256

/** Errors: model-damaged. */
export async function openMinilm(pack: ModelPack): Promise<Encoder> {
  const { session, tokenizer } = await open(pack)
  const sha256 = pack.manifest.files.map((file) => file.sha256).join('')

  async function vectorOf(text: string): Promise<Float32Array> {
    const tokens = BigInt64Array.from(tokenizer.encode(text, longestText), BigInt)
    const shape = [1, tokens.length]
    const { embedding } = await session.run({
      input_ids: new ort.Tensor('int64', tokens, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(tokens.length).fill(1n), shape),
    })
    if (!(embedding?.data instanceof Float32Array)) throw new TypeError('MiniLM gave no vector')
    return embedding.data
  }

  return {
    id: 'minilm',
    dim,
    sha256,
    encode: async (texts, signal) => {
      const vectors = new Float32Array(texts.length * dim)
      for (const [at, text] of texts.entries()) {
        signal?.throwIfAborted()
        vectors.set(await vectorOf(text), at * dim)
      }
      return vectors
    },
    close: () => session.release(),
  }
}

async function open(pack: ModelPack): Promise<{ session: ort.InferenceSession; tokenizer: WordPiece }> {
  try {
    const tokenizer = new WordPiece(await readFile(pack.path('vocabulary.txt'), 'utf8'))
    const options = { intraOpNumThreads: 2, graphOptimizationLevel: 'all', logSeverityLevel: 3 } as const
    return { session: await ort.InferenceSession.create(pack.path('model.onnx'), options), tokenizer }
  } catch {
    throw new AppError('model-damaged', { model: pack.manifest.id, file: 'model.onnx' })
  }
}
