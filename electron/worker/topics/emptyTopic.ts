// Project + title -> a topic to fill, with an id that nobody has yet. Example: emptyTopic(project, 'Descaling', 'en').id -> "descaling".

import type { Project, Topic } from '../../../shared/domain.ts'
import { slug, topicId } from '../../../shared/ids.ts'
import type { TopicId } from '../../../shared/ids.ts'

export const emptyTopic = (project: Pick<Project, 'topics'>, title: string, language: string): Topic => ({
  id: freeId(project, title),
  kind: 'task',
  title,
  language,
  chapter: [],
  phrases: [{ text: title, origin: 'author' }],
  hazards: [],
  steps: [],
  isProcedure: false,
  codes: [],
  isSpoken: true,
  status: 'draft',
  sources: [],
  isAuthored: true,
})

export function freeId({ topics }: Pick<Project, 'topics'>, title: string): TopicId {
  const taken = new Set<string>(topics.map(({ id }) => id))
  const base = slug(title)
  for (let at = 1; ; at++) {
    const id = at === 1 ? base : `${base}-${at}`
    if (!taken.has(id)) return topicId(id)
  }
}
