// Handlers of a new edition: what it changed in a topic, and whether the new text or the earlier one stays. Each is one step of undo.

import type { Project, Topic } from '../../../shared/domain.ts'
import type { HandlersNamed } from '../handlers.ts'
import { editionChange, withEarlierText, withNewText } from '../topics/editions.ts'
import { lexiconOf } from '../topics/spokenText/pronounce.ts'
import type { Workspace } from '../workspace.ts'
import { manyDeed } from './manyTopics.ts'
import { deed, topicOf } from './topics.ts'

type Name = 'topic.edition' | 'topic.takeEdition' | 'topic.keepEarlier'

export function editionHandlers(workspace: Workspace): HandlersNamed<Name> {
  const now = (): Project => workspace.store.project
  const changed = (project: Project, ids: ReadonlySet<string>, change: (topic: Topic) => Topic): Project => ({
    ...project,
    topics: project.topics.map((topic) => (ids.has(topic.id) && topic.earlier ? change(topic) : topic)),
  })
  return {
    'topic.edition': ({ id }) => editionChange(topicOf(now(), id), lexiconOf(now().settings)),
    'topic.takeEdition': async ({ ids }) => {
      const [first, ...others] = ids.map((id) => topicOf(now(), id))
      if (!first) return undefined
      const done = others.length === 0 ? deed('take-edition', first) : manyDeed('take-editions', [first, ...others])
      await workspace.change(done, (project) => changed(project, new Set(ids), withNewText))
      return undefined
    },
    'topic.keepEarlier': async ({ id }) => {
      const done = deed('keep-earlier', topicOf(now(), id))
      return topicOf(await workspace.change(done, (project) => changed(project, new Set([id]), withEarlierText)), id)
    },
  }
}
