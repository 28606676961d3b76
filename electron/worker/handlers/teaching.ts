// Handler of topic.teach: a question that was missed or answered wrongly becomes a phrase of its topic, and the last suite is asked again.
// Example: { id: 'water-on-the-floor', text: "it's peeing itself" } -> the topic, and that 37 of 45 questions pass where 36 did.

import type { Phrase, Project, Topic, Work } from '../../../shared/domain.ts'
import type { TopicId } from '../../../shared/ids.ts'
import type { KeptRow, SuiteEffect } from '../../../shared/suiteResult.ts'
import { Simulator } from '../device/simulator.ts'
import type { BuiltBundle } from '../exporting/buildBundle.ts'
import type { HandlersNamed } from '../handlers.ts'
import { keptResults } from '../testing/keptResults.ts'
import { effectOf } from '../testing/retest.ts'
import { unsigned } from '../topics/signOff.ts'
import type { Workspace } from '../workspace.ts'
import { deed, topicOf } from './topics.ts'

export function teachingHandlers(workspace: Workspace): HandlersNamed<'topic.teach'> {
  return {
    'topic.teach': async ({ id, text }, work) => {
      const { store } = workspace
      const rows = (await keptResults(store.folder)).at(-1)?.rows ?? []
      const known = rows.map((row) => (row.question === text ? { ...row, mustRefuse: false, rightTopicId: id } : row))
      const before = known.length > 0 ? await workspace.bundle(work) : null
      await workspace.change(deed('teach-topic', topicOf(store.project, id)), (project) => taught(project, id, text))
      const suite = before && (await effectSince(before, known, workspace, work))
      return { topic: topicOf(store.project, id), suite }
    },
  }
}

/** The rows asked of the bundle as it was and as it is now. */
async function effectSince(
  { bytes }: BuiltBundle,
  rows: readonly KeptRow[],
  workspace: Workspace,
  work: Work,
): Promise<SuiteEffect> {
  const { engines } = workspace
  const before = await Simulator.open({ bundle: bytes, engines })
  const now = await Simulator.open({ bundle: (await workspace.bundle(work)).bytes, engines })
  try {
    return await effectOf(rows, { before, now }, work)
  } finally {
    await Promise.all([before.close(), now.close()])
  }
}

/** The phrase goes to one topic alone: two answers to one phrase would be asked about for ever. */
export function taught(project: Project, id: TopicId, text: string): Project {
  const isSame = (phrase: Phrase): boolean => phrase.text.toLowerCase() === text.toLowerCase()
  const phrase: Phrase = { text, origin: 'taught' }
  const withPhrase = (topic: Topic): Topic => {
    const others = topic.phrases.filter((one) => !isSame(one))
    if (topic.id === id) return unsigned({ ...topic, phrases: [...others, phrase] })
    return others.length === topic.phrases.length ? topic : unsigned({ ...topic, phrases: others })
  }
  return { ...project, topics: project.topics.map(withPhrase) }
}
