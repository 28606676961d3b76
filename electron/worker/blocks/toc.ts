// Lines of a page -> contents entries joined from title, leader dots and page number. Example: "Cleaning", "11" at the far right of the
// same line -> "Cleaning … 11". The dots are put in where only white stands between, so that paragraphs and blocks see one entry.
// Trap: a table with a column of numbers looks alike; contents have at least four numbers in a column that never go down.

import type { Block } from '../../../shared/domain.ts'
import { clusters, overlapY, right } from './geometry.ts'
import { lineOf } from './lines.ts'
import type { Line } from './lines.ts'

const fewest = 4
/** "Cleaning … 11" -> title and printed page; null where the line is no entry. */
export function tocEntryOf(text: string): { title: string; target: number } | null {
  if (!/\d$/.test(text) || !/\.{3}|…|·{3}|_{3}|\. \. \. /.test(text)) return null // the pattern below is slow on long lines
  const match =
    /^(?:[•●■▪]\s*)?(.*?\p{L}.*?)[\s.…·_]*(?:\.{3,}|…|·{3,}|_{3,}|(?:\. ){3,})[\s.…·_]*(?:[A-Z]{2}[-–])?(\d{1,3})(?:\s?[-–]\s?\d{1,3})?$/u.exec(
      text,
    )
  return match?.[1] && match[2] ? { title: match[1].replace(/[\s.…·_]+$/, ''), target: Number(match[2]) } : null
}

export function withTocEntries(lines: readonly Line[]): Line[] {
  const numbers = lines.filter((line) => /^[.…·_\s]*\d{1,3}(?:\s?[-–]\s?\d{1,3})?$/.test(line.text))
  if (numbers.length < fewest) return [...lines]
  const joined = new Map<Line, Line>() // title -> number
  for (const { at } of clusters(
    numbers.map((line) => right(line.box)),
    3,
  )) {
    const column = numbers.filter((line) => Math.abs(right(line.box) - at) < 6).sort((a, b) => a.box.y - b.box.y)
    const values = column.map((line) => Number(/\d+/.exec(line.text)?.[0]))
    const isRising = values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0))
    if (column.length < fewest || !isRising || new Set(values).size < 3) continue
    const pairs = column.map((number) => [titleOf(number, lines), number] as const)
    if (pairs.filter(([title]) => title !== null).length < 0.8 * pairs.length) continue
    for (const [title, number] of pairs) if (title) joined.set(title, number)
  }
  const taken = new Set(joined.values())
  return lines
    .filter((line) => !taken.has(line))
    .map((line) => {
      const number = joined.get(line)
      if (!number) return line
      const entry = lineOf(line.page, [...line.items, ...number.items])
      return { ...entry, text: `${line.text} … ${/\d.*/.exec(number.text)?.[0] ?? ''}` }
    })
}

/** The line that ends nearest to the left of a number, level with it. */
function titleOf(number: Line, lines: readonly Line[]): Line | null {
  const level = lines.filter(
    (line) =>
      line !== number &&
      right(line.box) <= number.box.x + 1 &&
      overlapY(line.box, number.box) > 0.6 * Math.min(line.box.height, number.box.height) &&
      /\p{L}{2}/u.test(line.text),
  )
  return level.sort((a, b) => right(b.box) - right(a.box))[0] ?? null
}

/** Entries further in are of a deeper level, unless dotted numbers say it: "2.1" is level 2. */
export function withTocLevels(blocks: readonly Block[]): Block[] {
  const edges = clusters(
    blocks.flatMap((block) => (block.kind === 'toc-entry' ? [block.box.x] : [])),
    3,
  ).map(({ at }) => at)
  return blocks.map((block) => {
    if (block.kind !== 'toc-entry' || block.level > 1) return block
    // Entries of a second column start anew at its left edge.
    const own = edges.filter((edge) => Math.abs(edge - block.box.x) < 60)
    const level = own.filter((edge) => edge < block.box.x - 2).length + 1
    return { ...block, level: Math.min(level, 3) }
  })
}
