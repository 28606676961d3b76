// A sentence -> the cross-references in it, each with its place and what it points at. Five languages in one table.
// Example: "Clean it (see Cleaning the filter, page 12)." -> [{ title: 'Cleaning the filter', page: 12 }]
// Trap: "you can see streaks" points nowhere; without quotation marks, words after "see" count only where they are a known title.

import { pageWord, partWord } from '../pointerWords.ts'

export interface Reference {
  /** Offsets in the text of what points: "see … page 12". */
  from: number
  to: number
  /** As printed; null where only a page or a number is named. */
  title: string | null
  page: number | null
  /** Printed numbering of a chapter or section: "3.2". */
  number: string | null
}

const see = [
  ...['see(?: also)?', 'refer to', 'consult', '(?:as )?described (?:in|under)', 'follow the instructions (?:in|under)'],
  ...['siehe(?: auch)?', 's\\.', 'vgl\\.', 'beachten Sie', '(?:wie )?(?:in|unter)(?= (?:Abschnitt|Kapitel|[„"»]))'],
  ...['voir(?: aussi)?', 'cf\\.', 'reportez-vous (?:à|au)', 'se reporter (?:à|au)', 'consultez'],
  ...['vedi(?: anche)?', 'vedere', 'si veda', 'fare riferimento (?:a|al|alla)', 'consultare'],
  ...['véase(?: también)?', 'vea', 'consulte', 'remítase (?:a|al)'],
].join('|')
const article = "(?:the|der|die|das|dem|den|le|la|les|il|lo|el|los|las|l’|l')?\\s*"
const quoted = `["“„«‘‟']\\s*([^"“”„«»‘’‟']{3,80}?)\\s*["”“»’‟'](?!\\p{L})`
const onPage = `(?:\\s*,?\\s*(?:on|auf|à la|en la|a)?\\s*${pageWord}\\s*(\\d{1,3}))?`

const pattern = new RegExp(
  [
    `(?<![\\p{L}])(?:please\\s+|bitte\\s+)?(?:${see})\\s+${article}(?:${partWord}\\s+)?(?:${quoted}${onPage}|${pageWord}\\s*(\\d{1,3})(?:\\s*[,:]?\\s*${quoted})?|(\\d{1,2}(?:\\.\\d{1,2}){0,3})(?!\\p{L}|\\s?(?:°|%|mm|cm|ml|kg|min))${onPage}|(?<words>[\\p{L}\\d][^.;:()!?]*))`,
    `(?<![\\p{L}])(?:${partWord}\\s+(?:(\\d{1,2}(?:\\.\\d{1,2}){0,3})|${quoted})|(?:(?:on|auf)\\s+)?${pageWord}\\s*(\\d{1,3})(?!\\s*[-–]?\\s*\\d))`,
  ].join('|'),
  'giu',
)

/** `isTitle` knows the titles of the manual by their words. */
export function referencesIn(text: string, isTitle: (words: string) => boolean): Reference[] {
  const found: Reference[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [all, name, namePage, page, pageName, number, numberPage] = match
    const [loneNumber, loneName, lonePage] = match.slice(8)
    const from = match.index
    const words = match.groups?.['words']
    if (words === undefined) {
      const chosen = { title: name ?? pageName ?? loneName, page: namePage ?? page ?? numberPage ?? lonePage }
      found.push({
        from,
        to: from + all.length,
        title: chosen.title?.trim() ?? null,
        page: chosen.page === undefined ? null : Number(chosen.page),
        number: number ?? loneNumber ?? null,
      })
      continue
    }
    const start = from + all.length - words.length
    const known = longestTitle(words, isTitle)
    // what follows may point somewhere itself: "see the chart on page 17"
    pattern.lastIndex = start
    if (known === null) continue
    const end = start + known.length
    const later = new RegExp(`^${onPage}`, 'iu').exec(text.slice(end))
    pattern.lastIndex = end + (later?.[0].length ?? 0)
    const at = later?.[1] === undefined ? null : Number(later[1])
    found.push({ from, to: pattern.lastIndex, title: known, page: at, number: null })
  }
  return found
}

/** "see Installation", "see Installation on page 5"; not "see installation instructions", which may be of anything. */
const endsTitle = new RegExp(
  `^(?:$|[\\s]*[,–-]|\\s+(?:${[
    'and|or|for|to|if|when|before|after|above|below|section|chapter|as|is|are|should|must|page|pages',
    'und|oder|zu|zum|zur|für|wenn|bevor|vor|nach|unten|oben|seite|bei|mit',
    'et|ou|pour|avant|si|e|o|per|prima|se|y|para|antes|à|a|en|de',
    // "the safety instructions on the bottle" are another paper's
    `(?:on|in|at|auf|in|im|an)\\s+(?:th(?:e|is)\\s+|de[rmn]\\s+|diese[rm]\\s+)?(?:next\\s+|last\\s+|previous\\s+|opposite\\s+|nächsten\\s+)?(?:${pageWord}|${partWord}|manual|guide|booklet|leaflet|anleitung)`,
  ].join('|')})(?!\\p{L}))`,
  'iu',
)

/** The longest start of the words that is a title. */
function longestTitle(words: string, isTitle: (words: string) => boolean): string | null {
  const ends = [...words.matchAll(/[\p{L}\p{N}](?=[\s,]|$)/gu)].map(({ index }) => index + 1).slice(0, 14)
  const end = ends.findLast((at) => endsTitle.test(words.slice(at)) && isTitle(words.slice(0, at)))
  return end === undefined ? null : words.slice(0, end)
}
