// Topics -> the same with offers for their cross-references, and without what points nowhere a listener can go.
// Example: "Rinse it. See “Cleaning the filter”." -> spoken "Rinse it.", and an offer of that topic.
// Trap: a step that only points ("See Descaling") is kept for review and left out of the speech, unless the topic would be silent.

import type { Offer, PageBlocks, Step, Topic } from '../../../../shared/domain.ts'
import { catalogueOf } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { referencesIn } from './find.ts'
import type { Reference } from './find.ts'

const mostOffers = 3

export function withOffers(
  topics: readonly Topic[],
  pages: readonly PageBlocks[],
  speak: (written: string) => string,
): Topic[] {
  const catalogue = catalogueOf(topics, pages)
  return topics.map((topic) => offering(topic, catalogue, speak))
}

/** Offers of what the source says is related, after those of its sentences. */
export function withRelated(topic: Topic, related: readonly Topic[]): Topic {
  const known = topic.offers ?? []
  const more = related
    .filter(({ id }) => known.every((offer) => offer.topic !== id))
    .map(({ id, title }): Offer => ({ topic: id, written: title, spoken: '', sources: topic.sources.slice(0, 1) }))
  const offers = [...known, ...more].slice(0, mostOffers)
  return offers.length > 0 ? { ...topic, offers } : topic
}

function offering(topic: Topic, catalogue: Catalogue, speak: (written: string) => string): Topic {
  const offers: Offer[] = []
  const offer = (part: Pick<Step, 'written' | 'sources'>, reference: Reference): boolean => {
    const { from, to } = reference
    const target = catalogue.topicOf(reference, topic, sentenceAt(part.written, from))
    if (!target) return false
    const isNew = offers.every((known) => known.topic !== target.id)
    if (isNew && offers.length < mostOffers)
      offers.push({ topic: target.id, written: part.written.slice(from, to).trim(), spoken: '', sources: part.sources })
    return true
  }
  // A warning is said whole: it may offer, and keeps its words.
  for (const hazard of topic.hazards)
    for (const reference of referencesIn(hazard.written, catalogue.isTitle)) offer(hazard, reference)
  const steps = topic.steps.map((step): Step => {
    const references = referencesIn(step.written, catalogue.isTitle)
    const gone = references.filter((reference) => offer(step, reference) || isPointless(step.written, reference))
    if (gone.length === 0) return step
    const spoken = speak(withoutPointers(step.written, gone))
    return spoken === '' ? { ...step, isLeftOut: true } : spoken === step.spoken ? step : { ...step, spoken }
  })
  const isSilent = topic.hazards.length === 0 && steps.every(({ isLeftOut }) => isLeftOut === true)
  return { ...topic, steps: isSilent ? topic.steps : steps, ...(offers.length > 0 && { offers }) }
}

function sentenceAt(text: string, at: number): string {
  const from = Math.max(0, ...[...text.slice(0, at).matchAll(/[.!?]\s/g)].map(({ index }) => index + 1))
  const end = /[.!?](?:\s|$)/.exec(text.slice(at))
  return text.slice(from, end ? at + end.index : undefined)
}

/** A title that no topic has, between brackets or in a sentence of its own: nobody can look it up. */
const isPointless = (text: string, { title, from, to }: Reference): boolean =>
  title !== null && (isInBrackets(text, from, to) || isSentence(text, from, to))

const isInBrackets = (text: string, from: number, to: number): boolean =>
  /[([]\s*$/.test(text.slice(0, from)) && /^[^()[\]]{0,24}[)\]]/.test(text.slice(to))
const isSentence = (text: string, from: number, to: number): boolean =>
  /(?:^|[.!?:]\s+)$/.test(text.slice(0, from)) && /^\s*(?:[.!]|$)/.test(text.slice(to))

/** The text without the pointers; brackets, commas and sentences that held nothing else go with them. */
function withoutPointers(text: string, references: readonly Reference[]): string {
  return [...references]
    .sort((a, b) => b.from - a.from)
    .reduce((rest, { from, to }) => {
      const [before, after] = [rest.slice(0, from), rest.slice(to)]
      if (isInBrackets(rest, from, to))
        return before.replace(/\s*[([]\s*$/, '') + after.replace(/^[^()[\]]{0,24}[)\]]/, '')
      // "For more, see X." and "See X for details." say nothing else
      const lead = /(?:^|[.!?]\s+)(?:(?:for|um|für|pour|per|para)\s[^.!?,]{0,60},?\s*)?$/iu.exec(before)
      const tail = /^(?:\s+(?:for|to|about|für|zu|pour|per|para)\s[^.!?]{0,80})?\s*(?:[.!]|$)/iu.exec(after)
      if (lead && tail)
        return `${before.slice(0, lead.index)}${/^[.!?]/.exec(lead[0])?.[0] ?? ''} ${after.slice(tail[0].length)}`
      return `${before.replace(/[\s,;–-]+(?:and|und|et|e|y)?\s*$/iu, '')}${/^[\s,.;:!?)]/.test(after) ? '' : ' '}${after}`
    }, text)
}
