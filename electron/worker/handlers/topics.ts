// Handlers of topic.* and finding.*: what the author reads and changes.

import type { Box, Deed, DeedCode, Finding, Hazard, Project, Step, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { TopicRow } from '../../../shared/ipc/contract.ts'
import { emptyTopic } from '../topics/emptyTopic.ts'
import { spokenHazard } from '../topics/hazardSpeech.ts'
import { unsigned } from '../topics/signOff.ts'
import { spokenText } from '../topics/spokenText/spokenText.ts'
import type { HandlersOf } from '../handlers.ts'
import { bothChanges } from '../project/threeWay.ts'
import type { Workspace } from '../workspace.ts'

export function topicHandlers(workspace: Workspace): HandlersOf<'topic' | 'finding'> {
  return {
    'topic.list': () => rowsOf(workspace.store.project, workspace.findings()),
    'topic.read': ({ id }) => topicOf(workspace.store.project, id),

    'topic.save': async ({ topic, base }) => {
      const save = (project: Project): Project => {
        const theirs = topicOf(project, topic.id)
        const merged = base ? bothChanges({ base, mine: topic, theirs }) : topic
        if (!merged) throw new AppError('project-changed-on-disk', { topic: topic.title })
        return replaced(project, {
          ...merged,
          steps: merged.steps.map((step) => spoken(step, merged.language)),
          hazards: merged.hazards.map((hazard) => heard(hazard, theirs)),
        })
      }
      return topicOf(await workspace.change(deed('edit-topic', topic), save), topic.id)
    },

    'topic.create': async ({ title }) => {
      const { project } = workspace.store
      const created = emptyTopic(project, title, project.settings.language)
      await workspace.change(deed('add-topic', created), (before) => ({
        ...before,
        topics: [created, ...before.topics],
      }))
      return created
    },

    'topic.remove': async ({ id }) => {
      await workspace.change(deed('remove-topic', topicOf(workspace.store.project, id)), (before) => ({
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
  const next = isStale ? unsigned(topic) : topic
  return { ...project, topics: project.topics.map((other) => (other.id === topic.id ? next : other)) }
}

function rowsOf(project: Project, findings: readonly Finding[]): TopicRow[] {
  const codesByTopic = new Map<string, string[]>()
  for (const { topic, code, suppressed } of findings)
    if (topic && !suppressed) codesByTopic.set(topic, [...(codesByTopic.get(topic) ?? []), code])
  return project.topics.map((topic) => ({
    id: topic.id,
    title: topic.title,
    kind: topic.kind,
    chapter: topic.chapter,
    status: topic.status,
    isSpoken: topic.isSpoken,
    hazardCount: topic.hazards.length,
    stepCount: topic.steps.length,
    findingCount: codesByTopic.get(topic.id)?.length ?? 0,
    findingCodes: [...new Set(codesByTopic.get(topic.id))],
    openCommentCount: (topic.comments ?? []).filter(({ isResolved }) => !isResolved).length,
    page: topic.sources[0]?.page ?? 0,
  }))
}

const deed = (code: DeedCode, { title }: Topic): Deed => ({ code, details: { title } })

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
