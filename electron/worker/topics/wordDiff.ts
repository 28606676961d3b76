// Two lists -> what stands beside what, in order; two texts -> the words that stayed, went and came.
// Example: wordDiff('Rinse it well.', 'Rinse it twice.') -> same "Rinse it", gone "well.", new "twice."

import type { WordPiece } from '../../../shared/ipc/editions.ts'

/** Pairs of entries in the order of both lists; null where the other list has nothing like it. `likenessOf`: 0 for "never a pair". */
export function paired<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  likenessOf: (one: Entry, other: Entry) => number,
): [Entry | null, Entry | null][] {
  const width = after.length + 1
  const best = new Float32Array((before.length + 1) * width) // (before + 1, after + 1), row-major: likeness of what is left from here
  const at = (row: number, column: number): number => best[row * width + column] ?? 0
  const gains = before.map((one) => Float32Array.from(after, (other) => likenessOf(one, other)))
  const gainOf = (row: number, column: number): number => gains[row]?.[column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const gain = gainOf(row, column)
      const together = gain > 0 ? Math.fround(gain + at(row + 1, column + 1)) : 0
      best[row * width + column] = Math.max(together, at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: [Entry | null, Entry | null][] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const gain = gainOf(row, column)
    const isPair = gain > 0 && at(row, column) === Math.fround(gain + at(row + 1, column + 1))
    const isGone =
      !isPair && row < before.length && (column === after.length || at(row, column) === at(row + 1, column))
    pairs.push([isPair || isGone ? (before[row] ?? null) : null, isGone ? null : (after[column] ?? null)])
    if (isPair || isGone) row++
    if (!isGone) column++
  }
  return pairs
}

/** Longer texts are shown as a whole, before and after: nobody compares so many words one by one. */
const mostWords = 1500

export function wordDiff(before: string, after: string): WordPiece[] {
  const [was, now] = [wordsOf(before), wordsOf(after)]
  if (Math.max(was.length, now.length) > mostWords && before !== after)
    return [...pieceOf('gone', was), ...pieceOf('new', now)]
  const pairs = paired(was, now, (one, other) => (one === other ? 1 : 0))
  const runs: { kind: WordPiece['kind']; words: string[] }[] = []
  for (const [one, other] of pairs) {
    const kind = one === null ? 'new' : other === null ? 'gone' : 'same'
    const last = runs.at(-1)
    if (last?.kind === kind) last.words.push(one ?? other ?? '')
    else runs.push({ kind, words: [one ?? other ?? ''] })
  }
  return runs.flatMap(({ kind, words }) => pieceOf(kind, words))
}

const wordsOf = (text: string): string[] => text.match(/\S+/g) ?? []
const pieceOf = (kind: WordPiece['kind'], words: readonly string[]): WordPiece[] =>
  words.length === 0 ? [] : [{ kind, text: words.join(' ') }]
