// A unit vector + rows of unit vectors -> the largest cosine among them. Example: nearest(vector, rows) -> 0.83; -1 where there are no rows.

/** `rows` is (count, vector.length), row-major. */
export function nearest(vector: Float32Array, rows: Float32Array): number {
  const dim = vector.length
  let best = -1
  for (let from = 0; from < rows.length; from += dim) {
    let dot = 0
    for (let at = 0; at < dim; at++) dot += (vector[at] ?? 0) * (rows[from + at] ?? 0)
    best = Math.max(best, dot)
  }
  return best
}
