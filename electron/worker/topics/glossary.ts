// glossary.txt + language -> Gloss[]: what the words of a manual's language mean in the language that the encoder knows.
// Example: "switch off = aus|schalten" -> ausschalten, auszuschalten, ausgeschaltet, and the pair "schalten aus" (a verb and its particle, apart)
// The runtime looks words up (firmware/src/psp_gloss.c), for topics here and for questions on the device; this only says what it finds.
// Trap: words are written as the runtime folds them, or it would never meet them: lower case, without marks, "ss" for "ß".

import type { Gloss } from '../../../shared/format/contents.ts'

/** Longest word that the runtime reads, and longest pair; PSP_MAX_TERM_BYTES less its zero. */
const longestWord = 31

/** Under this heading stand words that no compound is made of: "nach" is no part of "Nachricht". */
const smallWords = /^## (kleine Wörter|Fragewörter)/

/** A line is "meaning = word / word"; a meaning of "-" leaves the words out. Of two meanings of one word the first counts. */
export function parseGlossary(text: string): Gloss[] {
  const glosses = new Map<string, Gloss>()
  const stems = new Map<string, Gloss>()
  let isPartOfCompounds = true
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('## ')) isPartOfCompounds = !smallWords.test(line)
    const [, meaning = '', words = ''] = /^([^#=][^=]*) = (.+)$/.exec(line) ?? []
    for (const word of words.split(' / ').flatMap(formsOf)) {
      const gloss = { word, meaning: meaning === '-' ? '' : meaning, isPartOfCompounds }
      if (!glosses.has(word)) glosses.set(word, gloss)
      const stem = word.split(' ').map(stemOf).join(' ')
      if (!stems.has(stem)) stems.set(stem, { ...gloss, word: stem })
    }
  }
  return [...new Map([...stems, ...glosses]).values()]
    .filter(({ word }) => word !== '' && word.split(' ').every(({ length }) => length <= longestWord))
    .sort((a, b) => (a.word < b.word ? -1 : 1))
}

/** "aus|schalten" is said in four ways. */
function formsOf(written: string): string[] {
  const [before = '', verb] = folded(written.trim()).split('|')
  if (verb === undefined) return [before]
  return [`${before}${verb}`, `${before}zu${verb}`, `${before}ge${stemOf(verb)}`, `${verb} ${before}`]
}

/** What is left of a verb or a noun before the endings that the runtime cuts off. */
function stemOf(word: string): string {
  const ending = ['en', 'n', 'e'].find((one) => word.endsWith(one) && word.length - one.length >= 3)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
