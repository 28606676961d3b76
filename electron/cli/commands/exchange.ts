// export-texts, import-texts, review: texts out to people who have no Plainspoken, and back.

import { basename, extname, resolve } from 'node:path'
import type { Work } from '../../../shared/domain.ts'
import { exportTexts, importTexts } from '../../worker/exchange/exchange.ts'
import { writeReview } from '../../worker/exchange/review/reviewReport.ts'
import { ProjectStore } from '../../worker/project/projectStore.ts'
import { usage } from '../output.ts'
import type { Outcome } from '../output.ts'

export async function exportTextsCommand(
  folder: string,
  options: { out: string; language?: string },
): Promise<Outcome> {
  const file = withExtension(options.out, ['.xlf', '.xliff', '.csv'])
  const { project } = await ProjectStore.open(resolve(folder))
  const language = options.language ?? project.settings.language
  await exportTexts(project, { file, language })
  return {
    json: { file, language, topics: project.topics.length },
    text: `${basename(file)}: ${project.topics.length} topics, to be translated into "${language}"`,
  }
}

export async function importTextsCommand(
  folder: string,
  file: string,
  options: { language?: string },
): Promise<Outcome> {
  const path = withExtension(file, ['.xlf', '.xliff', '.csv'])
  const store = await ProjectStore.open(resolve(folder))
  const report = await importTexts(store, {
    file: path,
    language: options.language ?? store.project.settings.language,
  })
  const { taken, stale, unknown, topicCount, language } = report
  return {
    json: report,
    text: [
      `${taken} texts taken into ${topicCount} topics, in "${language}"`,
      ...(stale > 0 ? [`${stale} left out: their source has changed since; export again`] : []),
      ...(unknown > 0 ? [`${unknown} left out: of topics that the project does not have`] : []),
    ].join('\n'),
  }
}

export async function reviewCommand(
  folder: string,
  options: { out: string; language: string },
  work: Work,
): Promise<Outcome> {
  const file = withExtension(options.out, ['.html', '.pdf'])
  const { language } = options
  if (language !== 'en' && language !== 'de') throw usage(`"${language}" is not en or de`)
  const store = await ProjectStore.open(resolve(folder))
  await writeReview(store, { file, language }, work)
  return { json: { file, topics: store.project.topics.length }, text: `Wrote ${file}` }
}

function withExtension(file: string, allowed: readonly string[]): string {
  if (!allowed.includes(extname(file).toLowerCase()))
    throw usage(`"${basename(file)}" does not end in ${allowed.join(' or ')}`)
  return resolve(file)
}
