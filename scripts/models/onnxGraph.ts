// A tiny writer of ONNX graphs on top of npm onnx-proto: named tensors in, one .onnx file out. Only what MiniLM needs.
// Example: const graph = new OnnxGraph('add'); graph.output(graph.op('Add', [graph.input('x', …), graph.float([1], [2])]), …); graph.bytes()
// Trap: rawData is little-endian; so is every machine that Node runs on.

import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
const dataType = { float: 1, int8: 3, int64: 7 } as const
type DataType = keyof typeof dataType
type Attribute = number | readonly number[] | { float: number }
/** A dimension is a number, or a name where it varies ("batch"). */
export type Dimension = number | string

export class OnnxGraph {
  readonly #nodes: object[] = []
  readonly #initializers: object[] = []
  readonly #inputs: object[] = []
  readonly #outputs: object[] = []
  #names = 0

  constructor(readonly name: string) {}

  input(name: string, type: DataType, dims: readonly Dimension[]): string {
    this.#inputs.push(valueInfo(name, type, dims))
    return name
  }

  output(value: string, name: string, dims: readonly Dimension[]): void {
    this.#nodes.push({ opType: 'Identity', input: [value], output: [name], name, attribute: [] })
    this.#outputs.push(valueInfo(name, 'float', dims))
  }

  float(values: readonly number[] | Float32Array, dims: readonly number[]): string {
    return this.#constant('float', dims, Float32Array.from(values))
  }
  int8(values: Int8Array, dims: readonly number[]): string {
    return this.#constant('int8', dims, values)
  }
  int64(...values: number[]): string {
    return this.#constant('int64', [values.length], BigInt64Array.from(values.map(BigInt)))
  }

  /** Adds a node with one output and returns the output's name. */
  op(opType: string, input: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = `${opType}_${this.#names++}`
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value))
    this.#nodes.push({ opType, input, output: [output], name: output, attribute })
    return output
  }

  bytes(): Uint8Array {
    const model = {
      irVersion: 8,
      producerName: 'plainspoken',
      opsetImport: [{ domain: '', version: 17 }],
      graph: {
        name: this.name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    }
    return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish()
  }

  #constant(type: DataType, dims: readonly number[], values: Float32Array | Int8Array | BigInt64Array): string {
    const name = `${type}_${this.#names++}`
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    this.#initializers.push({ name, dataType: dataType[type], dims, rawData })
    return name
  }
}

const valueInfo = (name: string, type: DataType, dims: readonly Dimension[]): object => ({
  name,
  type: {
    tensorType: {
      elemType: dataType[type],
      shape: { dim: dims.map((dim) => (typeof dim === 'string' ? { dimParam: dim } : { dimValue: dim })) },
    },
  },
})

// AttributeProto.type: 1 = FLOAT, 2 = INT, 7 = INTS
function attributeOf(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, type: 2, i: value }
  return 'float' in value ? { name, type: 1, f: value.float } : { name, type: 7, ints: value }
}
