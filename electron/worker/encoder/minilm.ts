// Model pack -> Encoder: all-MiniLM-L6-v2 in ONNX Runtime, 384 dimensions.
// Example: const encoder = minilm(await openModelPack(modelsFolder, 'minilm')); await encoder.encode(['it leaks'])
// Trap: one text a run. In a batch the matrix kernels round the last bits differently, which after quantisation changes about one byte in 10⁵:
// a vector from the cache and the same vector made anew would differ, and so would the bundle. It costs a fifth of the time (3.3 ms against 2.7 ms).

import { readFile } from 'node:fs/promises'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { AppError } from '../../../shared/errors.ts'
import { lazy } from '../lazy.ts'
import type { ModelPack } from '../models/modelPack.ts'
import type { Encoder } from './encoder.ts'
import { WordPiece } from './wordpiece.ts'

const dim = 384
/** Tokens; the model was trained on at most 256. */
const longestText = 256
/**
 * One thread: a second one makes a text a fifth sooner for 1.6 times the work, and the window needs that core.
 * The int8 weights become floats once, as the model is opened. Left to itself, the library multiplies them as integers, and the last bits of
 * a vector would depend on the processor.
 */
export const minilmSession = {
  intraOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  extra: { session: { disable_quant_qdq: '1' } },
} as const

/** The library and the model are opened with the first text. Errors: model-damaged, then. */
export function minilm(pack: ModelPack): Encoder {
  const model = lazy(
    () => open(pack),
    ({ session }) => session.release(),
  )
  return {
    id: 'minilm',
    dim,
    sha256: pack.manifest.files.map((file) => file.sha256).join(''),
    open: async () => void (await model.get()),
    encode: async (texts, signal) => {
      const vectors = new Float32Array(texts.length * dim)
      for (const [at, text] of texts.entries()) {
        signal?.throwIfAborted()
        vectors.set(await vectorOf(text, await model.get()), at * dim)
      }
      return vectors
    },
    close: model.close,
  }
}

interface Model {
  session: InferenceSession
  tokenizer: WordPiece
  Tensor: typeof Tensor
}

async function vectorOf(text: string, { session, tokenizer, Tensor }: Model): Promise<Float32Array> {
  const tokens = BigInt64Array.from(tokenizer.encode(text, longestText), BigInt)
  const shape = [1, tokens.length]
  const { embedding } = await session.run({
    input_ids: new Tensor('int64', tokens, shape),
    attention_mask: new Tensor('int64', new BigInt64Array(tokens.length).fill(1n), shape),
  })
  if (!(embedding?.data instanceof Float32Array)) throw new TypeError('MiniLM gave no vector')
  return embedding.data
}

async function open(pack: ModelPack): Promise<Model> {
  try {
    const { InferenceSession, Tensor } = await import('../models/onnxRuntime.ts')
    const tokenizer = new WordPiece(await readFile(pack.path('vocabulary.txt'), 'utf8'))
    return { session: await InferenceSession.create(pack.path('model.onnx'), minilmSession), tokenizer, Tensor }
  } catch {
    throw new AppError('model-damaged', { model: pack.manifest.id, file: 'model.onnx' })
  }
}
