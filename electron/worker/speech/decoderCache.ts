// What Moonshine's merged decoder takes in and keeps: keys and values of each beam, and of what it hears.
// Example: cache.inputsFor(beams) -> 27 tensors; cache.follow(results, beams) keeps what the next token needs.
// Trap: encoder keys and values come out whole only at the first step (`use_cache_branch` false) and are empty later: keep the first.
// Trap: one run for several beams needs as many copies of the encoder's states: made once for each number of beams, not at each token.

import * as ort from '../models/onnxRuntime.ts'

const layers = 6
const heads = 8
const headSize = 36
export const startToken = 1
export const endToken = 2

export function floatsOf(logits: ort.Tensor | undefined): Float32Array {
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('the speech model gave no floats')
  return logits.data
}

export function emptyPast(texts = 1): Record<string, ort.Tensor> {
  const past: Record<string, ort.Tensor> = {}
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value']) {
      past[`past_key_values.${layer}.${part}`] = new ort.Tensor('float32', new Float32Array(0), [
        texts,
        heads,
        0,
        headSize,
      ])
    }
  }
  return past
}

/** A beam that goes on: its last token goes in next, its keys and values are those of `parent`. */
interface Going {
  tokens: readonly number[]
  parent: number
}

/** What the decoder remembers of each beam, and what it hears, as many times over as there are beams. */
export class DecoderCache {
  #past = emptyPast()
  #heard: Record<string, ort.Tensor> = {} // of one beam
  readonly #copies = new Map<number, Record<string, ort.Tensor>>()

  constructor(private readonly hidden: ort.Tensor) {}

  inputsFor(open: readonly Going[]): Record<string, ort.Tensor> {
    const isFirst = Object.keys(this.#heard).length === 0
    const last = open.map(({ tokens }) => BigInt(tokens.at(-1) ?? startToken))
    return {
      ...this.#past,
      ...this.#heardBy(open.length),
      input_ids: new ort.Tensor('int64', BigInt64Array.from(last), [open.length, 1]),
      use_cache_branch: new ort.Tensor('bool', [!isFirst], [1]),
    }
  }

  /** `open`: the beams that go on, each from the row of its parent. */
  follow(results: ort.InferenceSession.OnnxValueMapType, open: readonly Going[]): void {
    const isFirst = Object.keys(this.#heard).length === 0
    const parents = open.map(({ parent }) => parent)
    const isSame = parents.every((parent, at) => parent === at)
    for (const [name, tensor] of Object.entries(results)) {
      const key = name.replace('present', 'past_key_values')
      if (name.includes('.decoder.')) {
        this.#past[key] = isSame && tensor.dims[0] === parents.length ? tensor : rows(tensor, parents)
      } else if (name.includes('.encoder.') && isFirst) this.#heard[key] = tensor
    }
  }

  #heardBy(beams: number): Record<string, ort.Tensor> {
    const known = this.#copies.get(beams)
    if (known) return known
    const all = Array.from({ length: beams }, () => 0)
    const one = { ...this.#heard, encoder_hidden_states: this.hidden }
    const copies = Object.fromEntries(Object.entries(one).map(([name, tensor]) => [name, rows(tensor, all)]))
    if (Object.keys(this.#heard).length > 0) this.#copies.set(beams, copies)
    return copies
  }
}

/** tensor: (rows, …) -> the rows named, in that order. */
export function rows(tensor: ort.Tensor, places: readonly number[]): ort.Tensor {
  const [, ...rest] = tensor.dims
  const size = rest.reduce((product, length) => product * length, 1)
  const source = floatsOf(tensor)
  const copy = new Float32Array(size * places.length)
  places.forEach((place, at) => copy.set(source.subarray(place * size, (place + 1) * size), at * size))
  return new ort.Tensor('float32', copy, [places.length, ...rest])
}
