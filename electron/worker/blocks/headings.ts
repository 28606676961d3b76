// Paragraphs of a whole manual -> which of them are headings, and their level.
// Example: body 9 pt; "Cleaning" 18 pt bold -> level 1, "Door seals" 9 pt bold alone on its line -> level 3.
// Levels are clusters of size, larger first; printed numbering ("3.2") overrules, and chapters that own sections ("3.") are level 1.
// The table of contents is a witness: a line that it names is a heading although it looks like text.
// Trap: bold warnings and bold table heads look like headings; sentences and long lines are none.

import type { Paragraph } from './paragraphs.ts'
import { tocEntryOf } from './toc.ts'

export interface TextStyle {
  sizePt: number
  isBold: boolean
}

export interface HeadingRules {
  body: TextStyle
  /** Sizes above the body's that headings are set in, largest first. */
  sizes: number[]
  /** Numbers that own sections: "3" where "3.1" is a heading. */
  chapters: ReadonlySet<string>
  /** Smallest size of a numbered section: a chapter is no smaller. */
  sectionSizePt: number
  /** Titles that the table of contents names, as keys, with their printed numbers. */
  contents: ReadonlyMap<string, string | undefined>
}

const letterCount = (text: string): number => text.replace(/[^\p{L}]/gu, '').length
const roundedSize = (sizePt: number): number => Math.round(sizePt * 2) / 2
const sizeOf = (paragraph: Paragraph): number => paragraph.lines[0]?.sizePt ?? 0

/** Letters only, so that numbering, dots and spelling of spaces do not matter. */
const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '')

export function headingRules(paragraphs: readonly Paragraph[]): HeadingRules {
  const body = bodyStyle(paragraphs)
  const contents = new Map(
    paragraphs.flatMap(({ text }): [string, string | undefined][] => {
      const entry = tocEntryOf(text)
      return entry ? [[keyOf(entry.title), numberOf(entry.title)]] : []
    }),
  )
  const start: HeadingRules = { body, sizes: [], chapters: new Set(), sectionSizePt: Infinity, contents }
  const headings = paragraphs.filter((paragraph) => isHeadingLike(paragraph, start))
  const sections = headings.filter(({ text }) => numberOf(text)?.includes('.'))
  const larger = headings.map((paragraph) => roundedSize(sizeOf(paragraph))).filter((size) => size > body.sizePt * 1.1)
  return {
    ...start,
    sizes: usedSizes(larger),
    chapters: new Set(sections.map(({ text }) => numberOf(text)?.split('.')[0] ?? '')),
    sectionSizePt: Math.min(...sections.map(sizeOf)),
  }
}

/** The style that most letters are set in. */
function bodyStyle(paragraphs: readonly Paragraph[]): TextStyle {
  const weight = new Map<string, number>()
  for (const line of paragraphs.flatMap((paragraph) => paragraph.lines)) {
    const key = `${roundedSize(line.sizePt)} ${line.isBold}`
    weight.set(key, (weight.get(key) ?? 0) + letterCount(line.text))
  }
  const [commonest] = [...weight].sort((a, b) => b[1] - a[1])
  const [size, isBold] = (commonest?.[0] ?? '10 false').split(' ')
  return { sizePt: Number(size), isBold: isBold === 'true' }
}

/** Sizes that headings are set in, largest first. A size used once (a cover) is no level, and 13.9 and 14 are one. */
function usedSizes(sizes: readonly number[]): number[] {
  const kept: number[] = []
  const isRepeated = (size: number): boolean =>
    sizes.length < 8 || sizes.filter((other) => other > size * 0.96 && other < size * 1.04).length > 1
  for (const size of [...new Set(sizes)].sort((a, b) => b - a)) {
    if ((kept.at(-1) ?? Infinity) > size * 1.08 && isRepeated(size)) kept.push(size)
  }
  return kept.length > 0 ? kept : sizes.slice(0, 1)
}

/** Printed numbering: "3.2" of "3.2. Filters", "4" of "4 Care"; undefined for "2.5 kg". */
export const numberOf = (text: string): string | undefined =>
  /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s*(?=\p{Lu})/u.exec(text)?.[1]

export function headingLevel(paragraph: Paragraph, rules: HeadingRules): number | null {
  if (!isHeadingLike(paragraph, rules)) return null
  const number = numberOf(paragraph.text)
  if (number?.includes('.')) return number.split('.').length
  const size = sizeOf(paragraph)
  const isChapter = number !== undefined && rules.chapters.has(number) && size > 0.97 * rules.sectionSizePt
  if (isChapter && (size > 1.05 * rules.sectionSizePt || /^[^\p{Ll}]+$/u.test(paragraph.text))) return 1
  const rank = rules.sizes.findIndex((known) => size > known * 0.96)
  return Math.min(6, (rank < 0 ? rules.sizes.length : rank) + 1)
}

function isHeadingLike(paragraph: Paragraph, { body, contents }: HeadingRules): boolean {
  const { text, lines, marker } = paragraph
  const [first] = lines
  if (!first || letterCount(text) < 2 || text.length > 120 || lines.length > 3) return false
  if (marker && (marker.kind === 'bullet' || !numberOf(text))) return false
  if (/[.;,:]$/.test(text) && !/\.\.\.$/.test(text)) return false
  const isBold = lines.every((line) => line.isBold)
  const isNamed = isInContents(text, contents)
  if (isNamed || (isBold && numberOf(text)?.includes('.'))) return first.sizePt > body.sizePt * 0.8
  const isLarger = first.sizePt > body.sizePt * 1.1
  const isBolder = !body.isBold && isBold && first.sizePt > body.sizePt * 0.9
  return isLarger || isBolder
}

/** The same words, and the same number where both have one: "6. Filters" of a legend is not chapter "8.1 Filters". */
function isInContents(text: string, contents: HeadingRules['contents']): boolean {
  const key = keyOf(text)
  if (key.length < 4 || !contents.has(key)) return false
  const [printed, own] = [contents.get(key), numberOf(text)]
  return printed === undefined || own === undefined || printed === own
}
