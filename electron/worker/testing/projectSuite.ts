// A project's own questions (questions/*.csv) -> asked of the very bytes that an export would write: what the gate believes is this, never the
// result of an earlier run. Example: await askOwnQuestions(bytes, { languages, engines }, work) -> [{ language: 'en', total: 40, top1: 0.93, … }]
// Trap: each project of a bundle in several languages is asked in its own language, by its own questions and limits.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project, ProjectSettings, SuiteLimits, Work } from '../../../shared/domain.ts'
import { Simulator } from '../device/simulator.ts'
import type { SimulatorOptions } from '../device/simulator.ts'
import { readRegular } from '../project/regularFile.ts'
import { parseQuestions } from './questions.ts'
import type { Question } from './questions.ts'
import { runSuite } from './suite.ts'

export const questionsFolder = 'questions'

/** What a release must reach where the project says nothing else. */
export const defaultSuiteLimits: SuiteLimits = { minTop1: 0.7, maxFalse: 0.1 }
export const suiteLimitsOf = ({ suite }: Pick<ProjectSettings, 'suite'>): SuiteLimits => ({
  ...defaultSuiteLimits,
  ...suite,
})

export interface OwnSuite extends SuiteLimits {
  language: string
  /** Questions; 0 where the project has none. */
  total: number
  /** Of the answerable ones; see SuiteTotals. */
  top1: number
  /** Of those that must be refused. */
  falseAnswers: number
}

export const isSuiteKept = ({ total, top1, falseAnswers, minTop1, maxFalse }: OwnSuite): boolean =>
  total > 0 && top1 >= minTop1 && falseAnswers <= maxFalse

/** Errors: questions-file-invalid, project-damaged. */
export async function ownQuestions(folder: string): Promise<Question[]> {
  const names = await readdir(join(folder, questionsFolder)).catch(() => [])
  const questions: Question[] = []
  for (const name of names.filter((name) => name.endsWith('.csv')).sort()) {
    const path = `${questionsFolder}/${name}`
    questions.push(...parseQuestions((await readRegular(join(folder, path), { name: path })).toString('utf8'), path))
  }
  return questions
}

export interface AskedLanguages {
  languages: readonly { project: Project; folder: string }[]
  engines: SimulatorOptions['engines']
}

/** Errors: those of ownQuestions. */
export async function askOwnQuestions(
  bundle: Uint8Array,
  { languages, engines }: AskedLanguages,
  work: Work,
): Promise<OwnSuite[]> {
  const suites: OwnSuite[] = []
  for (const { project, folder } of languages) {
    const { language } = project.settings
    const limits = suiteLimitsOf(project.settings)
    const questions = await ownQuestions(folder)
    if (questions.length === 0) {
      suites.push({ language, total: 0, top1: 0, falseAnswers: 0, ...limits })
      continue
    }
    const device = await Simulator.open({ bundle, engines, language })
    try {
      const { total, top1, falseAnswers } = await runSuite(questions, device, work)
      suites.push({ language, total, top1, falseAnswers, ...limits })
    } finally {
      await device.close()
    }
  }
  return suites
}
