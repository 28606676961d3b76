// Topic[] as the author has them -> as the device says them: silent topics and sentences left out, words pronounced by the project's lexicon.
// Example: a step "Press Eco." and the entry Eco -> ee koh gives "Press ee koh.", also where the author wrote the spoken text by hand.
// Trap: a topic that needs no change stays the same object with the same bytes.

import type { ProjectSettings, Topic } from '../../../shared/domain.ts'
import { lexiconOf, pronounced } from '../topics/spokenText/pronounce.ts'
import type { Lexicon } from '../topics/spokenText/pronounce.ts'

export function saidTopics(topics: readonly Topic[], settings: Pick<ProjectSettings, 'lexicon'>): Topic[] {
  const lexicon = lexiconOf(settings)
  return topics
    .filter(({ isSpoken }) => isSpoken)
    .map((topic) => said(topic, lexicon))
    .filter(({ steps, hazards }) => steps.length + hazards.length > 0)
}

function said(topic: Topic, lexicon: Lexicon): Topic {
  if (lexicon.size === 0 && topic.steps.every(({ isLeftOut }) => !isLeftOut)) return topic
  const heard = <Part extends { spoken: string }>(part: Part): Part => ({
    ...part,
    spoken: pronounced(part.spoken, lexicon),
  })
  return {
    ...topic,
    hazards: topic.hazards.map(heard),
    steps: topic.steps.filter(({ isLeftOut }) => !isLeftOut).map(heard),
    ...(topic.offers && { offers: topic.offers.map(heard) }),
  }
}
