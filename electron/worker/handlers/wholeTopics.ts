// Handlers for whole topics: duplicate, split, merge, and a topic out of blocks of a page. Each is one step of undo.

import type { Project, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { HandlersNamed } from '../handlers.ts'
import { manualBlocks } from '../importing/manualBlocks.ts'
import { duplicated, merged, split } from '../topics/editing.ts'
import { freeId } from '../topics/emptyTopic.ts'
import { lexiconOf } from '../topics/spokenText/pronounce.ts'
import { topicFromPlace } from '../topics/topicFromPlace.ts'
import type { Workspace } from '../workspace.ts'
import { deed, topicOf } from './topics.ts'

type Name = 'topic.duplicate' | 'topic.split' | 'topic.merge' | 'topic.fromBlocks'

export function wholeTopicHandlers(workspace: Workspace): HandlersNamed<Name> {
  const now = (): Project => workspace.store.project
  const idFor = (title: string): TopicId => freeId(now(), title)

  return {
    'topic.duplicate': async ({ id }) => {
      const topic = topicOf(now(), id)
      const copy = duplicated(topic, idFor)
      await workspace.change(deed('duplicate-topic', topic), (project) => replacedBy(project, id, [topic, copy]))
      return copy
    },

    'topic.split': async ({ id, at }) => {
      const topic = topicOf(now(), id)
      const halves = split(topic, at, idFor)
      if (!halves) throw new AppError('not-allowed', { name: 'topic.split', where: 'at' })
      await workspace.change(deed('split-topic', topic), (project) => replacedBy(project, id, halves))
      return halves[1]
    },

    'topic.merge': async ({ id, from }) => {
      const topic = topicOf(now(), id)
      const together = merged(topic, topicOf(now(), from))
      await workspace.change(deed('merge-topics', topic), (project) =>
        replacedBy(replacedBy(project, id, [together]), from, []),
      )
      return together
    },

    'topic.fromBlocks': async ({ manual: manualId, page: number, blocks }, work) => {
      const { settings, manuals } = now()
      const manual = manuals.find(({ id }) => id === manualId)
      if (!manual) throw new AppError('manual-not-found', { manual: manualId })
      const { modelsFolder } = workspace.environment
      const pages = await manualBlocks(workspace.store, manual, { ...work, modelsFolder })
      const page = pages.find((candidate) => candidate.page === number)
      if (!page) throw new AppError('pages-out-of-range', { pages: number, pageCount: pages.length })
      const { language } = manual
      const topic = topicFromPlace(now(), { manual: manualId, page, blocks, language, lexicon: lexiconOf(settings) })
      await workspace.change(deed('add-topic', topic), (project) => placed(project, topic))
      return topic
    },
  }
}

const replacedBy = (project: Project, id: TopicId, topics: readonly Topic[]): Project => ({
  ...project,
  topics: project.topics.flatMap((other) => (other.id === id ? topics : other)),
})

/** Behind the topic that stands before it in the manual, so that the list keeps the order of the book. */
function placed(project: Project, topic: Topic): Project {
  const [source] = topic.sources
  const isBefore = (other: Topic): boolean =>
    other.sources.some(
      ({ manual, page, box }) =>
        manual === source?.manual && (page < source.page || (page === source.page && box.y < source.box.y)),
    )
  const after = project.topics.findLastIndex(isBefore)
  return { ...project, topics: [...project.topics.slice(0, after + 1), topic, ...project.topics.slice(after + 1)] }
}
