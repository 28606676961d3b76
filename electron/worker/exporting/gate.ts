// Projects + budget -> may this be exported for release? One list of conditions, each with what to do where it does not hold.
// The window and the CLI show the same list; a closed gate stops a release, and `force` makes a development bundle instead.

import type { Budget } from '../../../shared/budget.ts'
import type { Finding, Project } from '../../../shared/domain.ts'
import { filled } from '../../../shared/filled.ts'
import { gateMends, suiteFigures } from '../../../shared/gateTexts.ts'
import { isSuiteKept } from '../testing/projectSuite.ts'
import type { OwnSuite } from '../testing/projectSuite.ts'
import { isLetPass, overBudget } from './budget.ts'
import { isApproved } from '../topics/signOff.ts'

export interface GateLine {
  code: 'topics' | 'findings' | 'safety-approved' | 'suite' | 'budget' | 'signature'
  holds: boolean
  message: string
  mend: string
  /** How many stand in the way. */
  count?: number
  /** What the questions of each language came to. */
  suites?: OwnSuite[]
}
export interface Gate {
  isOpen: boolean
  lines: GateLine[]
}

export interface GateFacts {
  /** One a language: each has to be fit for release. */
  projects: readonly Project[]
  /** Of all of them. */
  findings: readonly Finding[]
  /** What the very bytes answered to the projects' own questions, one a language. */
  suites: readonly OwnSuite[]
  budget: Budget
  isSigned: boolean
  /** With the key that everybody has: as good as not at all. */
  isDevelopmentKey?: boolean
}

/** The command line speaks English. */
const mends = gateMends.en

export function gateOf({ projects, findings, suites, budget, isSigned, isDevelopmentKey = false }: GateFacts): Gate {
  const spoken = projects.flatMap(({ topics }) => topics.filter((topic) => topic.isSpoken))
  const errors = findings.filter(({ severity, suppressed }) => severity === 'error' && !suppressed).length
  const unapproved = spoken.filter((topic) => topic.kind === 'safety' && !isApproved(topic)).length
  const lines: GateLine[] = [
    line(
      'topics',
      projects.every(({ topics }) => topics.some((topic) => topic.isSpoken)),
      `${spoken.length} topics are spoken`,
      mends.topics,
    ),
    {
      ...line('findings', errors === 0, `${errors} findings are errors`, mends.findings),
      count: errors,
    },
    {
      ...line(
        'safety-approved',
        unapproved === 0,
        `${unapproved} safety topics are not approved`,
        mends.safetyApproved,
      ),
      count: unapproved,
    },
    suiteLine(suites),
    line(
      'budget',
      isLetPass(budget),
      budget.isWithin ? 'The bundle fits the target' : budgetText(budget),
      mends.budget,
    ),
    line(
      'signature',
      isSigned && !isDevelopmentKey,
      isDevelopmentKey
        ? 'The bundle is signed with the development key'
        : isSigned
          ? 'The bundle is signed'
          : 'The bundle is not signed',
      mends.signature,
    ),
  ]
  return { isOpen: lines.every(({ holds }) => holds), lines }
}

function suiteLine(suites: readonly OwnSuite[]): GateLine {
  const holds = suites.length > 0 && suites.every(isSuiteKept)
  const asked = suites.filter(({ total }) => total > 0)
  const figures = asked.map(({ language, total, top1, falseAnswers, minTop1, maxFalse }) =>
    filled(suiteFigures.en, {
      language,
      total,
      top1: percent(top1),
      least: percent(minTop1),
      falseAnswers: percent(falseAnswers),
      most: percent(maxFalse),
    }),
  )
  const hasQuestions = asked.length > 0 && asked.length === suites.length
  const said = line(
    'suite',
    holds,
    hasQuestions ? figures.join('; ') : 'There are no questions to test it with',
    hasQuestions ? mends.suite : mends.questions,
  )
  return { ...said, suites: [...suites] }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function budgetText(budget: Budget): string {
  const { override } = budget
  const by = overBudget(budget).join(', ')
  return override === undefined
    ? `The bundle is over the budget: ${by}`
    : `Over the budget (${by}), let pass: ${override}`
}

const line = (code: GateLine['code'], holds: boolean, message: string, mend: string): GateLine => ({
  code,
  holds,
  message,
  mend: holds ? '' : mend,
})
