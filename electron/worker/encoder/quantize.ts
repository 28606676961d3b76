// Float vectors -> int8 rows, each scaled so that its largest component is ±127. The device compares directions, so the scale is not kept.
// Example: quantizeRows(Float32Array.of(0.6, -0.8), 2) -> Int8Array [95, -127]
// Trap: Math.round rounds halves up; the sign is taken off first, so that a vector and its opposite stay opposite.

export function quantizeRows(vectors: Float32Array, dim: number): Int8Array {
  const rows = new Int8Array(vectors.length)
  for (let from = 0; from < vectors.length; from += dim) {
    const row = vectors.subarray(from, from + dim)
    const most = row.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
    if (most === 0) continue
    row.forEach((value, at) => (rows[from + at] = Math.sign(value) * Math.round((Math.abs(value) / most) * 127)))
  }
  return rows
}
