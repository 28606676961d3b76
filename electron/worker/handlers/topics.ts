// Handlers of topic.*: what the author reads, writes and searches. Trap: JSON order of a topic's fields is that of the window's reply.

import type { DeedCode } from '../../../shared/deedCodes.ts'
import type { Box, ByWhom, Deed, Finding, Hazard, Project, Topic } from '../../../shared/domain.ts'
import { AppError } from '../../../shared/errors.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { TopicRow } from '../../../shared/ipc/contract.ts'
import { contentHash } from '../topics/contentHash.ts'
import { spokenStep } from '../topics/editing.ts'
import { isGone } from '../topics/editions.ts'
import { emptyTopic } from '../topics/emptyTopic.ts'
import { spokenHazard } from '../topics/hazardSpeech.ts'
import { bothChanges } from '../project/threeWay.ts'
import { TopicSearch } from '../topics/search.ts'
import { signedOff, unsigned } from '../topics/signOff.ts'
import { lexiconOf } from '../topics/spokenText/pronounce.ts'
import type { Lexicon } from '../topics/spokenText/pronounce.ts'
import type { HandlersNamed } from '../handlers.ts'
import type { Workspace } from '../workspace.ts'

type TopicName =
  | 'topic.list'
  | 'topic.read'
  | 'topic.save'
  | 'topic.create'
  | 'topic.remove'
  | 'topic.onPage'
  | 'topic.search'
  | 'topic.spoken'

export function topicHandlers(workspace: Workspace): HandlersNamed<TopicName> {
  const search = new TopicSearch()
  const lexicon = (): Lexicon => lexiconOf(workspace.store.project.settings)
  return {
    'topic.list': () => rowsOf(workspace.store.project, workspace.findings()),
    'topic.read': ({ id }) => topicOf(workspace.store.project, id),

    'topic.save': async ({ topic, base }) => {
      const save = (project: Project): Project => {
        const theirs = topicOf(project, topic.id)
        const merged = base ? bothChanges({ base, mine: topic, theirs }) : topic
        if (!merged) throw new AppError('project-changed-on-disk', { topic: topic.title })
        const said = {
          ...merged,
          steps: merged.steps.map((step) =>
            step.isEdited ? step : { ...step, spoken: spokenStep(step.written, merged.language, lexicon()) },
          ),
          hazards: merged.hazards.map((hazard) => heard(hazard, theirs, lexicon())),
        }
        return replaced(project, said, workspace.byWhom())
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

    'topic.search': ({ text }) => search.find(workspace.store.project.topics, text),
    'topic.spoken': ({ written, language }) => spokenStep(written, language, lexicon()),
  }
}

/** Spoken text that the author did not touch follows the written text; a hazard's spoken text is the author's own where it is not what was made for the topic as it was. */
function heard(hazard: Hazard, { hazards, language }: Topic, lexicon: Lexicon): Hazard {
  const made = (one: Hazard): string => spokenHazard(one, language, { lexicon })
  const isMade = hazard.spoken === '' || hazards.some((was) => was.spoken === hazard.spoken && was.spoken === made(was))
  return isMade ? { ...hazard, spoken: made(hazard) } : hazard
}

/** An approval is of a content: a change takes it back to draft, unless the save itself sets the status. Signatures and comments are not the window's. */
function replaced(project: Project, sent: Topic, byWhom: ByWhom): Project {
  const before = topicOf(project, sent.id)
  const { signOffs, comments, suppressions } = before
  const kept: Topic = {
    ...sent,
    status: before.status,
    ...(signOffs && { signOffs }),
    ...(comments && { comments }),
    ...(suppressions && { suppressions }),
  }
  const isChanged = contentHash(kept) !== contentHash(before)
  const next = sent.status !== before.status ? signedOff(kept, sent.status, byWhom) : isChanged ? unsigned(kept) : kept
  if (JSON.stringify(next) === JSON.stringify(before)) return project
  return { ...project, topics: project.topics.map((other) => (other === before ? next : other)) }
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
    reviewer: topic.reviewer ?? '',
    edition: topic.earlier ? ('changed' as const) : isGone(topic) ? ('gone' as const) : ('same' as const),
  }))
}

export const deed = (code: DeedCode, { title }: Topic): Deed => ({ code, details: { title } })

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
