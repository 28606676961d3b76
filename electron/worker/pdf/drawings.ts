// Boxes of curves and slanted strokes -> boxes of whole line drawings. Example: 900 strokes of a fridge with its doors -> 1 box.
// Trap: a drawing may have a hundred thousand strokes; they are painted into a coarse grid, whose islands are the drawings.

import type { Box } from '../../../shared/domain.ts'

const cellPt = 7
const smallestPt = 24
const fewestStrokes = 5

export function drawingsOf(strokes: readonly Box[], page: { width: number; height: number }): Box[] {
  const columns = Math.ceil(page.width / cellPt)
  const rows = Math.ceil(page.height / cellPt)
  const counts = new Uint32Array(columns * rows)
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.floor(value / cellPt)))
  for (const { x, y, width, height } of strokes) {
    if (width > 0.9 * page.width || height > 0.9 * page.height) continue
    for (let row = clamp(y, rows - 1); row <= clamp(y + height, rows - 1); row += 1) {
      for (let column = clamp(x, columns - 1); column <= clamp(x + width, columns - 1); column += 1) {
        const index = row * columns + column
        counts[index] = (counts[index] ?? 0) + 1
      }
    }
  }
  return islands(counts, columns)
    .filter(({ box, strokeCount }) => {
      return strokeCount >= fewestStrokes && box.width >= smallestPt && box.height >= smallestPt
    })
    .map(({ box }) => box)
}

function islands(counts: Uint32Array, columns: number): { box: Box; strokeCount: number }[] {
  const found: { box: Box; strokeCount: number }[] = []
  const isSeen = new Uint8Array(counts.length)
  for (let start = 0; start < counts.length; start += 1) {
    if (isSeen[start] === 1 || counts[start] === 0) continue
    let [x0, y0, x1, y1, strokeCount] = [Infinity, Infinity, 0, 0, 0]
    const queue = [start]
    isSeen[start] = 1
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [column, row] = [at % columns, Math.floor(at / columns)]
      x0 = Math.min(x0, column)
      x1 = Math.max(x1, column + 1)
      y0 = Math.min(y0, row)
      y1 = Math.max(y1, row + 1)
      strokeCount += counts[at] ?? 0
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [nextColumn, next] = [column + dx, at + dx + dy * columns]
        if (nextColumn < 0 || nextColumn >= columns || next < 0 || next >= counts.length) continue
        if (isSeen[next] === 1 || counts[next] === 0) continue
        isSeen[next] = 1
        queue.push(next)
      }
    }
    const box = { x: x0 * cellPt, y: y0 * cellPt, width: (x1 - x0) * cellPt, height: (y1 - y0) * cellPt }
    found.push({ box, strokeCount })
  }
  return found
}
