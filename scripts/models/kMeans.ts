// Rows -> a codebook of 256 entries for each part of a row, and the nearest entry of each part of each row: product quantisation.
// Source: Jégou, Douze, Schmid 2011. Example: 28,000 rows of 256 in 64 parts -> 64 × 256 entries of 4 and 64 bytes a row.
// Trap: the first entries are rows at even distances, not chance, so that the same rows always give the same codebook.

const entryCount = 256
const rounds = 12

export interface RowShape {
  count: number
  dim: number
  parts: number
}

export function codebookOf(rows: Float32Array, shape: RowShape): { entries: Float32Array; codes: Uint8Array } {
  const { count, dim, parts } = shape
  const size = dim / parts
  const entries = new Float32Array(parts * entryCount * size)
  const codes = new Uint8Array(count * parts)
  for (let part = 0; part < parts; part++) {
    const points = new Float32Array(count * size)
    for (let row = 0; row < count; row++)
      points.set(rows.subarray(row * dim + part * size, row * dim + (part + 1) * size), row * size)
    const shelf = entries.subarray(part * entryCount * size, (part + 1) * entryCount * size)
    const chosen = cluster(points, shelf, size)
    for (let row = 0; row < count; row++) codes[row * parts + part] = chosen[row] ?? 0
  }
  return { entries, codes }
}

/** Fills `centres` and returns the nearest one of each point. */
function cluster(points: Float32Array, centres: Float32Array, size: number): Uint8Array {
  const count = points.length / size
  for (let entry = 0; entry < entryCount; entry++) {
    const row = Math.floor((entry * count) / entryCount)
    centres.set(points.subarray(row * size, (row + 1) * size), entry * size)
  }
  for (let round = 0; round < rounds; round++) moveToMeans(points, centres, size, nearest(points, centres, size))
  return nearest(points, centres, size)
}

function nearest(points: Float32Array, centres: Float32Array, size: number): Uint8Array {
  return Uint8Array.from({ length: points.length / size }, (_, row) => {
    let best = 0
    let least = Infinity
    for (let entry = 0; entry < entryCount; entry++) {
      let distance = 0
      for (let at = 0; at < size; at++) {
        const apart = (points[row * size + at] ?? 0) - (centres[entry * size + at] ?? 0)
        distance += apart * apart
      }
      if (distance < least) [best, least] = [entry, distance]
    }
    return best
  })
}

/** A centre that no point chose stays where it is. */
function moveToMeans(points: Float32Array, centres: Float32Array, size: number, chosen: Uint8Array): void {
  const counts = new Uint32Array(entryCount)
  const sums = new Float64Array(entryCount * size)
  chosen.forEach((entry, row) => {
    counts[entry] = (counts[entry] ?? 0) + 1
    for (let at = 0; at < size; at++)
      sums[entry * size + at] = (sums[entry * size + at] ?? 0) + (points[row * size + at] ?? 0)
  })
  for (let at = 0; at < centres.length; at++) {
    const held = counts[Math.floor(at / size)] ?? 0
    if (held > 0) centres[at] = (sums[at] ?? 0) / held
  }
}
