// words as heard + the manual's vocabulary -> words as meant. Sounds propose (edit distance between readings), the speech model decides
// (how well the proposal fits the same sound). Example: "How much rents I do I need" -> "How much rinse aid do I need"; codes: spokenCodes.ts.
// Trap: never repair what was heard well: a window is looked at only where it has a word that the model was unsure of, and that the
// manual does not use; else "door" turns into "floor" because the manual likes floors.

import type { HeardWord } from './moonshine.ts'
import { doubtful, mended, mostWords, plain, repairOf, textOf } from './heardText.ts'
import type { Fits, Repaired, Stretch } from './heardText.ts'
import { soundDistance, soundsOf } from './sounds.ts'
import { withCodes } from './spokenCodes.ts'
import { stopWords, type Vocabulary } from './vocabulary.ts'
import type { WordPrior } from './wordPrior.ts'

/** A window has a doubtful word, and stops at one that the model was sure of. */
const sure = 0.95
/** Readings further apart are not proposed; a short word has more neighbours by chance. */
const farthestOf = (sounds: string): number => (sounds.length <= 3 ? 0.3 : sounds.length === 4 ? 0.36 : 0.42)
const mostProposals = 4
const mostRepairs = 2 // each costs a look at all proposals (30 ms)
/** Long terms are rarer by chance: what a sound more is worth when proposals are ranked. */
const lengthWorth = 0.03
/**
 * A proposal is a reading that the search did not find: it counts by what the sound and the prior say of it, and by so many nats more, as the
 * search had looked for others. Measured on 312 questions, quiet and at 10 dB: with 4 nats and the sound alone three were mended and four
 * broken ("Make it colder" -> "Make it filter"), so three and one.
 */
const worthNats = 1.2
/** The prior against it by more: no sound makes up for that, so it is not looked at. */
const hopelessNats = 2

interface RepairBy {
  vocabulary: Vocabulary
  /** What people ask about this manual: the same that guided the search. */
  prior: WordPrior
  /** How well whole texts fit the sound that was heard. */
  fits: Fits
}

export async function repairTranscript(
  heard: readonly HeardWord[],
  { vocabulary, prior, fits }: RepairBy,
): Promise<Repaired> {
  const coded = await withCodes(heard, vocabulary, fits)
  let { words } = coded
  const repairs = [...coded.repairs]
  for (let turn = 0; turn < mostRepairs; turn++) {
    const priorAsHeard = prior.of(textOf(words))
    const proposals = proposalsFor(words, vocabulary)
      .map((proposal) => ({ ...proposal, gain: prior.of(textOf(applied(words, proposal))) - priorAsHeard }))
      .filter(({ gain }) => gain > -hopelessNats)
    if (proposals.length === 0) break
    const [asHeard = 0, ...asMeant] = await fits([words, ...proposals.map((one) => applied(words, one))].map(textOf))
    const scores = proposals.map(({ gain }, at) => (asMeant[at] ?? -Infinity) - asHeard + gain)
    const highest = Math.max(...scores)
    const best = proposals[scores.indexOf(highest)]
    if (!best || highest <= -worthNats) break
    repairs.push(repairOf(words, best, best.term))
    words = applied(words, best)
  }
  return { words, repairs }
}

interface Proposal extends Stretch {
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
        if (Math.abs(term.sounds.length - sounds.length) > 3) continue
        const farthest = farthestOf(term.sounds)
        const distance = soundDistance(sounds, term.sounds, farthest)
        if (distance <= farthest && stemOf(term.text) !== stemOf(heard))
          proposals.push({ start, end, term: term.text, sounds: term.sounds, distance })
      }
    }
  }
  return proposals.sort((one, other) => rank(one) - rank(other)).slice(0, mostProposals)
}

/** "blinked" asks for the same as "blink": nothing to mend. */
const stemOf = (text: string): string => text.replace(/(?:'s|s|ed|ing)$/, '')

const rank = ({ distance, sounds }: Proposal): number => distance - lengthWorth * sounds.length

const isDoubtful = (word: HeardWord, vocabulary: Vocabulary): boolean =>
  word.confidence < doubtful && !stopWords.has(plain(word.text)) && !vocabulary.words.has(plain(word.text))

const applied = (words: readonly HeardWord[], { term, ...stretch }: Proposal): HeardWord[] =>
  mended(words, stretch, stretch.start === 0 ? capital(term) : term)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
