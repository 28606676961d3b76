// 2D affine matrices as PDF writes them: [a b c d e f] maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
// Example: apply(multiply(page, text), 0, 0) is where a line of text begins on the page.

import type { Box } from '../../../shared/domain.ts'

export type Matrix = readonly [number, number, number, number, number, number]
export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** What `inner` does first and `outer` after it. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]

export const apply = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

/** The upright box round the image of the rectangle x0, y0, x1, y1. Runs for every stroke of every drawing: it makes one object. */
export function boxOf(m: Matrix, corners: ArrayLike<number>): Box {
  const x0 = corners[0] ?? 0
  const y0 = corners[1] ?? 0
  const x1 = corners[2] ?? 0
  const y1 = corners[3] ?? 0
  const x = Math.min(m[0] * x0, m[0] * x1) + Math.min(m[2] * y0, m[2] * y1) + m[4]
  const y = Math.min(m[1] * x0, m[1] * x1) + Math.min(m[3] * y0, m[3] * y1) + m[5]
  return {
    x,
    y,
    width: Math.max(m[0] * x0, m[0] * x1) + Math.max(m[2] * y0, m[2] * y1) + m[4] - x,
    height: Math.max(m[1] * x0, m[1] * x1) + Math.max(m[3] * y0, m[3] * y1) + m[5] - y,
  }
}

/** What both boxes share; empty (width or height 0) where nothing. */
export function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x)
  return { x, y, width, height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y) }
}

/** The six numbers of an operator's argument, or null where a broken file gives fewer. */
export function matrixFrom(values: ArrayLike<unknown> | null | undefined): Matrix | null {
  if (!values || values.length < 6) return null
  const matrix: Matrix = [
    Number(values[0]),
    Number(values[1]),
    Number(values[2]),
    Number(values[3]),
    Number(values[4]),
    Number(values[5]),
  ]
  return Number.isFinite(matrix[0] + matrix[1] + matrix[2] + matrix[3] + matrix[4] + matrix[5]) ? matrix : null
}
