// "(see page 12)", "see Fig. 3", "[1]" -> nothing, leaving a correct sentence: they point at paper, and the device has none.
// Example: "Refit the filter (Fig. 3)." -> "Refit the filter ."      Trap: "see Cleaning the filters" names a topic and stays.

import type { Pass } from './spokenText.ts'

const figure = String.raw`(?:fig(?:ure|ures|s)?\.?|abb(?:ildung|\.)?|picture|illustration|bild|drawing|image)\s*\.?\s*(?:[A-Z]|[A-Z]?\d+[A-Za-z]?)(?![\p{L}\p{N}])(?:\s*(?:[-–/,&+]|and|und|to|bis)\s*\d+[A-Za-z]?)*`
const page = String.raw`(?:on\s+|auf\s+)?(?:the\s+)?(?:page|pages|pg\.|pp?\.|seite|seiten|S\.)\s*\d+(?:\s*(?:[-–,&]|and|und|to|bis|ff?\.?)\s*\d*)*`
const see = String.raw`(?:please\s+)?(?:see|refer to|as shown (?:in|on|at)|as (?:illustrated|described) (?:in|on)|shown (?:in|on)|according to|siehe(?: auch)?|s\.|vgl\.|wie (?:in|auf)|gemäß)`

const rules: readonly (readonly [RegExp, string])[] = [
  // in brackets, with or without "see"
  [
    new RegExp(
      String.raw`[([]\s*(?:${see}\s+)?(?:also\s+)?(?:${figure}|${page})(?:\s*[,;]?\s*(?:${figure}|${page}))*[^()[\]]{0,24}[)\]]`,
      'giu',
    ),
    ' ',
  ],
  // "see page 12", "see Fig. 3", also with a quoted title after it
  [new RegExp(String.raw`[,;]?\s*(?<![\p{L}])${see}\s+(?:the\s+|der\s+)?(?:${figure}|${page})`, 'giu'), ' '],
  // "Refer to page 8 “Temperature control”" lost its page above
  [new RegExp(String.raw`(?<![\p{L}])${page}(?=\s*[.,;)“"]|\s*$)`, 'giu'), ' '],
  [new RegExp(String.raw`(?<![\p{L}])(?:in\s+|on\s+)?(?:${figure})(?=\s*[.,;:)]|\s*$)`, 'giu'), ' '],
  // call-outs of a figure: (1), [A], ①
  [/[([]\s*(?:\d{1,2}|[A-Za-z])(?:\s*[,/&–-]\s*(?:\d{1,2}|[A-Za-z]))*\s*[)\]]/g, ' '],
  [/[\u2460-\u24ff\u2776-\u2793]/g, ' '],
]

export const withoutReferences: Pass = (text) => rules.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text)
