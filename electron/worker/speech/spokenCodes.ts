// words as heard + the codes of a manual -> the codes that were meant, as printed. A letter alone is the hardest thing to hear: "F5" comes
// as "a five", "FE" as "Effie", "F2" as "have to". Example: "It's flashing a five at me" -> "It's flashing F5 at me" where the manual has F5.
// In three steps, each for what the one before left: the same sounds; the same number behind a blurred letter; and whatever sounds like a
// code, weighed against what was heard by the speech model itself.
// Trap: a code that nobody said is worse than none, as is the wrong one: without doubt in what was heard, or with two codes that fit about
// as well, the words stay.

import type { HeardWord } from './moonshine.ts'
import { doubtful, joinedWord, mended, mostWords, plain, repairOf, textOf } from './heardText.ts'
import type { Fits, Repaired, Stretch } from './heardText.ts'
import { numberWords, soundDistance, soundsOf } from './sounds.ts'
import { stopWords, type Vocabulary } from './vocabulary.ts'

type Code = Vocabulary['terms'][number]

/** Readings further apart are not weighed, and of those that are only the nearest: each is a text more to look at (5 ms). */
const farthest = 0.42
const mostProposals = 6
/**
 * How much worse a code may fit than what was heard, in nats: the speech model was taught sentences, in which codes are rare. Measured with
 * 14 codes, six ways to ask and two voices beside 80 questions without a code: true codes fit worse by 0 to 13, false ones by 15 and more.
 */
const codeNats = 12
/** A code must fit better than the next one by so much. */
const rivalNats = 2

export async function withCodes(
  heard: readonly HeardWord[],
  { terms }: Pick<Vocabulary, 'terms'>,
  fits: Fits,
): Promise<Repaired> {
  const codes = terms.filter(({ isCode }) => isCode)
  const words = blurredCodes(writtenCodes(heard, codes), codes)
  const proposals = proposalsFor(words, codes)
  if (proposals.length === 0) return { words, repairs: [] }
  const [asHeard = 0, ...asMeant] = await fits(
    [words, ...proposals.map((one) => mended(words, one, one.code))].map(textOf),
  )
  const ranked = proposals
    .map((proposal, at) => ({ proposal, fit: asMeant[at] ?? -Infinity }))
    .sort((one, other) => other.fit - one.fit)
  const [best] = ranked
  const rival = ranked.find(({ proposal }) => proposal.code !== best?.proposal.code)
  if (!best || best.fit <= asHeard - codeNats || best.fit < (rival?.fit ?? -Infinity) + rivalNats)
    return { words, repairs: [] }
  const { code, ...stretch } = best.proposal
  return { words: mended(words, stretch, code), repairs: [repairOf(words, stretch, code)] }
}

interface Proposal extends Stretch {
  code: string
  distance: number
}

/** The nearest first. None where a code was already heard: people ask about one. */
function proposalsFor(words: readonly HeardWord[], codes: readonly Code[]): Proposal[] {
  if (words.some(({ text }) => codes.some((code) => code.text === text.replace(/[.,!?]+$/, '')))) return []
  const proposals: Proposal[] = []
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + mostWords); end++) {
      const window = words.slice(start, end)
      if (window.every(({ confidence }) => confidence >= doubtful)) continue
      if (window.length === 1 && stopWords.has(plain(textOf(window)))) continue // "the" is no FE
      const sounds = soundsOf(textOf(window))
      for (const code of codes) {
        const distance = soundDistance(sounds, code.sounds, farthest)
        if (distance <= farthest) proposals.push({ start, end, code: code.text, distance })
      }
    }
  }
  return proposals.sort((one, other) => one.distance - other.distance).slice(0, mostProposals)
}

/** "e 15", "E fifteen" -> "E15" where the manual has that code: the sounds are the same, so nothing needs to be weighed. */
function writtenCodes(words: readonly HeardWord[], codes: readonly Code[]): HeardWord[] {
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
function blurredCodes(words: readonly HeardWord[], codes: readonly Code[]): HeardWord[] {
  const printed = [...new Set(codes.map(({ text }) => text))]
  for (let start = 1; start < words.length; start++) {
    for (let end = Math.min(words.length, start + mostWords); end > start; end--) {
      const digits = digitsOf(words.slice(start, end))
      const [code, another] = printed.filter((one) => digits !== '' && one.replace(/\D/g, '') === digits)
      const [before, behind] = [words[start - 1], words[end]]
      if (code === undefined || another !== undefined || !before || before.confidence >= doubtful) continue
      if (behind && !stopWords.has(plain(behind.text))) continue
      if (!soundsOf(before.text).endsWith(soundsOf([...code.replace(/[^a-z]/gi, '')].join(' ')))) continue
      return mended(words, { start: start - 1, end }, code)
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
