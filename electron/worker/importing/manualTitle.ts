// PDF metadata + blocks -> what the manual calls itself. Example: metadata "ManualsLib - Makes it easy…" and a first heading
// "Refrigerator E402B" -> "Refrigerator E402B". Trap: metadata titles are often a file name, a program's name or an advertisement.

import type { PageBlocks } from '../../../shared/domain.ts'

const notATitle =
  /https?:|www\.|\.(?:pdf|indd|docx?|qxd|cdr|ai|fm|book)\b|manualslib|microsoft word|untitled|^tite?le?\d*$|^document\d*$|^[\s\d_-]*$|^\S*[_\d]\S*$/i
/** What comes from here on are chapters, not names of the product. */
const opensContents =
  /^(?:1(?:\.\d)*\.?\s.*|(?:table of )?contents|index|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des matières|sommario|indice|índice|contenido|inhoud(?:sopgave)?)$/i
/** A cover or the page after it names the product. */
const coverPages = 3
const longest = 120

export function manualTitle(metadata: string, pages: readonly PageBlocks[], fileName: string): string {
  const stated = metadata.trim()
  if (stated !== '' && !notATitle.test(stated)) return stated.slice(0, longest)
  const headings = pages.slice(0, coverPages).flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'heading'))
  const contents = headings.findIndex(({ text }) => opensContents.test(text.trim()))
  const cover = contents < 0 ? headings : headings.slice(0, contents)
  const named = cover.map(({ text }) => text.trim()).find((text) => /\p{L}{3}/u.test(text) && !notATitle.test(text))
  return (named ?? fileName).slice(0, longest)
}
