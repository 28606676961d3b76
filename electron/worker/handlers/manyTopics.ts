// Handlers for many topics at once: changed, put together or removed, each of them one step of undo for all.
// Example: topic.changeMany { ids, change: { kind: 'task' } } -> those that are no tasks yet become tasks, and drafts again.

import type { Deed, Project, Topic } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { HandlersNamed } from '../handlers.ts'
import type { ParsedInputOf } from '../../../shared/ipc/contract.ts'
import { contentHash } from '../topics/contentHash.ts'
import { merged } from '../topics/editing.ts'
import { unsigned } from '../topics/signOff.ts'
import type { Workspace } from '../workspace.ts'
import { deed, topicOf } from './topics.ts'

type Name = 'topic.changeMany' | 'topic.mergeMany' | 'topic.removeMany'
type Change = ParsedInputOf<'topic.changeMany'>['change']

export function manyTopicsHandlers(workspace: Workspace): HandlersNamed<Name> {
  const found = (ids: readonly TopicId[]): Topic[] => ids.map((id) => topicOf(workspace.store.project, id))

  return {
    'topic.changeMany': async ({ ids, change }) => {
      const wanted = new Set<string>(ids)
      await workspace.change(manyDeed('change-topics', found(ids)), (project) =>
        mapped(project, (topic) => (wanted.has(topic.id) ? changed(topic, change) : topic)),
      )
      return undefined
    },

    'topic.mergeMany': async ({ ids }) => {
      const wanted = new Set<string>(found(ids).map(({ id }) => id))
      const inOrder = ({ topics }: Project): Topic[] => topics.filter(({ id }) => wanted.has(id))
      const [first] = inOrder(workspace.store.project)
      const name = first ?? topicOf(workspace.store.project, ids[0])
      const project = await workspace.change(deed('merge-topics', name), (before) => {
        const [head, ...others] = inOrder(before)
        if (!head) return before
        const together = others.reduce((topic, other) => merged(topic, other), head)
        return { ...before, topics: before.topics.flatMap((topic) => keptOf(topic, { head, together, wanted })) }
      })
      return topicOf(project, name.id)
    },

    'topic.removeMany': async ({ ids }) => {
      const wanted = new Set<string>(ids)
      await workspace.change(manyDeed('remove-topics', found(ids)), (project) => ({
        ...project,
        topics: project.topics.filter(({ id }) => !wanted.has(id)),
      }))
      return undefined
    },
  }
}

type ManyCode = 'change-topics' | 'remove-topics' | 'set-statuses' | 'take-editions'
export const manyDeed = (code: ManyCode, topics: readonly Topic[]): Deed => ({
  code,
  details: { count: topics.length },
})

/** The same project where nothing changes: then there is nothing to undo. */
function mapped(project: Project, change: (topic: Topic) => Topic): Project {
  const topics = project.topics.map(change)
  return topics.every((topic, at) => topic === project.topics[at]) ? project : { ...project, topics }
}

/** The same topic where nothing changes. Words that are heard take an approval back; who is to read them does not. */
function changed(topic: Topic, { reviewer, ...heard }: Change): Topic {
  const { reviewer: before = '', ...plain } = topic
  const name = (reviewer ?? before).trim()
  const next: Topic = { ...plain, ...heard, ...(name !== '' && { reviewer: name }) }
  if (JSON.stringify(next) === JSON.stringify(topic)) return topic
  return contentHash(next) === contentHash(topic) ? next : unsigned(next)
}

function keptOf(
  topic: Topic,
  { head, together, wanted }: { head: Topic; together: Topic; wanted: Set<string> },
): Topic[] {
  if (topic === head) return [together]
  return wanted.has(topic.id) ? [] : [topic]
}
