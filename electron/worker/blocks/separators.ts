// Rules and fills of a page -> long separators, and the groups of them that touch: candidates for tables and boxes.
// Example: a table drawn as 30 outlined cells -> 6 horizontal and 4 vertical separators in one group.
// Trap: a cell border is often drawn as many short strokes, twice, or half a point off; strokes in line are one separator.

import type { Box, Rule } from '../../../shared/domain.ts'
import { bottom, middleX, middleY, overlap, right } from './geometry.ts'

/** A line at `at` (y of a horizontal one, x of a vertical one) from `from` to `to`. */
export interface Separator {
  at: number
  from: number
  to: number
}
export interface SeparatorGroup {
  horizontal: Separator[]
  vertical: Separator[]
  /** Its upright separators are sides of tinted rows: they stand beside every second row only, and for the columns of all. */
  isTiled: boolean
  box: Box
}

const inLinePt = 1.6
const bridgedGapPt = 3.5
const touchPt = 3.5
const shortestPt = 9

export function separatorGroups(rules: readonly Rule[], fills: readonly Box[]): SeparatorGroup[] {
  const edges = [...rules, ...edgesOfTiles(fills)]
  const horizontal = inLine(
    edges
      .filter((rule) => rule.kind === 'horizontal')
      .map(({ box }) => ({ at: middleY(box), from: box.x, to: right(box) })),
  )
  return groupsOf(horizontal, uprightOf(edges), rules)
}

const uprightOf = (edges: readonly Rule[]): Separator[] =>
  inLine(
    edges
      .filter((rule) => rule.kind === 'vertical')
      .map(({ box }) => ({ at: middleX(box), from: box.y, to: bottom(box) })),
  )

/** Fills that tile (zebra rows, coloured header cells) stand for the lines that were not drawn. */
function edgesOfTiles(fills: readonly Box[]): Rule[] {
  const tiles = fills.filter(
    (fill) => fill.height > 7 && fills.some((other) => other !== fill && isTiledWith(fill, other)),
  )
  return tiles.slice(0, 600).flatMap(({ x, y, width, height }): Rule[] => [
    { kind: 'horizontal', box: { x, y, width, height: 0 } },
    { kind: 'horizontal', box: { x, y: y + height, width, height: 0 } },
    { kind: 'vertical', box: { x, y, width: 0, height } },
    { kind: 'vertical', box: { x: x + width, y, width: 0, height } },
  ])
}

/** Side by side with the same top and bottom, or one above the other with the same sides; nothing but a hairline between. */
function isTiledWith(a: Box, b: Box): boolean {
  const isBelow = Math.abs(b.y - bottom(a)) < 2.5 || Math.abs(a.y - bottom(b)) < 2.5
  const isBeside = Math.abs(b.x - right(a)) < 2.5 || Math.abs(a.x - right(b)) < 2.5
  const isAsWide = Math.abs(a.x - b.x) < 2.5 && Math.abs(a.width - b.width) < 5
  const isAsTall = Math.abs(a.y - b.y) < 2.5 && Math.abs(a.height - b.height) < 5
  return (isBelow && isAsWide) || (isBeside && isAsTall)
}

function inLine(strokes: readonly Separator[]): Separator[] {
  const merged: Separator[] = []
  for (const stroke of [...strokes].sort((a, b) => a.at - b.at || a.from - b.from)) {
    const known = merged.findLast(
      (other) =>
        Math.abs(other.at - stroke.at) < inLinePt &&
        overlap(other.from, other.to, stroke.from, stroke.to) > -bridgedGapPt,
    )
    if (!known) merged.push({ ...stroke })
    else {
      known.from = Math.min(known.from, stroke.from)
      known.to = Math.max(known.to, stroke.to)
    }
  }
  return merged.filter(({ from, to }) => to - from >= shortestPt)
}

const isTouching = (h: Separator, v: Separator): boolean =>
  v.at > h.from - touchPt && v.at < h.to + touchPt && h.at > v.from - touchPt && h.at < v.to + touchPt

/** Separators may be rules or sides of tiles; `rules` tells which. */
function groupsOf(
  horizontal: readonly Separator[],
  vertical: readonly Separator[],
  rules: readonly Rule[],
): SeparatorGroup[] {
  const drawn = uprightOf(rules)
  const isRuled = (h: Separator): boolean =>
    rules.some(({ kind, box }) => kind === 'horizontal' && Math.abs(middleY(box) - h.at) < inLinePt)
  const parent = [...horizontal, ...vertical].map((_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== undefined && parent[at] !== at) at = parent[at] ?? at
    return at
  }
  const join = (a: number, b: number): void => {
    parent[root(a)] = root(b)
  }
  const hasVertical = new Set<number>()
  for (const [i, h] of horizontal.entries()) {
    const isWalled = isRuled(h) ? drawn.some((v) => isTouching(h, v)) : true
    for (const [j, v] of vertical.entries()) {
      if (!isTouching(h, v)) continue
      join(i, horizontal.length + j)
      if (isWalled) hasVertical.add(i)
    }
  }
  // Rows ruled only from side to side: lines of the same length one below the other.
  for (const [i, h] of horizontal.entries()) {
    for (const [j, other] of horizontal.entries()) {
      if (j <= i || hasVertical.has(i) || hasVertical.has(j)) continue
      if (Math.abs(other.from - h.from) < 3 && Math.abs(other.to - h.to) < 3) join(i, j)
    }
  }
  const groups = new Map<number, { horizontal: Separator[]; vertical: Separator[] }>()
  const groupOf = (index: number): { horizontal: Separator[]; vertical: Separator[] } => {
    const key = root(index)
    const known = groups.get(key) ?? { horizontal: [], vertical: [] }
    groups.set(key, known)
    return known
  }
  horizontal.forEach((separator, index) => groupOf(index).horizontal.push(separator))
  vertical.forEach((separator, index) => groupOf(horizontal.length + index).vertical.push(separator))
  const isDrawn = (v: Separator): boolean =>
    drawn.some((rule) => Math.abs(rule.at - v.at) < inLinePt && overlap(rule.from, rule.to, v.from, v.to) > 0)
  return [...groups.values()].map((group) => ({
    ...group,
    isTiled: group.vertical.length > 0 && !group.vertical.some(isDrawn),
    box: boxOf(group),
  }))
}

function boxOf({ horizontal, vertical }: { horizontal: Separator[]; vertical: Separator[] }): Box {
  const xs = [...horizontal.flatMap(({ from, to }) => [from, to]), ...vertical.map(({ at }) => at)]
  const ys = [...vertical.flatMap(({ from, to }) => [from, to]), ...horizontal.map(({ at }) => at)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
