// Title of a section + the text that a later part of it begins with -> a title of the part's own, never cut inside a phrase.
// Example: "Loading", "When placing long glasses, lean them against the rack and …" -> "Loading: When placing long glasses".
// Trap: "Leave an adequate distance around the machine to" is no title; what is left of a cut ends with a word that may end a phrase.

import { wordCount } from './draft.ts'
import { endsLoosely, titleOf } from './titles.ts'

const longest = 8 // words

export function partTitle(title: string, text: string): string {
  const [sentence = ''] = text.split(/(?<=\p{L}{2}[.;!?])\s/u)
  const clauses = sentence.split(/(?<=[,:])\s/)
  const openings = clauses.map((_, at) => clauses.slice(0, at + 1).join(' '))
  const opening = openings.find((words) => wordCount(words) >= 3)
  const start = [sentence, opening ?? ''].find((words) => wordCount(words) > 0 && wordCount(words) <= longest)
  const own = titleOf(start ?? withoutLooseEnd(sentence.split(/\s+/).slice(0, longest)))
  if (own === '') return title
  return title === '' ? own : `${title}: ${own}`
}

/** "Do not operate this machine | if it has been damaged": a clause that could not be said whole is not begun. */
function withoutLooseEnd(all: readonly string[]): string {
  const clause = all.findIndex((word, at) => at >= 3 && opensClause.test(word))
  const words = clause < 0 ? all : all.slice(0, clause)
  const end = words.findLastIndex((word) => !endsLoosely(word))
  return words.slice(0, Math.max(end, 2) + 1).join(' ')
}

const opensClause =
  /^(?:if|when|that|which|who|because|while|unless|until|before|after|where|wenn|falls|dass|weil|während|bevor|bis|sobald|nachdem|damit|indem)$/iu
