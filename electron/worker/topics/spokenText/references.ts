// "(see page 12)", "see Fig. 3", "[1]" -> nothing, leaving a correct sentence: they point at paper, and the device has none.
// Example: "Refit the filter (Fig. 3)." -> "Refit the filter ."      Trap: "see Cleaning the filters" names a topic and stays.

import { pageWord, partWord } from '../pointerWords.ts'
import type { Pass } from './spokenText.ts'

const label = String.raw`(?:[A-Z]?\d{1,3}[a-z]?(?![\p{L}\d])|[A-Z](?![\p{L}\d]))`
const labels = String.raw`${label}(?:\s*(?:[-–/,&+]|and|und|to|bis|or|oder)\s*${label})*`
const figureWord = String.raw`(?:fig(?:ures?|s)?(?!\p{L})\.?|abb(?:ildung(?:en)?(?!\p{L})|\.)|(?:pictures?|illustrations?|bild(?:er)?|figur[ae]|ilustraci(?:ón|ones)|illustrazion[ei]|drawings?|images?|diagrams?)(?!\p{L}))`
const where = String.raw`(?:below|above|opposite|overleaf|unten|oben)(?!\p{L})`
const figure = String.raw`${figureWord}\s*${labels}`
const anyFigure = String.raw`${figureWord}(?:\s*(?:${labels}|${where}))?(?!\p{L})`
const pages = String.raw`\d{1,3}(?!\d)(?:\s*(?:[-–,&]|and|und|to|bis)\s*\d{1,3}(?!\d))*(?:\s*ff?\.)?`
const page = String.raw`(?:on\s+|auf\s+|to\s+|à\s+la\s+|en\s+la\s+|a\s+)?(?:the\s+)?${pageWord}\s*${pages}`
const section = String.raw`${partWord}\s*\d{1,2}(?:\.\d{1,2})*(?=\s*[.,;:)\]]|\s*$)`
const see = String.raw`(?:please\s+)?(?:see(?: also)?|refer to|(?:as )?shown (?:in|on|at)|as (?:illustrated|described|indicated) (?:in|on)|according to|siehe(?: auch)?|s\.|vgl\.|wie (?:in|auf)|gemäß|voir|cf\.|reportez-vous\s+(?:à|au)|vedi|vedere|si veda|véase|vea|ver|consulte)`
const paper = String.raw`(?:the\s+|der\s+|die\s+|dem\s+|la\s+|le\s+|il\s+|el\s+)?(?:${anyFigure}|${page}|${section})(?:\s*(?:[,;]|and|und|on|auf)?\s*(?:${figure}|${page}))*`
const start = String.raw`(?:^|(?<=[.!?]\s))`

/** What every pointer to paper has: a figure, or a word for a picture. Looked for first, for the patterns are long and most sentences have none. */
const onPaper = /\d|fig|abb|pictur|lustra|bild|drawing|image|diagram/iu

/** Pattern, what takes its place, and what a sentence must have for it. */
const rules: readonly (readonly [RegExp, string, RegExp?])[] = [
  // a whole sentence that only sends the reader elsewhere
  [
    new RegExp(
      String.raw`${start}(?:for (?:more|further|detailed|additional)[^.!?]*,?\s+)?${see}\s+${paper}(?:\s+(?:for|to|about|regarding|für|zu)\s[^.!?]*)?\s*(?:[.!?]|$)`,
      'giu',
    ),
    ' ',
    onPaper,
  ],
  [
    new RegExp(String.raw`${start}[^.!?]*\b(?:finden sie|you (?:will|can) find[^.!?]*)\s+${page}\s*[.!]`, 'giu'),
    ' ',
    onPaper,
  ],
  [
    new RegExp(
      String.raw`${start}(?:weitere|nähere|ausführliche|more|further|detailed|additional)\s(?:informationen|hinweise|angaben|einzelheiten|information|details)\s[^.!?]*(?:finden sie|can be found|is (?:given|found))\s+(?:unter|in|im|auf|under|on)\s[^.!?]*(?:[.!]|$)`,
      'giu',
    ),
    ' ',
  ],
  // “refer to page 8 "Temperature control"” keeps the title
  [new RegExp(String.raw`(?<!\p{L})(${see})\s+${page}\s*[,:]?\s*(?=["“„‘«])`, 'giu'), '$1 ', onPaper],
  // in brackets, with or without "see"
  [new RegExp(String.raw`[([]\s*(?:${see}\s+)?(?:also\s+)?${paper}[^()[\]]{0,24}[)\]]`, 'giu'), ' ', onPaper],
  [new RegExp(String.raw`[,;]?\s*(?<!\p{L})${see}\s+${paper}`, 'giu'), ' ', onPaper],
  [new RegExp(String.raw`(?<!\p{L})${page}(?=\s*[.,;)“"]|\s*$)`, 'giu'), ' ', onPaper],
  [new RegExp(String.raw`(?<!\p{L})(?:in\s+|on\s+)?${figure}(?=\s*[.,;:)]|\s*$)`, 'giu'), ' ', onPaper],
  [new RegExp(String.raw`\s+(?:on|auf)\s+(?:pages?|seiten?)\s*${pages}`, 'giu'), ' ', onPaper],
  // what the pointer left behind: "If it is stuck, see.", "Siehe Anleitungen im."
  [
    new RegExp(
      String.raw`(?:(?:^|(?<=[.!?]\s))(?:(?:if|when|where|wenn|falls)\s[^.!?]*[,;]\s*)?|[,;]\s*)${see}(?:(?:\s+\p{L}+){1,2}\s+(?:in|im|in the|in der|under|unter|on|auf))?\s*(?=[.!]|$)`,
      'giu',
    ),
    ' ',
  ],
  // call-outs of a figure: (1), [A], ①
  [/[([]\s*(?:\d{1,2}|[A-Za-z])(?:\s*[,/&–-]\s*(?:\d{1,2}|[A-Za-z]))*\s*[)\]]/g, ' '],
  [/[\u2460-\u24ff\u2776-\u2793]/g, ' '],
]

export const withoutReferences: Pass = (text) =>
  rules.reduce((rest, [pattern, by, needed]) => (needed?.test(rest) === false ? rest : rest.replace(pattern, by)), text)
