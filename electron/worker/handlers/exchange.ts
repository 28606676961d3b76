// Handlers of exchange.*: texts to translators and back, and the report that reviewers sign.

import { basename, join } from 'node:path'
import { slug } from '../../../shared/ids.ts'
import { exportTexts, importTexts } from '../exchange/exchange.ts'
import { writeReview } from '../exchange/review/reviewReport.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Workspace } from '../workspace.ts'
import { chosen } from './chosen.ts'

export function exchangeHandlers(workspace: Workspace): HandlersOf<'exchange'> {
  /** dishwasher-de.xlf, in the folder that the person chose. */
  const fileIn = (folder: string | null, end: string): string =>
    join(chosen(folder), `${slug(workspace.store.project.settings.name)}${end}`)

  return {
    'exchange.exportTexts': async ({ format, language }, { path }) => {
      const file = fileIn(path, `-${slug(language, 20)}.${format === 'csv' ? 'csv' : 'xlf'}`)
      await exportTexts(workspace.store.project, { file, language })
      return { file: basename(file) }
    },
    'exchange.importTexts': async ({ language }, { path }) => {
      const file = chosen(path)
      return workspace.changeBy((store) => importTexts(store, { file, language }))
    },
    'exchange.review': async ({ format, language }, { path, ...work }) => {
      const file = fileIn(path, `-review.${format}`)
      await writeReview(workspace.store, { file, language }, work)
      return { file: basename(file) }
    },
  }
}
