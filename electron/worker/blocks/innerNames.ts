// Rows of a table and the names of its columns -> each row with its own names, as some are printed between the rows.
// Example: "Meat | Weight | Time", … "Fish | Weight | Time", "Trout | 1 kg | 6" -> the trout under "Fish, Weight, Time".
// And "| | 1st side | 2nd side" between rows of figures names the columns more closely from there on.
// Trap: a row of words between rows of figures is a row like any other; only empty cells before it, or the old names again, tell.

import type { TableRow } from './tables.ts'

export interface NamedRow {
  row: TableRow
  header: string[]
}

export function withInnerNames(rows: readonly TableRow[], header: readonly string[]): NamedRow[] {
  let names = [...header]
  return rows.flatMap((row, at): NamedRow[] => {
    const texts = row.cells.map(({ text }) => text)
    const next = rows[at + 1]
    const inner = next && texts.length === names.length ? innerNames(texts, names, next) : null
    if (!inner) return [{ row, header: names }]
    names = inner
    return []
  })
}

function innerNames(texts: readonly string[], names: readonly string[], next: TableRow): string[] | null {
  if (isAgain(texts, names)) return [...texts]
  const isBelow = (text: string, column: number): boolean =>
    text === '' || (isName(text) && isFigure(next.cells[column]?.text ?? ''))
  const written = texts.filter((text) => text !== '')
  const isCloser = texts[0] === '' && written.length >= 2 && texts.every(isBelow)
  return isCloser ? names.map((name, column) => closer(name, texts[column] ?? '')) : null
}

/** "Time (min)" and "1st side" -> "Time 1st side (min)": the unit stays last. */
function closer(name: string, inner: string): string {
  const [, words = name, unit = ''] = /^(.*\S)(\s*[([][^()[\]]*[)\]])$/u.exec(name) ?? []
  return inner === '' ? name : `${words} ${inner}${unit}`.trim()
}

/** All names again but the first, which says what the rows below are about. */
const isAgain = (texts: readonly string[], names: readonly string[]): boolean =>
  texts.length > 2 && texts[0] !== '' && texts.slice(1).every((text, at) => text !== '' && text === names[at + 1])

const isName = (text: string): boolean => /\p{L}{3}/u.test(text) && text.length <= 30
const isFigure = (text: string): boolean => /^[~<>≤≥±+–-]?\s?\d/u.test(text) && !/\p{L}{4}/u.test(text)
