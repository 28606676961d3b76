// Lines of all pages -> lines without running headers, footers and page numbers, and what was left out.
// Example: "Downloaded from www.… " at the foot of 16 pages -> dropped 16 times, reason 'footer'.
// A line is furniture where the same words, digits aside, stand at the same place near the edge of several pages.
// Trap: a step number or a table heading also repeats at one place; only the outer bands count, and only short lines.

import type { Page, PageBlocks } from '../../../shared/domain.ts'
import { bottom, middleY } from './geometry.ts'
import type { Line } from './lines.ts'

export type Dropped = PageBlocks['dropped'][number]
export interface PageLines {
  page: Page
  lines: Line[]
  dropped: Dropped[]
}

const bandFraction = 0.11 // of the page height, at the top and at the bottom
const samePlacePt = 6

export function withoutFurniture(pages: readonly PageLines[]): PageLines[] {
  const repeated = repeatedPlaces(pages)
  return pages.map((page) => {
    const dropped: Dropped[] = [...page.dropped]
    const lines = page.lines.filter((line) => {
      const reason = reasonToDrop(line, page, repeated)
      if (reason) dropped.push({ text: line.text, box: line.box, reason })
      return !reason
    })
    return { ...page, lines, dropped }
  })
}

type Band = 'header' | 'footer'

function bandOf(line: Line, page: PageLines): Band | null {
  if (middleY(line.box) < bandFraction * page.page.heightPt) return 'header'
  return middleY(line.box) > (1 - bandFraction) * page.page.heightPt ? 'footer' : null
}

/** Where a line stands, coarsely: its band and its distance from the near edge of the page. */
const placeOf = (line: Line, page: PageLines, band: Band): number =>
  band === 'header' ? line.box.y : page.page.heightPt - bottom(line.box)

const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim()

/** Texts of the outer bands with the places and the number of pages where they stand. */
function repeatedPlaces(pages: readonly PageLines[]): Map<string, { place: number; page: number }[]> {
  const places = new Map<string, { place: number; page: number }[]>()
  for (const page of pages) {
    for (const line of page.lines) {
      const band = bandOf(line, page)
      if (!band) continue
      const key = `${band} ${normalised(line.text)}`
      const known = places.get(key) ?? []
      known.push({ place: placeOf(line, page, band), page: page.page.number })
      places.set(key, known)
    }
  }
  return places
}

function reasonToDrop(
  line: Line,
  page: PageLines,
  repeated: Map<string, { place: number; page: number }[]>,
): Dropped['reason'] | null {
  const band = bandOf(line, page)
  if (!band) return null
  const place = placeOf(line, page, band)
  const known = repeated.get(`${band} ${normalised(line.text)}`) ?? []
  const pages = new Set(known.filter((other) => Math.abs(other.place - place) < samePlacePt).map((other) => other.page))
  const isNumber =
    /^[-–—\s|]*(?:\d{1,3}|[ivx]{1,5}|[A-Z]{2}\s*[-–]?\s*\d{1,3}|\d{1,3}\s*[-–/|]\s*\d{1,3})[-–—\s|]*$/.test(line.text)
  if (isNumber && pages.size >= 2) return 'page-number'
  if (isPrintMark(line.text)) return band
  return pages.size >= 3 ? band : null
}

/** Slug lines of a layout program: "manual_en.indd 12  2017/12/28 10:31". */
const isPrintMark = (text: string): boolean => /\.(?:indd|qxd|fm|ai)\b.*\d/i.test(text)
