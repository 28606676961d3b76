// Where the evaluation's manuals and questions are: our sample, and the shared data where it is there.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = join(root, '..', 'shared', 'data')

export interface EvaluatedManual {
  name: string
  pdf: string
  questions: string
}

export function evaluatedManuals(): EvaluatedManual[] {
  const sample = {
    name: 'sample',
    pdf: join(root, 'assets/sample/manual.pdf'),
    questions: join(root, 'assets/sample/questions.csv'),
  }
  const folder = join(shared, 'questions')
  if (!existsSync(folder)) {
    console.warn('SKIPPED: ../shared/data is not here, so only the sample manual is evaluated')
    return [sample]
  }
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => name.slice(0, -'.csv'.length))
  return [
    sample,
    ...names.map((name) => ({
      name,
      pdf: join(shared, 'manuals', `${name}.pdf`),
      questions: join(folder, `${name}.csv`),
    })),
  ]
}
