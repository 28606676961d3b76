// Rows of a question's word pieces -> sums, by the section NETWORK: what firmware/src/psp_network.c computes, written from FORMAT.md.
// Example: networkSums(network, [[3, -120], [9, 44]]) -> Int32Array of dim
// Trap: layers are worked out as whole lists here, and piece by piece in C: the tests hold both to the same bytes.

import { structs } from '../../../shared/format/layout.ts'

interface Layer {
  biases: number[]
  weights: Int8Array // (outputs, inputs)
  inputs: number
}

/** `rows` is (pieces, dim): scale * entry of the table, before any rounding. */
export function networkSums(network: Uint8Array, rows: readonly (readonly number[])[]): Int32Array {
  const dim = rows[0]?.length ?? 0
  const view = new DataView(network.buffer, network.byteOffset, network.length)
  const {
    hidden: hiddenField,
    rowShift,
    firstShift,
    addedShift,
    secondShift,
    poolShift,
    sumShift,
  } = structs.NETWORK.fields
  const hidden = view.getUint16(hiddenField.offset, true)
  const shift = (field: { offset: number }): number => view.getUint8(field.offset)
  const layers = layersIn(view, [
    [hidden, 3 * dim],
    [hidden, 3 * hidden],
    [dim, 2 * hidden],
  ])
  const [first, second, last] = layers
  if (!first || !second || !last) throw new TypeError('the network has no three layers')

  const cut = rows.map((row) => row.map((value) => Math.sign(value) * shifted(Math.abs(value), shift(rowShift))))
  const a = cut.map((_, t) => outputs(first, around(cut, t)).map((sum) => relu(sum, shift(firstShift))))
  const b = a.map((own, t) =>
    outputs(second, around(a, t)).map((sum, i) =>
      relu(sum + (own[i] ?? 0) * 2 ** shift(addedShift), shift(secondShift)),
    ),
  )
  const mean = sumsOf(b).map((sum) => Math.floor((sum * 2 ** shift(poolShift) + Math.floor(b.length / 2)) / b.length))
  const most = Array.from(
    { length: hidden },
    (_, i) => Math.max(...b.map((row) => row[i] ?? 0)) * 2 ** shift(poolShift),
  )
  const skip = sumsOf(rows).map((sum) => Math.trunc(sum / rows.length) * 2 ** shift(sumShift))
  return Int32Array.from(outputs(last, [...mean, ...most]), (sum, i) => sum + (skip[i] ?? 0))
}

function layersIn(view: DataView, shapes: readonly [outputs: number, inputs: number][]): Layer[] {
  let at: number = structs.NETWORK.size
  return shapes.map(([count, inputs]) => {
    const biases = Array.from({ length: count }, (_, output) => view.getInt32(at + 4 * output, true))
    const weights = new Int8Array(view.buffer, view.byteOffset + at + 4 * count, count * inputs)
    at += count * (4 + inputs)
    return { biases, weights, inputs }
  })
}

function outputs({ biases, weights, inputs }: Layer, from: readonly number[]): number[] {
  return biases.map((bias, output) =>
    from.reduce((sum, value, i) => sum + value * (weights[output * inputs + i] ?? 0), bias),
  )
}

function around(rows: readonly (readonly number[])[], t: number): number[] {
  const nothing = rows[t]?.map(() => 0) ?? []
  return [rows[t - 1] ?? nothing, rows[t] ?? nothing, rows[t + 1] ?? nothing].flat()
}

const relu = (sum: number, bits: number): number => (sum <= 0 ? 0 : shifted(sum, bits))
/** Halves up, at most 127. */
const shifted = (size: number, bits: number): number => Math.min(127, Math.floor((size + 2 ** (bits - 1)) / 2 ** bits))

const sumsOf = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0))
