// all-MiniLM-L6-v2's weights -> ONNX graph: 6 BERT layers, mean over the tokens, unit length. int8: weights are stored as int8 with one
// scale a row of the output, and the arithmetic stays float32.
// Why not int8 arithmetic: DynamicQuantizeLinear takes one scale for a whole batch, so that a sentence's vector would depend on its neighbours,
// and u8 × s8 products saturate on processors without VNNI, so that it would depend on the machine. Both break "same project, same bytes".
// Shapes are written beside the values: B sentences, L tokens, 384 wide, 12 heads of 32.

import { OnnxGraph } from './onnxGraph.ts'

export const width = 384
const heads = 12
const headWidth = width / heads
const layers = 6
const feedForward = 1536
const positions = 256 // the model was trained on at most 256 tokens
const vocabulary = 30522

export type Weights = (name: string) => Float32Array
export type Precision = 'float32' | 'int8'

/** Inputs `input_ids` and `attention_mask` (B, L) int64; output `embedding` (B, 384), each row of length 1. */
export function minilmGraph(weights: Weights, precision: Precision): Uint8Array {
  const graph = new OnnxGraph('all-MiniLM-L6-v2')
  const ids = graph.input('input_ids', 'int64', ['B', 'L'])
  const mask = graph.op('Cast', [graph.input('attention_mask', 'int64', ['B', 'L'])], { to: 1 })
  const model = new Bert(graph, weights, precision)
  let hidden = model.embeddings(ids) // (B, L, 384)
  const bias = model.maskBias(mask) // (B, 1, 1, L): 0 for a token, -1e9 for padding
  for (let layer = 0; layer < layers; layer++) hidden = model.layer(hidden, bias, layer)
  graph.output(model.unit(model.mean(hidden, mask)), 'embedding', ['B', width])
  return graph.bytes()
}

class Bert {
  constructor(
    readonly graph: OnnxGraph,
    readonly weights: Weights,
    readonly precision: Precision,
  ) {}

  embeddings(ids: string): string {
    const { graph } = this
    const words = this.rows('embeddings.word_embeddings.weight', vocabulary, ids)
    const place = this.weights('embeddings.position_embeddings.weight').subarray(0, positions * width)
    const type = this.weights('embeddings.token_type_embeddings.weight') // row 0: one sentence is all we ever give
    const table = place.map((value, at) => value + (type[at % width] ?? 0))
    const length = graph.op('Slice', [graph.op('Shape', [ids]), graph.int64(1), graph.int64(2)])
    const places = graph.op('Slice', [graph.float(table, [positions, width]), graph.int64(0), length, graph.int64(0)])
    return this.norm(graph.op('Add', [words, places]), 'embeddings.LayerNorm')
  }

  layer(hidden: string, bias: string, number: number): string {
    const { graph } = this
    const name = `encoder.layer.${number}`
    const seen = this.linear(this.attention(hidden, bias, `${name}.attention.self`), `${name}.attention.output.dense`, [
      width,
      width,
    ])
    const attended = this.norm(graph.op('Add', [seen, hidden]), `${name}.attention.output.LayerNorm`)
    const wide = this.gelu(this.linear(attended, `${name}.intermediate.dense`, [width, feedForward]))
    const narrow = this.linear(wide, `${name}.output.dense`, [feedForward, width])
    return this.norm(graph.op('Add', [narrow, attended]), `${name}.output.LayerNorm`)
  }

  attention(hidden: string, bias: string, name: string): string {
    const { graph } = this
    const split = (part: string, perm: readonly number[]): string => {
      const all = this.linear(hidden, `${name}.${part}`, [width, width])
      return graph.op('Transpose', [graph.op('Reshape', [all, graph.int64(0, 0, heads, headWidth)])], { perm })
    }
    const query = graph.op('Mul', [split('query', [0, 2, 1, 3]), this.number(1 / Math.sqrt(headWidth))])
    const scores = graph.op('Add', [graph.op('MatMul', [query, split('key', [0, 2, 3, 1])]), bias]) // (B, 12, L, L)
    const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), split('value', [0, 2, 1, 3])])
    return graph.op('Reshape', [graph.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), graph.int64(0, 0, width)])
  }

  maskBias(mask: string): string {
    const { graph } = this
    const away = graph.op('Mul', [graph.op('Sub', [this.number(1), mask]), this.number(-1e9)])
    return graph.op('Unsqueeze', [away, graph.int64(1, 2)])
  }

  mean(hidden: string, mask: string): string {
    const { graph } = this
    const kept = graph.op('Mul', [hidden, graph.op('Unsqueeze', [mask, graph.int64(2)])])
    const sum = graph.op('ReduceSum', [kept, graph.int64(1)], { keepdims: 0 })
    return graph.op('Div', [sum, graph.op('ReduceSum', [mask, graph.int64(1)], { keepdims: 1 })])
  }

  unit(vectors: string): string {
    const { graph } = this
    const squares = graph.op('ReduceSum', [graph.op('Mul', [vectors, vectors]), graph.int64(-1)], { keepdims: 1 })
    return graph.op('Div', [vectors, graph.op('Sqrt', [graph.op('Max', [squares, this.number(1e-12)])])])
  }

  /** x · 0.5 · (1 + erf(x / √2)): the exact form, as the model was trained. */
  gelu(x: string): string {
    const { graph } = this
    const erf = graph.op('Erf', [graph.op('Mul', [x, this.number(Math.SQRT1_2)])])
    return graph.op('Mul', [graph.op('Mul', [x, this.number(0.5)]), graph.op('Add', [this.number(1), erf])])
  }

  norm(x: string, name: string): string {
    const scale = this.graph.float(this.weights(`${name}.weight`), [width])
    const shift = this.graph.float(this.weights(`${name}.bias`), [width])
    return this.graph.op('LayerNormalization', [x, scale, shift], { axis: -1, epsilon: { float: 1e-12 } })
  }

  /** x (…, in) · W (in, out) + bias. The weights come as torch keeps them: (out, in). */
  linear(x: string, name: string, [inputs, outputs]: readonly [number, number]): string {
    const { graph } = this
    const product = graph.op('MatMul', [x, this.matrix(this.weights(`${name}.weight`), outputs, inputs)])
    return graph.op('Add', [product, graph.float(this.weights(`${name}.bias`), [outputs])])
  }

  /** Rows of a table by id; with int8 only the rows that are asked for are turned to float. */
  rows(name: string, count: number, ids: string): string {
    const { graph } = this
    const table = this.weights(name)
    if (this.precision === 'float32') return graph.op('Gather', [graph.float(table, [count, width]), ids])
    const { values, scales } = quantizeRows(table, count, width)
    const found = graph.op('Cast', [graph.op('Gather', [graph.int8(values, [count, width]), ids])], { to: 1 })
    return graph.op('Mul', [found, graph.op('Gather', [graph.float(scales, [count, 1]), ids])])
  }

  /**
   * A (rows, columns) matrix of the weights, as the (columns, rows) that a product takes. ONNX Runtime turns it to float once, when it opens the
   * model, in one step: each step more is 40 MB written and copied three times (opening took twice as long with Cast, Mul and Transpose).
   */
  matrix(values: Float32Array, rows: number, columns: number): string {
    const { graph } = this
    if (this.precision === 'float32')
      return graph.float(transpose(values, columns, new Float32Array(values.length)), [columns, rows])
    const quantized = quantizeRows(values, rows, columns)
    const turned = transpose(quantized.values, columns, new Int8Array(values.length))
    const scales = graph.float(quantized.scales, [rows])
    return graph.op('DequantizeLinear', [graph.int8(turned, [columns, rows]), scales], { axis: 1 })
  }

  number(value: number): string {
    return this.graph.float([value], [])
  }
}

/** Symmetric int8, one scale a row: value ≈ int8 · scale. */
function quantizeRows(table: Float32Array, rows: number, columns: number): { values: Int8Array; scales: Float32Array } {
  const values = new Int8Array(rows * columns)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const line = table.subarray(row * columns, (row + 1) * columns)
    const scale =
      Math.max(
        line.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
        1e-9,
      ) / 127
    scales[row] = scale
    line.forEach((value, column) => (values[row * columns + column] = Math.round(value / scale)))
  }
  return { values, scales }
}

/** (rows, columns) -> (columns, rows), written into `turned`. */
function transpose<Values extends Float32Array | Int8Array>(values: Values, columns: number, turned: Values): Values {
  const rows = values.length / columns
  values.forEach((value, at) => (turned[(at % columns) * rows + Math.floor(at / columns)] = value))
  return turned
}
