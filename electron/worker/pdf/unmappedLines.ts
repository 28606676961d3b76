// TextItem[] -> lines whose letters no font maps to characters, to be read like drawn ones, and the other items. Example: "Let it
// cool for an hour or", then a line of control characters, then "drain the tank." -> the line between, with its place and size.
// Such lines are set in a second subset of the same font (the one with the "fi"), whose map is missing; a person sees no difference.
// Traps: one or two such characters under each other are bullets, and come back as such; of a page that is mostly so the whole picture is read (unreadPages.ts).

import type { TextItem } from '../../../shared/domain.ts'
import type { DrawnLine } from '../../../shared/drawnLines.ts'
import { overlapY, right, union } from '../blocks/geometry.ts'
import { baselineOf } from '../blocks/lines.ts'

const unmapped = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g
/** In one line: as many characters, as many different ones. Leaders and underlines repeat one. */
const fewest = { characters: 5, kinds: 4 }
const fewestBullets = 3
const mostOfPage = 0.25
/** Letters whose code is that of a tab or a line feed are lost as spaces, also the first and the last of a line. */
const lostEm = 3

export function unmappedLines(items: readonly TextItem[]): { lines: DrawnLine[]; rest: readonly TextItem[] } {
  const strange = items.filter((item) => item.angle === 0 && codesOf(item).length > 0)
  if (strange.length === 0 || shareOf(items) > mostOfPage) return { lines: [], rest: items }
  const groups = rowsOf(strange).filter(isLine)
  const taken = new Set(groups.flat())
  const bullets = new Set(strange.filter((item) => isBullet(item, strange, items)))
  const rest = items
    .filter((item) => !taken.has(item))
    .map((item) => (bullets.has(item) ? { ...item, text: '•' } : item))
  return { lines: groups.map((group) => lineOf(group, rest)), rest }
}

const codesOf = ({ text }: TextItem): string[] => text.match(unmapped) ?? []

function shareOf(items: readonly TextItem[]): number {
  const all = items.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0)
  return items.reduce((sum, item) => sum + codesOf(item).length, 0) / Math.max(1, all)
}

const isLine = (group: readonly TextItem[]): boolean => {
  const codes = group.flatMap(codesOf)
  return codes.length >= fewest.characters && new Set(codes).size >= fewest.kinds
}

/** The same one or two characters (the second is a space), alone before text, under each other. */
function isBullet(one: TextItem, strange: readonly TextItem[], items: readonly TextItem[]): boolean {
  const isAlike = ({ text, box }: TextItem): boolean => text === one.text && Math.abs(box.x - one.box.x) < 1
  const opensText = ({ box, fontSizePt }: TextItem): boolean =>
    items.some(
      (other) =>
        /\p{L}{2}/u.test(other.text) &&
        Math.abs(other.box.y - box.y) < 0.2 * fontSizePt &&
        other.box.x - right(box) > -0.1 * fontSizePt &&
        other.box.x - right(box) < 2.5 * fontSizePt,
    )
  return (
    one.text.trim().length <= 2 &&
    strange.filter((other) => isAlike(other) && opensText(other)).length >= fewestBullets &&
    opensText(one)
  )
}

function rowsOf(items: readonly TextItem[]): TextItem[][] {
  const rows: TextItem[][] = []
  for (const item of [...items].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)) {
    const row = rows.find((known) => known.some((last) => isCarriedOn(last, item)))
    if (row) row.push(item)
    else rows.push([item])
  }
  return rows
}

function isCarriedOn(last: TextItem, item: TextItem): boolean {
  const gap = Math.max(item.box.x - right(last.box), last.box.x - right(item.box))
  return Math.abs(last.box.y - item.box.y) < 0.1 * item.fontSizePt && gap < (lostEm + 1) * item.fontSizePt
}

function lineOf(group: readonly TextItem[], others: readonly TextItem[]): DrawnLine {
  const box = union(group.map((item) => item.box))
  const sizePt = group[0]?.fontSizePt ?? box.height
  const beside = others.filter((other) => overlapY(other.box, box) > 0.3 * sizePt).map((other) => other.box)
  const from = Math.max(box.x - lostEm * sizePt, ...beside.map(right).filter((x) => x <= box.x + 1))
  const to = Math.min(right(box) + lostEm * sizePt, ...beside.map(({ x }) => x).filter((x) => x >= right(box) - 1))
  return {
    box: { ...box, x: from, width: to - from },
    baseline: baselineOf({ box }),
    sizePt,
    isShort: false,
  }
}
