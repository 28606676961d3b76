// Topic -> Topic: every change an author can make, as pure functions. Nothing is changed in place, so undo and "is it saved" stay simple.
// Example: splitStep(topic, 1, 14) makes two steps of the second one, both with its sources.
// Trap: `isEdited` belongs to the spoken text alone. Changing `written` keeps an author's spoken text and makes the others anew (on save).

import type { Hazard, Step, Topic } from '../../shared/domain.ts'

/** What is to be done with a topic: a list that has only its own rows is not drawn again when another part is typed in. */
export type TopicEdit = (topic: Topic) => Topic

export const emptyStep: Step = { written: '', spoken: '', isEdited: false, sources: [] }
export const emptyHazard: Hazard = {
  signalWord: 'warning',
  written: '',
  spoken: '',
  consequence: '',
  avoidance: '',
  sources: [],
}

// ---------------------------------------------------------------- steps

export function addStep(topic: Topic, at: number = topic.steps.length): Topic {
  return { ...topic, steps: inserted(topic.steps, at, emptyStep) }
}

export function removeStep(topic: Topic, at: number): Topic {
  return { ...topic, steps: without(topic.steps, at) }
}

/** Moves a step by -1 or +1 (or further); stays where there is no room. */
export function moveStep(topic: Topic, at: number, by: number): Topic {
  const step = topic.steps[at]
  const to = at + by
  if (!step || to < 0 || to >= topic.steps.length || by === 0) return topic
  return { ...topic, steps: inserted(without(topic.steps, at), to, step) }
}

/** Cuts the written text at a character. The spoken text of both halves is made anew: nobody knows where to cut an author's own. */
export function splitStep(topic: Topic, at: number, cut: number): Topic {
  const step = topic.steps[at]
  const head = step?.written.slice(0, cut).trim() ?? ''
  const tail = step?.written.slice(cut).trim() ?? ''
  if (!step || head === '' || tail === '') return topic
  const half = (written: string): Step => ({ ...step, written, spoken: written, isEdited: false })
  return { ...topic, steps: [...topic.steps.slice(0, at), half(head), half(tail), ...topic.steps.slice(at + 1)] }
}

/** Puts a step behind the one before it. An author's own spoken text is kept; the rest is made anew on save. */
export function joinStep(topic: Topic, at: number): Topic {
  const [step, before] = [topic.steps[at], topic.steps[at - 1]]
  if (!step || !before) return topic
  const together: Step = {
    ...before,
    written: `${before.written.trim()} ${step.written.trim()}`,
    spoken: `${before.spoken.trim()} ${step.spoken.trim()}`,
    isEdited: before.isEdited || step.isEdited,
    sources: [...before.sources, ...step.sources],
  }
  return { ...topic, steps: [...topic.steps.slice(0, at - 1), together, ...topic.steps.slice(at + 1)] }
}

/** A step that is left out stays for review, but the device does not say it. */
export function setLeftOut(topic: Topic, at: number, isLeftOut: boolean): Topic {
  return changedStep(topic, at, ({ written, spoken, isEdited, sources }) => ({
    written,
    spoken,
    isEdited,
    ...(isLeftOut && { isLeftOut }),
    sources,
  }))
}

export function setWritten(topic: Topic, at: number, written: string): Topic {
  return changedStep(topic, at, (step) => ({ ...step, written }))
}

export function setSpoken(topic: Topic, at: number, spoken: string): Topic {
  return changedStep(topic, at, (step) => ({ ...step, spoken, isEdited: true }))
}

/** Back to the text that is made from the written one; the worker makes it on save. */
export function resetSpoken(topic: Topic, at: number): Topic {
  return changedStep(topic, at, (step) => ({ ...step, isEdited: false }))
}

// ---------------------------------------------------------------- hazards

export function addHazard(topic: Topic): Topic {
  return { ...topic, hazards: [...topic.hazards, emptyHazard] }
}

export function removeHazard(topic: Topic, at: number): Topic {
  return { ...topic, hazards: without(topic.hazards, at) }
}

/** The worker makes the spoken text anew on save: signal word first, then the text whole. */
export function changeHazard(topic: Topic, at: number, changes: Partial<Hazard>): Topic {
  return {
    ...topic,
    hazards: topic.hazards.map((hazard, place) => (place === at ? { ...hazard, ...changes } : hazard)),
  }
}

// ---------------------------------------------------------------- phrases

/** Nothing is added where the phrase is empty or there already, in whatever case. */
export function addPhrase(topic: Topic, text: string): Topic {
  const phrase = text.trim().replace(/\s+/g, ' ')
  const isKnown = topic.phrases.some((known) => known.text.toLowerCase() === phrase.toLowerCase())
  if (phrase === '' || isKnown) return topic
  return { ...topic, phrases: [...topic.phrases, { text: phrase, origin: 'author' }] }
}

export function removePhrase(topic: Topic, at: number): Topic {
  return { ...topic, phrases: without(topic.phrases, at) }
}

/** An edited phrase is the author's own from then on. */
export function setPhrase(topic: Topic, at: number, text: string): Topic {
  return {
    ...topic,
    phrases: topic.phrases.map((phrase, place) => (place === at ? { text, origin: 'author' } : phrase)),
  }
}

// ---------------------------------------------------------------- to the worker

/** As it is saved: what was left empty is no part of the topic. */
export function tidied(topic: Topic): Topic {
  return {
    ...topic,
    title: topic.title.trim(),
    phrases: topic.phrases.filter(({ text }) => text.trim() !== ''),
    hazards: topic.hazards.filter(({ written }) => written.trim() !== ''),
    steps: topic.steps.filter(({ written, spoken }) => (written + spoken).trim() !== ''),
  }
}

export const isSame = (a: Topic, b: Topic): boolean => JSON.stringify(a) === JSON.stringify(b)

function changedStep(topic: Topic, at: number, change: (step: Step) => Step): Topic {
  return { ...topic, steps: topic.steps.map((step, place) => (place === at ? change(step) : step)) }
}

const without = <Entry>(list: readonly Entry[], at: number): Entry[] => list.filter((_, place) => place !== at)
const inserted = <Entry>(list: readonly Entry[], at: number, entry: Entry): Entry[] => [
  ...list.slice(0, at),
  entry,
  ...list.slice(at),
]

/** Rows the author has just added and not filled yet are not saved, and must not vanish under the cursor. */
export function withEmptyRowsOf(sent: Topic, topic: Topic): Topic {
  if (isSame(sent, tidied(sent))) return topic
  const steps = [...topic.steps]
  const hazards = [...topic.hazards]
  const phrases = [...topic.phrases]
  sent.steps.forEach((step, at) => (step.written + step.spoken).trim() === '' && steps.splice(at, 0, step))
  sent.hazards.forEach((hazard, at) => hazard.written.trim() === '' && hazards.splice(at, 0, hazard))
  sent.phrases.forEach((phrase, at) => phrase.text.trim() === '' && phrases.splice(at, 0, phrase))
  return { ...topic, steps, hazards, phrases }
}

/** Spoken texts of `now` that are still those of `sent` become those of the reply; rows may have been added or moved since. */
export function withSpokenOf(now: Topic, sent: Topic, reply: Topic): Topic {
  const follow = <Row extends { spoken: string }>(rows: Row[], before: Row[], after: Row[]): Row[] =>
    rows.map((row, at) => {
      const place = before[at]?.spoken === row.spoken ? at : before.findIndex(({ spoken }) => spoken === row.spoken)
      return { ...row, spoken: after[place]?.spoken ?? row.spoken }
    })
  return {
    ...now,
    steps: follow(now.steps, sent.steps, reply.steps),
    hazards: follow(now.hazards, sent.hazards, reply.hazards),
  }
}
