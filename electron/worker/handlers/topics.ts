// Handlers of topic.* and finding.*: what the author reads and changes.

import type { Box, Hazard, Project, Step, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import { slug, topicId } from '../../../shared/ids.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { TopicRow } from '../../../shared/ipc/contract.ts'
import { findingsOf } from '../topics/findings.ts'
import { spokenHazard } from '../topics/hazardSpeech.ts'
import { spokenText } from '../topics/spokenText/spokenText.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Workspace } from '../workspace.ts'

export function topicHandlers(workspace: Workspace): HandlersOf<'topic' | 'finding'> {
  return {
    'topic.list': () => rowsOf(workspace.store.project),
    'topic.read': ({ id }) => topicOf(workspace.store.project, id),

    'topic.save': async ({ topic }) => {
      const before = topicOf(workspace.store.project, topic.id)
      const saved = {
        ...topic,
        steps: topic.steps.map((step) => spoken(step, topic.language)),
        hazards: topic.hazards.map((hazard) => heard(hazard, before)),
      }
      const project = await workspace.change(`Edit "${topic.title}"`, (project) => replaced(project, saved))
      return topicOf(project, topic.id)
    },

    'topic.create': async ({ title }) => {
      const created = emptyTopic(
        freeId(workspace.store.project, title),
        title,
        workspace.store.project.settings.language,
      )
      await workspace.change(`Add "${title}"`, (before) => ({ ...before, topics: [created, ...before.topics] }))
      return created
    },

    'topic.remove': async ({ id }) => {
      const { title } = topicOf(workspace.store.project, id)
      await workspace.change(`Remove "${title}"`, (before) => ({
        ...before,
        topics: before.topics.filter((topic) => topic.id !== id),
      }))
    },

    'topic.onPage': ({ manual, page }) =>
      workspace.store.project.topics.flatMap((topic) => {
        const boxes = boxesOn(topic, manual, page)
        return boxes.length > 0 ? [{ id: topic.id, title: topic.title, boxes }] : []
      }),

    'finding.list': () => workspace.findings(),
  }
}

/** Spoken text that the author did not touch follows the written text. */
const spoken = (step: Step, language: string): Step =>
  step.isEdited ? step : { ...step, spoken: spokenText(step.written, language) }

/** As with steps; a hazard's spoken text is the author's own where it is not what was made for the topic as it was. */
function heard(hazard: Hazard, { hazards, language }: Topic): Hazard {
  const made = ({ signalWord, written }: Hazard): string => spokenHazard(signalWord, written, language)
  const isMade = hazard.spoken === '' || hazards.some((was) => was.spoken === hazard.spoken && was.spoken === made(was))
  return isMade ? { ...hazard, spoken: made(hazard) } : hazard
}

/** An approval is of a content: any change of an approved topic takes it back to draft, unless the save itself sets the status. */
function replaced(project: Project, topic: Topic): Project {
  const before = topicOf(project, topic.id)
  const isChanged = JSON.stringify({ ...before, status: '' }) !== JSON.stringify({ ...topic, status: '' })
  if (!isChanged && before.status === topic.status) return project
  const isStale = isChanged && before.status !== 'draft' && topic.status === before.status
  const next: Topic = isStale ? { ...topic, status: 'draft' } : topic
  return { ...project, topics: project.topics.map((other) => (other.id === topic.id ? next : other)) }
}

function rowsOf(project: Project): TopicRow[] {
  const counts = new Map<string, number>()
  for (const finding of findingsOf(project.topics))
    counts.set(finding.topic ?? '', (counts.get(finding.topic ?? '') ?? 0) + 1)
  return project.topics.map((topic) => ({
    id: topic.id,
    title: topic.title,
    kind: topic.kind,
    chapter: topic.chapter,
    status: topic.status,
    isSpoken: topic.isSpoken,
    hazardCount: topic.hazards.length,
    stepCount: topic.steps.length,
    findingCount: counts.get(topic.id) ?? 0,
    page: topic.sources[0]?.page ?? 0,
  }))
}

export function topicOf(project: Project, id: TopicId): Topic {
  const topic = project.topics.find((candidate) => candidate.id === id)
  if (!topic) throw new AppError('topic-not-found', { topic: id })
  return topic
}

function boxesOn(topic: Topic, manual: string, page: number): Box[] {
  const sources = [...topic.hazards, ...topic.steps, topic].flatMap((part) => part.sources)
  const boxes = sources.filter((source) => source.manual === manual && source.page === page).map((source) => source.box)
  return [...new Map(boxes.map((box) => [JSON.stringify(box), box])).values()]
}

function freeId(project: Project, title: string): TopicId {
  const taken = new Set<string>(project.topics.map(({ id }) => id))
  const base = slug(title)
  for (let at = 1; ; at++) {
    const id = at === 1 ? base : `${base}-${at}`
    if (!taken.has(id)) return topicId(id)
  }
}

const emptyTopic = (id: TopicId, title: string, language: string): Topic => ({
  id,
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
})
