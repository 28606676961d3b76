// Handlers of suite.speak and suite.saveReport: questions that voices ask in rooms, and the report of the last suite as a file.
// Trap: the report is kept whole here, the window gets figures and the first misses: a report of 20,000 rows would not pass between them.

import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { SpokenFigures } from '../../../shared/ipc/spoken.ts'
import { slug } from '../../../shared/ids.ts'
import { Simulator } from '../device/simulator.ts'
import { writeFileWhole } from '../files/writeWhole.ts'
import type { HandlersNamed } from '../handlers.ts'
import { junitXml } from '../testing/junit.ts'
import { readQuestions } from '../testing/questions.ts'
import { askSpoken } from '../testing/spoken/askSpoken.ts'
import { askedBy, htmlReport } from '../testing/spoken/htmlReport.ts'
import type { SpokenReport } from '../testing/spoken/spokenSuite.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

const mostMissed = 300

export function spokenHandlers(workspace: Workspace): HandlersNamed<'suite.speak' | 'suite.saveReport'> {
  let last: { folder: string; questions: string; report: SpokenReport } | null = null

  return {
    'suite.speak': async ({ voices, rooms }, { path, ...work }) => {
      const file = chosen(path)
      const { engines, store } = workspace
      const { folder, cacheFolder } = store
      const questions = await readQuestions(file)
      const { bytes } = await workspace.bundle(work)
      const simulator = await Simulator.open({ bundle: bytes, engines })
      try {
        const report = await askSpoken(questions, { voices, rooms }, { simulator, engines, cacheFolder }, work)
        last = { folder, questions: basename(file), report }
        return figuresOf(last.questions, report)
      } finally {
        await simulator.close()
      }
    },
    'suite.saveReport': async ({ format }, { path }) => {
      if (last?.folder !== workspace.store.folder) throw new AppError('nothing-tested')
      const { questions, report } = last
      const name = `${slug(questions.replace(/\.csv$/i, ''))}-spoken.${format === 'html' ? 'html' : 'xml'}`
      const content = format === 'html' ? htmlReport(questions, report) : junitXml(questions, report.rows, askedBy)
      await writeFileWhole(join(chosen(path), name), content)
      return { file: name }
    },
  }
}

function figuresOf(questions: string, { typed, conditions, rows }: SpokenReport): SpokenFigures {
  const missed = rows.filter(({ isPassed }) => !isPassed)
  return { questions, typed, conditions, missed: missed.slice(0, mostMissed), missedCount: missed.length }
}
