// Lines of all pages -> lines without running headers, footers and page numbers, and what was left out.
// Example: "Downloaded from www.… " at the foot of 16 pages -> dropped 16 times, reason 'footer'.
// Three kinds of evidence, all in the outer bands of the page: the same words (digits aside) at one place on several pages; a number
// that counts with the pages; and a foot line at one place on most pages with white above it, whatever it says (running chapter names).
// Trap: a table's last row or a level "1" in a table also stands near the edge; it neither repeats nor counts.

import type { Page, PageBlocks } from '../../../shared/domain.ts'
import { bottom, median, middleX, middleY, overlapX } from './geometry.ts'
import type { Line } from './lines.ts'

export type Dropped = PageBlocks['dropped'][number]
export interface PageLines {
  page: Page
  lines: Line[]
  dropped: Dropped[]
}

const bandFraction = 0.11 // of the page height, at the top and at the bottom
const samePlacePt = 6
const sameLinePt = 2.5

type Band = 'header' | 'footer'
/** A line of an outer band. */
interface Edge {
  page: Page
  line: Line
  band: Band
  place: number // distance from the near edge of the page
  words: string
  numbers: number[]
  isAlone: boolean // white between it and the text of the page
}

export function withoutFurniture<P extends PageLines>(pages: readonly P[]): P[] {
  const edges = pages.flatMap(edgesOf)
  const reasons = new Map<Line, Dropped['reason']>()
  for (const edge of edges) {
    const reason = reasonToDrop(edge, edges, pages.length)
    if (reason) reasons.set(edge.line, reason)
  }
  const titles = chapterTitles(edges, pages)
  for (const title of titles) if (isPrintedAgain(title, titles)) reasons.set(title.edge.line, 'header')
  for (const title of firstTitles(titles, reasons, pages)) reasons.delete(title)
  return pages.map((page) => ({
    ...page,
    lines: page.lines.filter((line) => !reasons.has(line)),
    dropped: [
      ...page.dropped,
      ...page.lines.flatMap((line): Dropped[] => {
        const reason = reasons.get(line)
        return reason ? [{ text: line.text, box: line.box, reason }] : []
      }),
    ],
  }))
}

/** A line in the band of running headers that looks like a title, and others at the same place: names of chapters, each over its pages. */
interface ChapterTitle {
  edge: Edge
  level: Edge[]
}

function chapterTitles(edges: readonly Edge[], pages: readonly PageLines[]): ChapterTitle[] {
  const sizePt = median(pages.flatMap(({ lines }) => lines.map((line) => line.sizePt)))
  const heads = edges.filter(
    ({ band, line, words }) =>
      band === 'header' &&
      /\p{L}{3}/u.test(words) &&
      /^[^\d(]+$/.test(line.text) && // "(for this model only)" is said of the chapter
      (line.sizePt > 1.15 * sizePt || (line.isBold && line.sizePt >= sizePt)),
  )
  return heads.flatMap((edge) => {
    const level = heads.filter((other) => Math.abs(other.place - edge.place) < samePlacePt)
    return new Set(level.map(({ words }) => words)).size >= 3 ? [{ edge, level }] : []
  })
}

/** The page before has the same title at this place, and other chapters have theirs there too: a chapter of two pages repeats it once. */
function isPrintedAgain({ edge, level }: ChapterTitle, titles: readonly ChapterTitle[]): boolean {
  const isRepeated = (words: string): boolean =>
    titles.some(
      (other) =>
        level.includes(other.edge) &&
        other.edge.words === words &&
        titles.some(({ edge: next }) => next.words === words && next.page.number === other.edge.page.number + 1),
    )
  const repeated = new Set(level.map(({ words }) => words).filter(isRepeated))
  return (
    repeated.size >= 2 && level.some(({ words, page }) => words === edge.words && page.number === edge.page.number - 1)
  )
}

/**
 * The title of a chapter that is printed again over each of its pages: the first of a run stays, where no other title on its page or
 * the one before says the same.
 */
function firstTitles(
  titles: readonly ChapterTitle[],
  reasons: ReadonlyMap<Line, string>,
  pages: readonly PageLines[],
): Line[] {
  return titles
    .filter(({ edge, level }) => {
      if (reasons.get(edge.line) !== 'header') return false
      const same = level.filter(({ words }) => words === edge.words)
      const isFirst = !same.some(({ page }) => page.number === edge.page.number - 1)
      const near = pages.filter(({ page }) => page.number === edge.page.number || page.number === edge.page.number - 1)
      const isSaid = near.some(({ lines }) =>
        lines.some(
          (line) =>
            line !== edge.line && !/[.,;:]$/.test(line.text) && lettersOf(line.text) === lettersOf(edge.line.text),
        ),
      )
      return isFirst && !isSaid && same.length < 0.4 * pages.length
    })
    .map(({ edge }) => edge.line)
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/\P{L}/gu, '')

function edgesOf({ page, lines }: PageLines): Edge[] {
  return lines.flatMap((line): Edge[] => {
    const fraction = middleY(line.box) / page.heightPt
    if (fraction > bandFraction && fraction < 1 - bandFraction) return []
    const band = fraction < 0.5 ? 'header' : 'footer'
    const place = band === 'header' ? line.box.y : page.heightPt - bottom(line.box)
    const numbers = (line.text.match(/\d+/g) ?? []).map(Number)
    return [{ page, line, band, place, words: wordsOf(line.text), numbers, isAlone: isAlone(line, lines, band) }]
  })
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim()

/** Nothing within 1.2 ems (of the smaller letters) towards the middle of the page, in the same columns or anywhere on a full-width page. */
function isAlone(line: Line, lines: readonly Line[], band: Band): boolean {
  return !lines.some((other) => {
    if (other === line || overlapX(other.box, line.box) < -40) return false
    const gap = 1.2 * Math.min(line.sizePt, other.sizePt)
    const distance = band === 'header' ? other.box.y - bottom(line.box) : line.box.y - bottom(other.box)
    return distance > -0.5 * line.sizePt && distance < gap
  })
}

function reasonToDrop(edge: Edge, edges: readonly Edge[], pageCount: number): Dropped['reason'] | null {
  const { band, line } = edge
  if (
    isSlug(line) ||
    isStamp(line) ||
    edges.some((other) => other.page === edge.page && isSlug(other.line) && isLevel(other.line, line))
  )
    return band
  const near = nearOf(edge, edges)
  const same = near.filter((other) => other.words === edge.words)
  const pages = new Set(same.map((other) => other.page.number)).size
  if (isPageNumber(edge.line.text)) return counts(edge, near) ? 'page-number' : null
  if (pages >= 3 && (edge.isAlone || pages >= 0.4 * pageCount) && isSamePlaceAcross(edge, same)) return band
  if (runsWithNumbers(edge, near, edges)) return band
  return pageCount >= 4 && isRunningFoot(edge, near, pageCount) ? band : null
}

const nearOf = (edge: Edge, edges: readonly Edge[]): Edge[] =>
  edges.filter((other) => other.band === edge.band && Math.abs(other.place - edge.place) < samePlacePt)

/** "8 ENGLISH", and "ENGLISH" on a level with "9": the name runs with the numbers of the pages, however close the text is. */
function runsWithNumbers(edge: Edge, near: readonly Edge[], edges: readonly Edge[]): boolean {
  const nameOf = ({ words }: Edge): string => words.replace(/^#\s|\s#$/g, '')
  const same = near.filter((other) => nameOf(other) === nameOf(edge))
  const isNumbered = edges.some(
    (other) =>
      other.page === edge.page &&
      (other === edge || isPageNumber(other.line.text)) &&
      isLevel(other.line, edge.line) &&
      counts(other, nearOf(other, edges)),
  )
  return isNumbered && new Set(same.map(({ page }) => page.number)).size >= 3 && isSamePlaceAcross(edge, same)
}

/** What a site of manuals prints on each page of every file. */
const isStamp = ({ text }: Line): boolean => /^\W*downloaded from (?:https?:|www\.)/i.test(text)

/** A layout program's slug line; its date stands apart on the same height. */
const isSlug = ({ text }: Line): boolean => /\.(?:indd|qxd|fm|ai)\b.*\d/i.test(text)
const isLevel = (a: Line, b: Line): boolean => Math.abs(a.baseline - b.baseline) < 0.5 * a.sizePt

const isPageNumber = (text: string): boolean =>
  /^[-–—\s|•]*(?:(?:page|seite|pagina|página)\s*)?(?:[A-Z]{2}\s*[-–]?\s*)?\d{1,3}(?:\s*(?:\/|of|von|de|di)\s*\d{1,3})?(?:\s*[-–]?\s*[A-Z]{2})?[-–—\s|•]*$/i.test(
    text,
  )

/** At least three pages print a number here, and it goes up with the page as this one does (by 1, or by 2 on double sheets). */
function counts(edge: Edge, near: readonly Edge[]): boolean {
  const own = edge.numbers[0]
  if (own === undefined) return false
  const agreeing = new Set(
    near
      .filter((other) => isPageNumber(other.line.text) || /^\d{1,3}\b|\b\d{1,3}$/.test(other.line.text))
      .filter((other) => {
        const pages = other.page.number - edge.page.number
        return other.numbers.some((number) => number - own === pages || number - own === 2 * pages)
      })
      .map((other) => other.page.number),
  )
  return agreeing.size >= 3
}

/** Left and right pages mirror their furniture; anything else must stand at one x as well. */
function isSamePlaceAcross(edge: Edge, same: readonly Edge[]): boolean {
  const level = same.filter(
    (other) =>
      Math.abs(middleX(other.line.box) - middleX(edge.line.box)) < 12 ||
      Math.abs(other.line.box.x - edge.line.box.x) < 12 ||
      Math.abs(other.page.widthPt - middleX(other.line.box) - middleX(edge.line.box)) < 12,
  )
  return new Set(level.map((other) => other.page.number)).size >= 2
}

/** A foot (or a head in small print) that most pages have at exactly this height, apart from the text. */
function isRunningFoot(edge: Edge, near: readonly Edge[], pageCount: number): boolean {
  if (!edge.isAlone || edge.line.text.length > 90 || /[.!?:;]$/.test(edge.line.text)) return false
  const level = near.filter((other) => Math.abs(other.place - edge.place) < sameLinePt && other.isAlone)
  const alike = level.filter((other) => Math.abs(other.line.sizePt - edge.line.sizePt) < 0.6)
  const pages = new Set(alike.map((other) => other.page.number)).size
  const hasCounting = alike.some((other) => other.page !== edge.page && other.numbers.length > 0)
  if (edge.band === 'header') return pages >= 0.6 * pageCount && hasCounting && edge.line.sizePt < 9.5
  return pages >= 0.5 * pageCount && (hasCounting || pages >= 0.7 * pageCount)
}
