// Passages in reading order -> the same with paragraphs joined that a column or page break tore apart.
// Example: "… a transfor-" | "mer of 3000 W." in the next column -> one paragraph, placed where it began.
// Trap: German nouns begin with capitals: a full last line without a full stop goes on as well, unless the next is a heading or marked.

import { bottom, right, union } from './geometry.ts'
import type { Paragraph } from './paragraphs.ts'
import type { Passage } from './passages.ts'
import { joinLines } from './words.ts'

export function withBrokenJoined(passages: readonly Passage[]): Passage[] {
  const joined: Passage[] = []
  for (const passage of passages) {
    // Labels of a figure may stand between the halves.
    const index = joined.findLastIndex((known) => known.kind !== 'label')
    const before = joined[index]
    if (before?.kind === 'paragraph' && passage.kind === 'paragraph' && goesOn(before, passage)) {
      joined[index] = { ...before, paragraph: joinedParagraph(before.paragraph, passage.paragraph) }
    } else joined.push(passage)
  }
  return joined
}

type ParagraphPassage = Passage & { kind: 'paragraph' }

function goesOn(
  { paragraph: a, frame: inA }: ParagraphPassage,
  { paragraph: b, frame: inB }: ParagraphPassage,
): boolean {
  const [last, first] = [a.lines.at(-1), b.lines[0]]
  if (!last || !first || (inA !== inB && a.page === b.page)) return false
  if (b.marker) return isBulletInSentence(a, b)
  if (Math.abs(last.sizePt - first.sizePt) > 0.06 * last.sizePt || last.isBold !== first.isBold) return false
  if (/[.:!?;…•)\d]["”’»]?$/.test(a.text) || b.page - a.page > 1) return false
  if (isRow.test(a.text) && isRow.test(b.text)) return false
  const width = Math.max(...a.lines.map((line) => right(line.box))) - a.box.x
  const isFull = a.lines.length > 1 && right(last.box) > a.box.x + 0.8 * width
  const isBreak = b.page > a.page || b.box.y < a.box.y
  const isNextLine = Math.abs(a.box.x - b.box.x) < 3 && b.box.y - bottom(a.box) < 1.2 * last.sizePt
  if (/^\p{Ll}/u.test(b.text))
    return (a.text.length > 20 || a.marker !== null) && (isBreak || isNextLine || isFull || /[-,]$/.test(a.text))
  return (
    isFull &&
    !last.isBold &&
    a.text.length > 40 &&
    b.text.length > 20 &&
    /^\p{L}/u.test(b.text) &&
    /[\p{Ll},-]$/u.test(a.text)
  )
}

/** "lamp flashes: the door is open" */
const isRow = /^[^.:]{2,40}:\s\S/u

/** "• It is for the home only; do not use" | "• it for other things.": the line is full, its list begins with capitals, and the bullet is a slip. */
function isBulletInSentence(a: Paragraph, b: Paragraph): boolean {
  if (a.marker?.kind !== 'bullet' || b.marker?.kind !== 'bullet' || a.marker.marker !== b.marker.marker) return false
  const [last, end] = [a.lines.at(-1), Math.max(...b.lines.map(({ box }) => right(box)))]
  const isOpen = /^\p{Lu}/u.test(a.marker.rest) && /\p{Ll}$/u.test(a.text) && /^\p{Ll}/u.test(b.marker.rest)
  const wordPt = (b.box.width / Math.max(1, b.lines[0]?.text.length ?? 1)) * (b.marker.rest.split(' ')[0]?.length ?? 0)
  return isOpen && last !== undefined && right(last.box) + wordPt > end
}

const unmarked = ({ text, marker }: Paragraph): string => (marker ? text.slice(marker.marker.length) : text)

function joinedParagraph(a: Paragraph, b: Paragraph): Paragraph {
  // The box is where the reader begins; a box over two columns or pages would point nowhere.
  const box = a.page === b.page && Math.abs(a.box.x - b.box.x) < 20 ? union([a.box, b.box]) : a.box
  return { ...a, lines: [...a.lines, ...b.lines], text: joinLines([a.text, unmarked(b)]), box }
}
