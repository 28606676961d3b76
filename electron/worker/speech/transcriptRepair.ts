// words as heard + the manual's vocabulary -> words as meant. Sounds propose (edit distance between readings), the speech model decides
// (how well the proposal fits the same sound). Example: "How much rents I do I need" -> "How much rinse aid do I need"; "e 15" -> "E15".
// Trap: never repair what was heard well: a window is looked at only where it has a word that the model was unsure of, and that the
// manual does not use; else "door" turns into "floor" because the manual likes floors.

import type { HeardWord } from './moonshine.ts'
import { numberWords, soundDistance, soundsOf } from './sounds.ts'

export interface Vocabulary {
  /** Words and word pairs of the manual, and its codes, each with its sounds. */
  terms: { text: string; sounds: string; isCode: boolean }[]
  words: ReadonlySet<string>
  /** All that it was made of: which words stand beside which. */
  sentences: readonly string[]
}

export interface Repair {
  heard: string
  meant: string
}

export interface Repaired {
  words: HeardWord[]
  repairs: Repair[]
}

/** A window starts from a word that the model was less sure of, and stops at one it was sure of. */
const doubtful = 0.88
const sure = 0.95
/** Readings further apart are not proposed; a short word has more neighbours by chance. */
const farthestOf = (sounds: string): number => (sounds.length <= 3 ? 0.3 : sounds.length === 4 ? 0.36 : 0.42)
const mostWords = 4 // heard for one term
const mostProposals = 4
const mostRepairs = 2 // each costs a look at all proposals (30 ms)
/** Long terms are rarer by chance: what a sound more is worth when proposals are ranked. */
const lengthWorth = 0.03
/** How much likelier a word of the manual is than any other, in nats: what a proposal may fit worse than what was heard. */
const priorNats = 4

const stopWords = new Set(
  (
    'a an and any are as at be been before being but by can did do does down for from get had has have how i if in into is it its just ' +
    'like may me more most must my no not of off on one only or other out over own same see should so some such than that the their ' +
    'them then there these they this to too until up use used using very was we were what when where which while who why will with ' +
    'you your'
  ).split(' '),
)

/** `texts`: titles, phrases and steps of the topics; `codes` as printed. Pairs count where the manual says them twice. */
export function vocabularyOf(texts: readonly string[], codes: readonly string[]): Vocabulary {
  const words = new Map<string, number>()
  const pairs = new Map<string, number>()
  for (const text of texts) {
    const spoken = text.toLowerCase().match(/[a-z]+(?:'[a-z]+)?/g) ?? []
    for (const [index, word] of spoken.entries()) {
      count(words, word)
      const next = spoken[index + 1]
      if (next !== undefined && !stopWords.has(word) && !stopWords.has(next)) count(pairs, `${word} ${next}`)
    }
  }
  const terms = [
    ...[...words.keys()].filter((word) => word.length >= 4 && !stopWords.has(word)),
    ...[...pairs].filter(([, times]) => times >= 2).map(([pair]) => pair),
  ]
  return {
    terms: [
      ...codes.flatMap((code) => readings(code).map((sounds) => ({ text: code, sounds, isCode: true }))),
      ...terms.sort().map((text) => ({ text, sounds: soundsOf(text), isCode: false })),
    ].filter(({ sounds }) => sounds.length >= 2),
    words: new Set(words.keys()),
    sentences: [...texts],
  }
}

/** "E15" is read "E fifteen" or "E one five", "FE" letter by letter. */
const readings = (code: string): string[] => [
  ...new Set([soundsOf(code.replace(/[a-z]/gi, '$& ')), soundsOf([...code].join(' '))]),
]

/** `fits` says how well whole texts fit the sound that was heard. */
export async function repairTranscript(
  heard: readonly HeardWord[],
  vocabulary: Vocabulary,
  fits: (texts: readonly string[]) => Promise<number[]>,
): Promise<Repaired> {
  let words = blurredCodes(writtenCodes(heard, vocabulary), vocabulary)
  const repairs: Repair[] = []
  while (repairs.length < mostRepairs) {
    const proposals = proposalsFor(words, vocabulary)
    if (proposals.length === 0) break
    const [asHeard = 0, ...asMeant] = await fits([words, ...proposals.map((one) => applied(words, one))].map(textOf))
    const highest = Math.max(...asMeant)
    const best = proposals[asMeant.indexOf(highest)]
    if (!best || highest <= asHeard - priorNats) break
    repairs.push(repairOf(words, best))
    words = applied(words, best)
  }
  return { words, repairs }
}

interface Proposal {
  start: number
  end: number // exclusive
  term: string
  sounds: string
  distance: number
}

function proposalsFor(words: readonly HeardWord[], vocabulary: Vocabulary): Proposal[] {
  const proposals: Proposal[] = []
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + mostWords); end++) {
      const window = words.slice(start, end)
      if (window.some((word) => word.confidence >= sure)) break
      if (!window.some((word) => isDoubtful(word, vocabulary))) continue
      const heard = plain(textOf(window))
      const sounds = soundsOf(heard)
      for (const term of vocabulary.terms) {
        if (term.text === heard || Math.abs(term.sounds.length - sounds.length) > 3) continue
        const distance = soundDistance(sounds, term.sounds)
        if (distance <= farthestOf(term.sounds))
          proposals.push({ start, end, term: term.text, sounds: term.sounds, distance })
      }
    }
  }
  return proposals.sort((one, other) => rank(one) - rank(other)).slice(0, mostProposals)
}

const rank = ({ distance, sounds }: Proposal): number => distance - lengthWorth * sounds.length

const isDoubtful = (word: HeardWord, vocabulary: Vocabulary): boolean =>
  word.confidence < doubtful && !stopWords.has(plain(word.text)) && !vocabulary.words.has(plain(word.text))

/** "e 15", "E fifteen" -> "E15" where the manual has that code: the sounds are the same, so nothing needs to be weighed. */
function writtenCodes(words: readonly HeardWord[], { terms }: Vocabulary): HeardWord[] {
  const codes = terms.filter((term) => term.isCode)
  const written: HeardWord[] = []
  for (let start = 0; start < words.length;) {
    let end = Math.min(words.length, start + mostWords)
    let code: string | undefined
    for (; end > start; end--) {
      const text = textOf(words.slice(start, end))
      if (!/\d|\b[a-z]\b/i.test(text)) continue // "if he" is not F E
      const sounds = soundsOf(text)
      code = codes.find((term) => term.sounds === sounds)?.text
      if (code !== undefined) break
    }
    if (code === undefined) written.push(...words.slice(start, ++start))
    else {
      written.push(joinedWord(words.slice(start, end), code))
      start = end
    }
  }
  return written
}

/**
 * "It's early fifteen" -> "It's E15": a letter alone is hard to hear, its number is not. Where the manual has one code with that number, and
 * the doubtful word before it ends in the sound of the code's letter, the code was meant; "every fifteen minutes" says what it counts.
 */
function blurredCodes(words: readonly HeardWord[], { terms }: Vocabulary): HeardWord[] {
  const codes = [...new Set(terms.filter(({ isCode }) => isCode).map(({ text }) => text))]
  for (let start = 1; start < words.length; start++) {
    for (let end = Math.min(words.length, start + mostWords); end > start; end--) {
      const digits = digitsOf(words.slice(start, end))
      const [code, another] = codes.filter((one) => digits !== '' && one.replace(/\D/g, '') === digits)
      const [before, behind] = [words[start - 1], words[end]]
      if (code === undefined || another !== undefined || !before || before.confidence >= doubtful) continue
      if (behind && !stopWords.has(plain(behind.text))) continue
      if (!soundsOf(before.text).endsWith(soundsOf([...code.replace(/[^a-z]/gi, '')].join(' ')))) continue
      const meant = joinedWord(words.slice(start - 1, end), code)
      return [...words.slice(0, start - 1), meant, ...words.slice(end)]
    }
  }
  return [...words]
}

/** "twenty-four" -> "24", "zero, one" -> "01"; '' where a word is no number. */
function digitsOf(words: readonly HeardWord[]): string {
  const spoken = soundsOf(textOf(words))
  const isNumber = words.every(({ text }) =>
    text.split('-').every((part) => numberNames.has(plain(part)) || /^\d+\W*$/.test(part)),
  )
  if (!isNumber) return ''
  return candidatesOfNumber.find((digits) => soundsOf(digits) === spoken) ?? ''
}

/** Numbers that codes have: 0 to 99, and 00 to 09 as they are read out. */
const candidatesOfNumber = [
  ...Array.from({ length: 10 }, (_, digit) => `0${digit}`),
  ...Array.from({ length: 100 }, (_, value) => String(value)),
]
const numberNames = new Set(candidatesOfNumber.flatMap((digits) => numberWords(digits)))

const applied = (words: readonly HeardWord[], { start, end, term }: Proposal): HeardWord[] => [
  ...words.slice(0, start),
  joinedWord(words.slice(start, end), start === 0 ? capital(term) : term),
  ...words.slice(end),
]

/** One word for a window; keeps the punctuation behind it. Sure from now on: it is a word of the manual. */
const joinedWord = (window: readonly HeardWord[], text: string): HeardWord => ({
  text: text + (/[.,!?]+$/.exec(window.at(-1)?.text ?? '')?.[0] ?? ''),
  confidence: 1,
})

const repairOf = (words: readonly HeardWord[], { start, end, term }: Proposal): Repair => ({
  heard: textOf(words.slice(start, end)),
  meant: term,
})

const textOf = (words: readonly HeardWord[]): string => words.map((word) => word.text).join(' ')
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9' ]+/g, '')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
