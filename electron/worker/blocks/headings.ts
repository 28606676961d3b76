// Paragraphs of a whole manual -> which of them are headings, and their level.
// Example: body 9 pt; "Cleaning" 18 pt bold -> level 1, "Door seals" 9 pt bold alone on its line -> level 3.
// Levels are clusters of size, larger first; printed numbering ("3.2") overrules, and what looks like a numbered heading has its level.
// The table of contents is a witness: a line that it names is a heading although it looks like text.
// Trap: bold warnings and bold table heads look like headings; sentences and long lines are none.

import type { TextItem } from '../../../shared/domain.ts'
import { median } from './geometry.ts'
import { signalOf, withoutSign } from './hazards.ts'
import { letterCount } from './letterCount.ts'
import type { Line } from './lines.ts'
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
  /** What printed numbering says about looks; null where no section is numbered "3.1". */
  numbered: NumberedStyles | null
  /** Titles that the table of contents names, as keys, with their printed numbers. */
  contents: ReadonlyMap<string, string | undefined>
  /** Entries of a legend that shows what panels are called ("tips and information"): no headings, although they look it. */
  legend: ReadonlySet<Paragraph>
}

/** How chapters ("3 Care") and their sections ("3.1 Filters") are set. */
interface NumberedStyles {
  chapterSizePt: number
  sectionSizePt: number
  /** Chapters stand in capitals and sections do not. */
  isChapterShouted: boolean
}

const roundedSize = (sizePt: number): number => Math.round(sizePt * 2) / 2
const sizeOf = (paragraph: Paragraph): number => paragraph.lines[0]?.sizePt ?? 0

/** Letters only, so that numbering, dots and spelling of spaces do not matter. */
const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '')

/** `loose` are those outside boxes: the title of a panel is large for its panel, not for the manual. */
export function headingRules(paragraphs: readonly Paragraph[], loose: readonly Paragraph[] = paragraphs): HeadingRules {
  const body = bodyStyle(paragraphs)
  const contents = new Map(
    paragraphs.flatMap(({ text }): [string, string | undefined][] => {
      const entry = tocEntryOf(text)
      return entry ? [[keyOf(entry.title), numberOf(entry.title)]] : []
    }),
  )
  const start: HeadingRules = { body, sizes: [], numbered: null, contents, legend: new Set() }
  const headings = loose.filter((paragraph) => isHeadingLike(paragraph, start))
  const larger = headings.map((paragraph) => roundedSize(sizeOf(paragraph))).filter((size) => size > body.sizePt * 1.1)
  const sizes = usedSizes(larger)
  const isLoose = new Set(loose)
  const panelTitles = new Set(
    paragraphs.flatMap((known) => (!isLoose.has(known) && isHeadingLike(known, start) ? [keyOf(known.text)] : [])),
  )
  const isPanelTitle = ({ text }: Paragraph): boolean => panelTitles.has(keyOf(text)) && !contents.has(keyOf(text))
  const legend = headings.filter((known) => isPanelTitle(known) && sizeOf(known) < (sizes[0] ?? 0) * 0.96)
  return { ...start, sizes, numbered: numberedStyles(headings), legend: new Set(legend) }
}

function numberedStyles(headings: readonly Paragraph[]): NumberedStyles | null {
  const sections = headings.filter(({ text }) => numberOf(text)?.split('.').length === 2)
  if (sections.length < 2) return null
  const owners = new Set(sections.map(({ text }) => numberOf(text)?.split('.')[0]))
  const sectionSizePt = median(sections.map(sizeOf))
  const isOwner = ({ text }: Paragraph): boolean => owners.has(numberOf(text))
  const chapters = headings.filter((paragraph) => isOwner(paragraph) && sizeOf(paragraph) > 0.97 * sectionSizePt)
  const shouted = chapters.filter(({ text }) => isShouted(text))
  const areSectionsShouted = sections.filter(({ text }) => isShouted(text)).length * 2 > sections.length
  const isChapterShouted = !areSectionsShouted && shouted.length >= 2
  const sizes = (isChapterShouted ? shouted : chapters)
    .map(sizeOf)
    .filter((size) => isChapterShouted || size > 1.05 * sectionSizePt)
  return { chapterSizePt: sizes.length > 0 ? median(sizes) : sectionSizePt, sectionSizePt, isChapterShouted }
}

const isShouted = (text: string): boolean => /^[^\p{Ll}]+$/u.test(text)

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

/** Sizes that headings are set in, largest first. A size used once or twice (a cover, a legend) is no level, and 13.9 and 14 are one. */
function usedSizes(sizes: readonly number[]): number[] {
  const kept: number[] = []
  const isRepeated = (size: number): boolean =>
    sizes.length < 8 || sizes.filter((other) => other > size * 0.96 && other < size * 1.04).length > 2
  for (const size of [...new Set(sizes)].sort((a, b) => b - a)) {
    if ((kept.at(-1) ?? Infinity) > size * 1.08 && isRepeated(size)) kept.push(size)
  }
  return kept.length > 0 ? kept : sizes.slice(0, 1)
}

/** Printed numbering: "3.2" of "3.2. Filters", "4" of "4 Care"; undefined for "2.5 kg". */
export const numberOf = (text: string): string | undefined =>
  /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s*(?=\p{Lu})/u.exec(text)?.[1]

export function headingLevel(paragraph: Paragraph, rules: HeadingRules): number | null {
  if (rules.legend.has(paragraph) || !isHeadingLike(paragraph, rules)) return null
  const number = numberOf(paragraph.text)
  if (number?.includes('.')) return number.split('.').length
  if (rules.numbered) return levelBeside(rules.numbered, paragraph)
  const rank = rules.sizes.findIndex((known) => sizeOf(paragraph) > known * 0.96)
  return Math.min(6, (rank < 0 ? rules.sizes.length : rank) + 1)
}

/** The level of whatever numbered headings look alike. Capitals tell chapters where these shout; size does otherwise. */
function levelBeside({ chapterSizePt, sectionSizePt, isChapterShouted }: NumberedStyles, paragraph: Paragraph): number {
  const size = sizeOf(paragraph)
  if (isChapterShouted && isShouted(paragraph.text) && size > 0.93 * sectionSizePt) return 1
  if (isChapterShouted && numberOf(paragraph.text) !== undefined && !isShouted(paragraph.text)) return 2
  const isChapter = !isChapterShouted && chapterSizePt > 1.05 * sectionSizePt && size > 0.96 * chapterSizePt
  if (isChapter || (chapterSizePt > 1.05 * sectionSizePt && size > 1.1 * chapterSizePt)) return 1
  return size > 0.93 * sectionSizePt ? 2 : 3
}

/** "This symbol indicates …": an entry of a legend, however bold. */
const explains =
  /^(?:this|the|these|dies|diese[rs]?|ce(?:tte|s)?|quest[oaei]|est[eao]s?) (?:symbol|sign|zeichen|symbole|simbolo|símbolo|word)/iu

function isHeadingLike(paragraph: Paragraph, { body, contents }: HeadingRules): boolean {
  const { lines, marker } = paragraph
  const text = isSignedTitle(paragraph, body) ? withoutSign(paragraph.text) : paragraph.text
  const [first] = lines
  if (!first || lines.length > 3 || text.length > 120 || letterCount(text) < 2) return false
  if (marker && (marker.kind === 'bullet' || !numberOf(text))) return false
  if ((/[.;,:]$/.test(text) && !/\.\.\.$/.test(text)) || signalOf(text) || explains.test(text)) return false
  if (isFact.test(text) && !isInContents(text, contents)) return false
  if ((isSentence.test(text) && !text.endsWith('?')) || isOrder.test(text)) return false
  if (!isWorded(text) && !isInContents(text, contents)) return false
  const isBold = lines.every((line) => line.isBold || isBoldName(line))
  const isNamed = isInContents(text, contents)
  if (isNamed || (isBold && numberOf(text)?.includes('.'))) return first.sizePt > body.sizePt * 0.8
  const isLarger = first.sizePt > body.sizePt * 1.1
  const isBolder = !body.isBold && isBold && first.sizePt > body.sizePt * 0.9
  return isLarger || isBolder
}

/** "Noise: 63 dB": a name with its figure, the name in bold. */
const isFact = /^\p{L}[^:\d]{1,30}:\s[^:]*\d[^:]*$/u

/** "Wi-Fi" and "Play", not "220-240 V ~ 50 Hz". */
const isWorded = (text: string): boolean =>
  /\p{L}{3}/u.test(text) || (/^[^\d]*[a-z]{2}[^\d]*$/iu.test(text) && letterCount(text) > 3)

/** "⚠ Safety" over a chapter, in letters much larger than the text: the sign adorns the title. A sentence is a warning, however large. */
export function isSignedTitle({ text, lines }: Paragraph, body: TextStyle): boolean {
  const title = withoutSign(text)
  const isShort = title.length < 60 && !/[.!?:;,]$/.test(title) && signalOf(title) === null
  return title !== text && isShort && (lines[0]?.sizePt ?? 0) > 1.4 * body.sizePt
}

/** A full stop with words before and something after, or an end that leaves more to come. */
const isSentence =
  /\p{Ll}+ \p{Ll}+ \p{Ll}+[.!?] (?:[\p{Lu}(]|https?:|www\.)|\s(?:and|or|und|oder|et|ou|y|the|of|to|der|die|das)$/u

/** "DO NOT LEAN ON THE OPEN DOOR!": however bold, it is said, and names nothing. */
const isOrder = /^(?:\S+\s+){4,}\S+!$/u

/** Figures and quotation marks between bold words may come from another font. */
function isBoldName({ text, items }: Line): boolean {
  const count = (of: readonly TextItem[]): number => letterCount(of.map((item) => item.text).join(''))
  return text.length <= 60 && count(items.filter((item) => item.isBold)) >= 0.8 * count(items)
}

/** The same words, and the same number where both have one: "6. Filters" of a legend is not chapter "8.1 Filters". */
function isInContents(text: string, contents: HeadingRules['contents']): boolean {
  const key = keyOf(text)
  if (key.length < 4 || !contents.has(key)) return false
  const [printed, own] = [contents.get(key), numberOf(text)]
  return printed === undefined || own === undefined || printed === own
}
