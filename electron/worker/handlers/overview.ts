// Handlers of suite.run, suite.read, question.* and overview.*: a suite asked of the device and kept, and where the project stands.

import { basename } from 'node:path'
import type { Project, Work } from '../../../shared/domain.ts'
import type { Overview } from '../../../shared/ipc/contract.ts'
import type { SuiteResult } from '../../../shared/suiteResult.ts'
import { Simulator } from '../device/simulator.ts'
import type { HandlersNamed, HandlersOf } from '../handlers.ts'
import { keepQuestion } from '../testing/keptQuestions.ts'
import { keepResult, keptResults, newestResults } from '../testing/keptResults.ts'
import { readQuestions } from '../testing/questions.ts'
import { runSuite } from '../testing/suite.ts'
import { isApproved } from '../topics/signOff.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

export function overviewHandlers(
  workspace: Workspace,
): HandlersOf<'overview' | 'question'> & HandlersNamed<'suite.run' | 'suite.read'> {
  return {
    'suite.run': async (_, { path, ...work }) => {
      const result = await askAll(workspace, chosen(path), work)
      await keepResult(workspace.store.folder, result)
      return result
    },
    'suite.read': () => newestResults(workspace.store.folder),
    'question.keep': (question) => keepQuestion(workspace.store.folder, question),
    'overview.read': async () => {
      const { project, folder } = workspace.store
      const results = await keptResults(folder)
      const last = results.at(-1) ?? null
      const errors = workspace.findings().filter(({ severity, suppressed }) => severity === 'error' && !suppressed)
      return {
        coverage: coverageOf(project, last),
        trend: results.map(({ at, questions, totals }) => ({ at, questions, totals })),
        last,
        nextStep: nextStepOf(project, { errorCount: errors.length, last }),
      }
    },
  }
}

async function askAll(workspace: Workspace, path: string, work: Work): Promise<SuiteResult> {
  const questions = await readQuestions(path)
  const { bytes, sha256 } = await workspace.bundle(work)
  const device = await Simulator.open({ bundle: bytes, engines: workspace.engines })
  try {
    const { rows, total, top1, top3, mrr, answered, refusedCorrectly, falseAnswers } = await runSuite(
      questions,
      device,
      work,
    )
    return {
      at: new Date().toISOString(),
      questions: basename(path),
      bundleSha256: sha256,
      threshold: device.describe().threshold,
      totals: { total, top1, top3, mrr, answered, refusedCorrectly, falseAnswers },
      rows: rows.map(({ id, question, kind, topicId, rightTopicId, score, rise, mustRefuse, isPassed }) => ({
        ...{ id, question, kind, topicId, rightTopicId, score, rise, mustRefuse, isPassed },
      })),
    }
  } finally {
    await device.close()
  }
}

function coverageOf(project: Project, last: SuiteResult | null): Overview['coverage'] {
  const places = project.topics.flatMap((topic) => [topic, ...topic.hazards, ...topic.steps])
  const pages = new Set(places.flatMap(({ sources }) => sources.map(({ manual, page }) => `${manual} ${page}`)))
  const passed = new Set((last?.rows ?? []).filter(({ isPassed }) => isPassed).map(({ topicId }) => topicId))
  return {
    pageCount: project.manuals.reduce((sum, { pageCount }) => sum + pageCount, 0),
    pagesWithTopics: pages.size,
    topicCount: project.topics.length,
    reviewedCount: project.topics.filter(({ status }) => status !== 'draft').length,
    approvedCount: project.topics.filter(isApproved).length,
    testedCount: project.topics.filter(({ id }) => passed.has(id)).length,
  }
}

function nextStepOf(
  { manuals, topics }: Project,
  { errorCount, last }: { errorCount: number; last: SuiteResult | null },
): Overview['nextStep'] {
  if (manuals.length === 0 && topics.length === 0) return 'import'
  if (errorCount > 0) return 'mend'
  if (topics.some((topic) => topic.kind === 'safety' && topic.isSpoken && !isApproved(topic))) return 'approve'
  if (last === null) return 'test'
  return last.rows.some(({ isPassed }) => !isPassed) ? 'teach' : 'export'
}
