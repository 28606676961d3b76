// Moonshine's decoder (ONNX bytes) -> the same with its last product in integers: a token takes half the time, the words are the same.
// As published, the table of 32,768 tokens is turned round and made floats (38 MB) at each token, in both branches of the graph. Here it lies
// turned round already, and the states are multiplied by it as integers, twice: what rounding lost the first time is rounded and added, so
// that log probabilities are those of the floats to four digits.
// Trap: what a token is turned into before it is read stands in the same table; it is not stored twice, but looked up by columns.

import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
type Node = NonNullable<Parameters<typeof onnx.NodeProto.create>[0]>

const table = 'model.decoder.embed_tokens.weight_merged_0_quantized' // (tokens, states), uint8
const turnedTable = 'embed_tokens_turned' // (states, tokens)
const product = '/proj_out/MatMul'
const lookUp = '/model/decoder/embed_tokens/Gather'
const float = 1 // of TensorProto.DataType
const attributeType = { integer: 2, integers: 7 } as const // of AttributeProto.AttributeType

export function withIntegerLogits(bytes: Uint8Array): Uint8Array {
  const model = onnx.ModelProto.decode(bytes)
  const tensor = model.graph?.initializer?.find(({ name }) => name === table)
  const branches = model.graph?.node?.[0]?.attribute ?? [] // of the If that the whole graph is
  if (!tensor?.rawData || branches.length !== 2) throw unknownModel('table')
  const [tokens = 0, states = 0] = (tensor.dims ?? []).map(Number)
  tensor.rawData = turned(tensor.rawData, tokens, states)
  tensor.dims = [states, tokens]
  tensor.name = turnedTable
  for (const { g: branch } of branches) if (branch) branch.node = rewritten(branch.node ?? [])
  return onnx.ModelProto.encode(model).finish()
}

function rewritten(nodes: readonly Node[]): Node[] {
  const makerOf = (value: string | undefined): Node | undefined =>
    nodes.find(({ output }) => value !== undefined && output?.includes(value))
  const last = nodes.find(({ name }) => name === product)
  const floats = makerOf(last?.input?.[1])
  const turning = makerOf(floats?.input?.[0])
  const [, scale, zero] = floats?.input ?? []
  const [states] = last?.input ?? []
  if (turning?.opType !== 'Transpose' || scale === undefined || zero === undefined || states === undefined) {
    throw unknownModel(product)
  }
  return nodes.flatMap((node) => {
    if (node === floats || node === turning) return []
    if (node === last) return integerLogits(states, scale, zero)
    return node.name === lookUp ? columnsOf(node.input?.[1] ?? '', node.output?.[0] ?? '') : [node]
  })
}

/** states (batch, tokens, states) -> logits: two rounds of 8 bits, the second one of what the first one lost. */
function integerLogits(states: string, scale: string, zero: string): Node[] {
  const round = (name: string, values: string): Node[] => [
    nodeOf('DynamicQuantizeLinear', [values], [`${name}_bytes`, `${name}_scale`, `${name}_zero`]),
    nodeOf('MatMulInteger', [`${name}_bytes`, turnedTable, `${name}_zero`, zero], [`${name}_sums`]),
    nodeOf('Cast', [`${name}_sums`], [`${name}_floats`], { to: float }),
    nodeOf('Mul', [`${name}_scale`, scale], [`${name}_scales`]),
    nodeOf('Mul', [`${name}_floats`, `${name}_scales`], [`${name}_logits`]),
  ]
  return [
    ...round('coarse', states),
    nodeOf('DequantizeLinear', ['coarse_bytes', 'coarse_scale', 'coarse_zero'], ['coarse_states']),
    nodeOf('Sub', [states, 'coarse_states'], ['lost_states']),
    ...round('fine', 'lost_states'),
    nodeOf('Add', ['coarse_logits', 'fine_logits'], ['logits']),
  ]
}

/** ids (batch, tokens) -> (batch, tokens, states) */
const columnsOf = (ids: string, output: string): Node[] => [
  nodeOf('Gather', [turnedTable, ids], ['columns'], { axis: 1 }),
  nodeOf('Transpose', ['columns'], [output], { perm: [1, 2, 0] }),
]

function nodeOf(
  opType: string,
  input: string[],
  output: string[],
  attributes: Record<string, number | number[]> = {},
): Node {
  const attribute = Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number'
      ? { name, type: attributeType.integer, i: value }
      : { name, type: attributeType.integers, ints: value },
  )
  return onnx.NodeProto.create({ opType, input, output, name: output[0] ?? opType, attribute })
}

/** (rows, columns) -> (columns, rows), in strips that stay in the processor's cache. */
function turned(values: Uint8Array, rows: number, columns: number): Uint8Array {
  const strip = 64
  const result = new Uint8Array(values.length)
  for (let first = 0; first < rows; first += strip) {
    const end = Math.min(rows, first + strip)
    for (let column = 0; column < columns; column++)
      for (let row = first; row < end; row++) result[column * rows + row] = values[row * columns + column] ?? 0
  }
  return result
}

const unknownModel = (part: string): Error => new Error(`the decoder of Moonshine is not the known one: ${part}`)
