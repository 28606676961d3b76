// Handlers of reviewing: status with a signature, comments, findings that are mended or let stand. Each is one step of undo.

import { randomUUID } from 'node:crypto'
import type { DeedCode } from '../../../shared/deedCodes.ts'
import type { Comment, Topic } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { HandlersNamed } from '../handlers.ts'
import { contentHash } from '../topics/contentHash.ts'
import { fixed } from '../topics/findings.ts'
import { signedOff, unsigned } from '../topics/signOff.ts'
import type { Workspace } from '../workspace.ts'
import { manyDeed } from './manyTopics.ts'
import { deed, topicOf } from './topics.ts'

type Name = 'topic.setStatus' | 'topic.comment' | 'topic.resolve' | 'finding.list' | 'finding.fix' | 'finding.suppress'

export function reviewHandlers(workspace: Workspace): HandlersNamed<Name> {
  const find = (id: TopicId): Topic => topicOf(workspace.store.project, id)

  async function changeTopic(id: TopicId, code: DeedCode, change: (topic: Topic) => Topic): Promise<Topic> {
    const project = await workspace.change(deed(code, find(id)), (before) => ({
      ...before,
      topics: before.topics.map((topic) => (topic.id === id ? change(topic) : topic)),
    }))
    return topicOf(project, id)
  }

  return {
    'topic.setStatus': async ({ ids, status }) => {
      const byWhom = workspace.byWhom()
      const wanted = new Set<string>(ids)
      const [first, ...others] = ids.map(find)
      if (!first) return undefined
      const done = others.length === 0 ? deed('set-status', first) : manyDeed('set-statuses', [first, ...others])
      await workspace.change(done, (project) => ({
        ...project,
        topics: project.topics.map((topic) => (wanted.has(topic.id) ? signedOff(topic, status, byWhom) : topic)),
      }))
      return undefined
    },

    'topic.comment': ({ id, text }) => {
      const comment: Comment = { id: randomUUID(), text: text.trim(), isResolved: false, ...workspace.byWhom() }
      return changeTopic(id, 'comment', (topic) => ({ ...topic, comments: [...(topic.comments ?? []), comment] }))
    },
    'topic.resolve': ({ id, comment, isResolved }) =>
      changeTopic(id, 'comment', (topic) => ({
        ...topic,
        comments: (topic.comments ?? []).map((one) => (one.id === comment ? { ...one, isResolved } : one)),
      })),

    'finding.list': () => workspace.findings(),
    'finding.fix': async ({ topic, code, subject }) => {
      await workspace.change(deed('fix-finding', find(topic)), (project) => {
        const before = topicOf(project, topic)
        const next = fixed(project, { topic, code, subject }, workspace.foundByAsking())
        return { ...next, topics: next.topics.map((one) => (one.id === topic ? keptOrUnsigned(one, before) : one)) }
      })
      return undefined
    },
    'finding.suppress': async ({ topic, code, subject, reason }) => {
      const standing = { code, subject, reason: reason.trim(), ...workspace.byWhom() }
      await changeTopic(topic, 'suppress-finding', (before) => {
        const { suppressions = [], ...rest } = before
        const others = suppressions.filter((one) => one.code !== code || one.subject !== subject)
        const next = standing.reason === '' ? others : [...others, standing]
        return next.length > 0 ? { ...rest, suppressions: next } : rest
      })
      return undefined
    },
  }
}

const keptOrUnsigned = (topic: Topic, before: Topic): Topic =>
  contentHash(topic) === contentHash(before) ? topic : unsigned(topic)
