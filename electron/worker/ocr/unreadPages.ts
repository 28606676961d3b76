// Page -> whether its text must be read from its picture. Example: a scan under the footer "Downloaded from www.…" -> true.
// Traps: "has any text" is no test: a site's footer, a page number or a wrong glyph map are text too. A page of pictograms looks the same
// as a scan until it was read; so whoever asks keeps the page as it was where reading finds nothing (betterRead).

import type { Box, Page, TextItem } from '../../../shared/domain.ts'
import type { ScannedText } from './readScan.ts'

/** Letters on a page of running text that is all covered: a quarter of what a sparse page has. */
const lettersOfFullPage = 400
/** Of the page, under pictures or drawings: less is a logo. */
const leastCovered = 0.08
/** Characters that no font maps to anything, of all. */
const mostUnmapped = 0.25
/** Words that look like none, of all. */
const mostStrange = 0.5
const enoughWords = 25

export function isUnread(page: Page): boolean {
  const text = page.items.map((item) => item.text).join(' ')
  return isCoveredWithoutText(page) || isUnmapped(text) || isStrange(text)
}

/** The reading where it says more than the page itself did; a page whose own text is useless takes any. */
export function betterRead(page: Page, read: ScannedText): Page {
  const own = lettersIn(page.items)
  const text = page.items.map((item) => item.text).join(' ')
  const isUseless = isUnmapped(text) || isStrange(text)
  const found = lettersIn(read.items)
  if (found < 12 || (!isUseless && found < 1.2 * own + 15)) return page
  const { tilt, ...scanned } = read
  const isStraight = tilt === 0
  // The file's pictures are what was read: kept, they would make labels of its text. Its boxes lie where they lay unless the scan leans.
  return {
    ...page,
    ...scanned,
    fills: isStraight ? page.fills : [],
    pictures: [],
    ...(!isStraight && { tilt }),
    isOcr: true,
  }
}

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
const lettersIn = (items: readonly TextItem[]): number => items.reduce((sum, item) => sum + letters(item.text), 0)

function isCoveredWithoutText(page: Page): boolean {
  const covered = coveredShare(page)
  return covered > leastCovered && lettersIn(page.items) < lettersOfFullPage * covered
}

/** Share of the page under pictures, by a grid of 64 × 64: they overlap. */
function coveredShare({ pictures, widthPt, heightPt }: Page): number {
  const cells = 64
  const isUnder = (x: number, y: number, box: Box): boolean =>
    x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
  let covered = 0
  for (let row = 0; row < cells; row += 1)
    for (let column = 0; column < cells; column += 1) {
      const [x, y] = [((column + 0.5) * widthPt) / cells, ((row + 0.5) * heightPt) / cells]
      if (pictures.some((box) => isUnder(x, y, box))) covered += 1
    }
  return covered / cells ** 2
}

function isUnmapped(text: string): boolean {
  const all = text.replace(/\s/g, '').length
  const unmapped = text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd\p{Co}\p{Cn}]/gu)?.length ?? 0
  return all >= enoughWords && unmapped > mostUnmapped * all
}

/**
 * A noisy layer of an earlier text recognition, or letters that stand for others: hardly any word could be one. Latin script only, and no
 * page of figures, whose units ("kWh") look like no words: so digits count here, unlike where a block's script is asked (sections.ts).
 */
function isStrange(text: string): boolean {
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{S}]/u.test(word))
  const isLatin = letters(text) > 0 && (text.match(/\p{Script=Latin}/gu)?.length ?? 0) > 0.5 * letters(text)
  if (!isLatin || words.length < enoughWords) return false
  return words.filter((word) => !isWordLike(word)).length > mostStrange * words.length
}

/** Letters with a vowel among them, or an abbreviation, a code, a quantity. */
const isWordLike = (word: string): boolean => {
  const bare = word.replace(/^[("'“”‘’«»„[]+|[)"'“”‘’«»\].,:;!?]+$/gu, '')
  if (/^[\p{N}.,/–-]+\p{L}{0,4}$/u.test(bare) || /^\p{Lu}{1,5}[\p{N}-]*$/u.test(bare)) return true
  return (
    /^\p{L}+(?:['’./-]\p{L}+)*$/u.test(bare) &&
    /[aeiouyäöüáàâåéèêíìóòôúùæøœ]/iu.test(bare) &&
    !/\p{Ll}\p{Lu}/u.test(bare)
  )
}
