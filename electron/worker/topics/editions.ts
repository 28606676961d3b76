// A topic that a new edition changed -> the change word by word; the topic with the new text, or with the earlier one.
// Example: editionChange(topic, lexicon) -> { title, lines: [{ part: 'step', pieces: [same "Rinse", gone "once.", new "twice."], own: '' }] }
// Trap: the earlier text has pages and boxes of a PDF that is not there any longer: what is kept takes the places of what is most like it.

import type { Hazard, Source, Step, Topic } from '../../../shared/domain.ts'
import type { EditionChange, EditionLine } from '../../../shared/ipc/editions.ts'
import { saidByManual, writtenHash } from './contentHash.ts'
import { signalWordIn, spokenHazard } from './hazardSpeech.ts'
import { likeness, wordSet } from './likeness.ts'
import { unsigned } from './signOff.ts'
import type { Lexicon } from './spokenText/pronounce.ts'
import { paired, wordDiff } from './wordDiff.ts'

/** Of the words of both: below it one line went and another came. */
const leastAlike = 0.3

/** What is kept of `before`, so that somebody can decide; nothing where the new edition says the same. The oldest undecided text stays. */
export function earlierWords(before: Topic, now: Topic): Pick<Topic, 'earlier'> {
  const { title, hazards, steps, importedHash } = before
  const isOwn = importedHash !== undefined && importedHash !== writtenHash(before)
  const earlier = before.earlier ?? { title, hazards, steps, isOwn }
  const isBack = JSON.stringify(saidByManual(earlier)) === JSON.stringify(saidByManual(now))
  return isBack ? {} : { earlier }
}

/** Silent because the newest edition does not have it, and nobody has decided otherwise. */
export const isGone = ({ isParked, isSpoken }: Topic): boolean => isParked === true && !isSpoken

export function editionChange(topic: Topic, lexicon: Lexicon): EditionChange | null {
  const { earlier, language } = topic
  if (!earlier) return null
  const made = (hazard: Hazard): string => spokenHazard(hazard, language, { lexicon })
  const warned = ({ signalWord, written }: Hazard): string => `${signalWordIn(language, signalWord)}: ${written}`
  return {
    title: wordDiff(earlier.title, topic.title),
    lines: [
      ...linesOf('hazard', [earlier.hazards, topic.hazards], {
        textOf: warned,
        isOwn: (one) => one.spoken !== made(one),
      }),
      ...linesOf('step', [earlier.steps, topic.steps], { textOf: writtenOf, isOwn: ({ isEdited }) => isEdited }),
    ],
    isOwn: earlier.isOwn,
  }
}

export function withNewText(topic: Topic): Topic {
  const decided = { ...topic }
  delete decided.earlier
  return decided
}

/** The next import of the same edition finds the author's text and leaves it (`importedHash` is that of the new one). */
export function withEarlierText({ earlier, ...topic }: Topic): Topic {
  if (!earlier) return topic
  const hazards = placed(earlier.hazards, topic.hazards, topic.sources)
  const steps = placed(earlier.steps, topic.steps, topic.sources)
  return unsigned({
    ...topic,
    title: earlier.title,
    hazards,
    steps,
    isProcedure: topic.isProcedure && steps.length > 1,
  })
}

const writtenOf = ({ written }: Step): string => written

type Part = Pick<Step, 'written' | 'spoken' | 'sources'>

function linesOf<Line extends Part>(
  part: EditionLine['part'],
  [before, after]: [readonly Line[], readonly Line[]],
  { textOf, isOwn }: { textOf: (line: Line) => string; isOwn: (line: Line) => boolean },
): EditionLine[] {
  return pairsOf(before, after).map(([was, now]) => ({
    part,
    pieces: wordDiff(was ? textOf(was) : '', now ? textOf(now) : ''),
    own: was && isOwn(was) && was.spoken !== now?.spoken ? was.spoken : '',
  }))
}

function placed<Line extends Part>(kept: readonly Line[], now: readonly Line[], ofTopic: readonly Source[]): Line[] {
  const sourcesByLine = new Map(pairsOf(kept, now).map(([was, found]) => [was, found?.sources]))
  return kept.map((line) => ({ ...line, sources: [...(sourcesByLine.get(line) ?? ofTopic.slice(0, 1))] }))
}

function pairsOf<Line extends Part>(before: readonly Line[], after: readonly Line[]): [Line | null, Line | null][] {
  const words = new Map([...before, ...after].map((line) => [line, wordSet(line.written)]))
  const none: ReadonlySet<string> = new Set()
  return paired(before, after, (was, now) => {
    if (was.written === now.written) return 1
    const found = likeness(words.get(was) ?? none, words.get(now) ?? none)
    return found < leastAlike ? 0 : found
  })
}
