// A ruled row that holds several rows side by side -> those rows. Example: "Tarts, Pizza" beside "180, 220" beside "20-30, 15-20"
// -> Tarts | 180 | 20-30 and Pizza | 220 | 15-20; what stands once ("7 Baking") is said with each.
// Trap: cause and remedy that wrap are level too. Only figures over figures in two columns and a name on their lines make rows;
// where one name is missing or one too many, nothing is cut.

import type { FilledCell } from './tableCells.ts'
import type { Line } from './lines.ts'

/** Lines of one printed row, by cell; `title` where only the name stands there ("Frozen food"). */
type Band = ReadonlyMap<FilledCell, Line[]>

export function bandsOf(row: readonly FilledCell[]): Band[] | null {
  const written = row.filter((cell) => cell.lines.length > 0)
  const values = written.slice(1).filter(({ lines }) => lines.every(isValue))
  if (values.length < 2 || values.some(({ lines }) => isOneValue(lines))) return null
  const levels = levelsOf(values.flatMap(({ lines }) => lines))
  // All columns say their figures on the same lines.
  const isFull = ({ lines }: FilledCell): boolean => lines.length >= 0.7 * levels.length
  if (values.filter(isFull).length < 2) return null
  const first = written.findIndex((cell) => values.includes(cell))
  const names = written.slice(0, first).findLast(({ lines }) => lines.length >= levels.length)
  const said = names && namesOn(names.lines, levels)
  if (!said || said.length < 2) return null
  const once = written.filter((cell) => cell !== names && !values.includes(cell))
  if (once.some(({ lines }) => lines.length > 2)) return null
  return said.map(({ lines, level }) => {
    const own = values.map((cell) => [cell, cell.lines.filter((line) => level !== null && isOn(line, level))] as const)
    return new Map<FilledCell, Line[]>([[names, lines], ...own])
  })
}

const isValue = ({ text }: Line): boolean =>
  text.length <= 16 &&
  /^(?:[^\p{Ll}]*\d.*|[-–—/\s]+|\p{Lu}\p{Ll}{1,3}\.?)$/u.test(text) &&
  !/[,+]$|\p{L}{5}/u.test(text)

/** "450 g" over "(1 lb)", "5 mins." over "-7 mins.": the second line goes on with the first. */
const isOneValue = ([first, ...others]: readonly Line[]): boolean =>
  others.some(({ text }) => text.startsWith('(') || (startsMinus(text) && !startsMinus(first?.text ?? '')))
const startsMinus = (text: string): boolean => /^[-–—]\s?\d/.test(text)

const isOn = (line: Line, level: number): boolean => Math.abs(line.baseline - level) < 0.35 * line.sizePt

function levelsOf(lines: readonly Line[]): number[] {
  const levels: number[] = []
  for (const line of [...lines].sort((a, b) => a.baseline - b.baseline)) {
    if (!levels.some((level) => isOn(line, level))) levels.push(line.baseline)
  }
  return levels
}

interface Named {
  lines: Line[]
  level: number | null
}

/** Names with the level of their figures, null for a title; null as a whole where a level has no name. */
function namesOn(lines: readonly Line[], levels: readonly number[]): Named[] | null {
  const named: Named[] = []
  for (const line of lines) {
    const level = levels.find((known) => isOn(line, known)) ?? null
    const open = named.at(-1)
    const goesOn = open !== undefined && /^[\p{Ll}(]/u.test(line.text)
    if (goesOn && level === null) open.lines.push(line)
    else if (goesOn) named.push({ lines: [...(open.lines = [...open.lines, line])], level })
    else named.push({ lines: [line], level })
  }
  const left = levels.filter((level) => !named.some((known) => known.level === level))
  // A name that slipped below its figures is the last one without any.
  const isBold = named.every(({ lines: [line] }) => line?.isBold)
  const loose = named.filter(({ lines: [line], level }, at) => level === null && at > 0 && (isBold || !line?.isBold))
  if (levels.length === 1 && !(named[0]?.level === null && named[0].lines[0]?.isBold && !isBold)) return null
  if (loose.length !== left.length) return null
  loose.forEach((known, at) => (known.level = left[at] ?? null))
  return named
}
