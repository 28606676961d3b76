// Id + changes -> a topic for a test, as an import makes it: everything else is what a new topic of the author has.
// Example: topicOf('filter', { title: 'Cleaning the filter', steps: stepsOf(['Lift it out.'], [source]) }).

import type { Source, Step, Topic } from '../shared/domain.ts'
import { topicId } from '../shared/ids.ts'
import { emptyTopic } from '../electron/worker/topics/emptyTopic.ts'

export function topicOf(id: string, changes: Partial<Topic> = {}): Topic {
  const topic: Topic = { ...emptyTopic({ topics: [] }, changes.title ?? id, 'en'), id: topicId(id) }
  delete topic.isAuthored
  topic.phrases = [{ text: topic.title, origin: 'title' }]
  return { ...topic, ...changes }
}

/** Sentences that are spoken as they are written. */
export const stepsOf = (written: readonly string[], sources: Source[] = []): Step[] =>
  written.map((text) => ({ written: text, spoken: text, isEdited: false, sources }))
