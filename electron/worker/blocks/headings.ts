// Paragraphs of a whole manual -> which of them are headings, and their level.
// Example: body 9 pt; "Cleaning" 18 pt bold -> level 1, "Door seals" 9 pt bold alone on its line -> level 3.
// Levels are clusters of style (size, then weight) ranked by size; printed numbering ("3.2") overrules.
// Trap: bold warnings and bold table heads look like headings; sentences and long lines are none.

import type { Paragraph } from './paragraphs.ts'

export interface TextStyle {
  sizePt: number
  isBold: boolean
}

export interface HeadingRules {
  body: TextStyle
  /** Sizes above the body's that headings are set in, largest first. */
  sizes: number[]
}

const letterCount = (text: string): number => text.replace(/[^\p{L}]/gu, '').length
const roundedSize = (sizePt: number): number => Math.round(sizePt * 2) / 2

export function headingRules(paragraphs: readonly Paragraph[]): HeadingRules {
  const weight = new Map<string, number>()
  for (const { lines } of paragraphs) {
    for (const line of lines) {
      const key = `${roundedSize(line.sizePt)} ${line.isBold}`
      weight.set(key, (weight.get(key) ?? 0) + letterCount(line.text))
    }
  }
  const [commonest] = [...weight].sort((a, b) => b[1] - a[1])
  const [size, isBold] = (commonest?.[0] ?? '10 false').split(' ')
  const body = { sizePt: Number(size), isBold: isBold === 'true' }
  const sizes = new Set(
    paragraphs
      .filter((paragraph) => isHeadingLike(paragraph, body))
      .map((paragraph) => roundedSize(paragraph.lines[0]?.sizePt ?? 0))
      .filter((value) => value > body.sizePt * 1.1),
  )
  return { body, sizes: mergedSizes([...sizes].sort((a, b) => b - a)) }
}

/** Sizes closer than 8 % are one level: a designer's 13.9 and 14. */
function mergedSizes(sizes: readonly number[]): number[] {
  const kept: number[] = []
  for (const size of sizes) if ((kept.at(-1) ?? Infinity) > size * 1.08) kept.push(size)
  return kept
}

export const numberOf = (text: string): string | undefined => /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\p{L}/u.exec(text)?.[1]

export function headingLevel(paragraph: Paragraph, { body, sizes }: HeadingRules): number | null {
  if (!isHeadingLike(paragraph, body)) return null
  const number = numberOf(paragraph.text)
  if (number?.includes('.')) return number.split('.').length
  const size = paragraph.lines[0]?.sizePt ?? body.sizePt
  const rank = sizes.findIndex((known) => size > known * 0.96)
  return Math.min(6, (rank < 0 ? sizes.length : rank) + 1)
}

function isHeadingLike(paragraph: Paragraph, body: TextStyle): boolean {
  const { text, lines, marker } = paragraph
  const [first] = lines
  if (!first || letterCount(text) < 2 || text.length > 120 || lines.length > 3) return false
  if (marker && (marker.kind === 'bullet' || !numberOf(text))) return false
  if (/[.;,:]$/.test(text) && !/\.\.\.$/.test(text)) return false
  const isLarger = first.sizePt > body.sizePt * 1.1
  const isBolder = !body.isBold && lines.every((line) => line.isBold) && first.sizePt > body.sizePt * 0.9
  return isLarger || isBolder
}
